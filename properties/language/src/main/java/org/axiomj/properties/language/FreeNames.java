package org.axiomj.properties.language;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a text uses and that neither it nor the language declares: networks, constants, named properties and, in
 * quotes, the files of datasets. Where there are none, {@link TypeChecker} needs nothing from outside.
 */
public final class FreeNames {
    private final Set<String> free = new LinkedHashSet<>();

    private FreeNames() {}

    /** In the order of first use. */
    public static Set<String> of(SourceFile file) {
        Set<String> declared = new HashSet<>();
        for (SourceFile.Declaration declaration : file.declarations()) {
            if (!(declaration instanceof SourceFile.Goal)) {
                declared.add(declaration.name());
            }
        }
        FreeNames names = new FreeNames();
        for (SourceFile.Declaration declaration : file.declarations()) {
            Set<String> bound = declared;
            if (declaration instanceof SourceFile.Goal goal && goal.ensure()) {
                bound = with(declared, List.of("input", "output"));
            } else if (declaration instanceof SourceFile.Definition definition) {
                bound = with(declared, definition.parameters());
            }
            names.parts((Record) declaration, bound);
        }
        return names.free;
    }

    private void visit(Object part, Set<String> bound) {
        if (part instanceof List<?> list) {
            list.forEach(item -> visit(item, bound));
        } else if (part instanceof Optional<?> optional) {
            optional.ifPresent(item -> visit(item, bound));
        } else if (part instanceof Syntax.Name name) {
            use(name.name(), bound);
        } else if (part instanceof Syntax.Text text) {
            free.add('"' + text.value() + '"');
        } else if (part instanceof Syntax.Call call) {
            if (!Calls.NAMES.contains(call.name())) {
                use(call.name(), bound);
            }
            parts(call, bound);
        } else if (part instanceof Syntax.Quantified quantified) {
            Set<String> inner = bound;
            for (Syntax.Binding binding : quantified.bindings()) {
                inner = with(inner, binding.names());
            }
            parts(quantified, inner);
        } else if (part instanceof Syntax.Set set) {
            parts(set, with(bound, set.binding().names()));
        } else if (part instanceof Record syntax && !(part instanceof Place)) {
            parts(syntax, bound);
        }
    }

    private void use(String name, Set<String> bound) {
        if (!bound.contains(name)) {
            free.add(name);
        }
    }

    private void parts(Record syntax, Set<String> bound) {
        for (RecordComponent component : syntax.getClass().getRecordComponents()) {
            try {
                visit(component.getAccessor().invoke(syntax), bound);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the accessors of public records are public", e);
            }
        }
    }

    private static Set<String> with(Set<String> names, List<String> more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(more);
        return all;
    }
}
