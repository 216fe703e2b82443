package org.axiomj.properties.language;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a text uses and that neither it nor the language declares: networks, constants, named properties and the
 * files of datasets. Where there are none, {@link TypeChecker} needs nothing from outside.
 */
public final class FreeNames {
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> bound = new LinkedHashSet<>();

    private FreeNames() {}

    /** In the order of first use. A name that is bound anywhere in the text is not free. */
    public static Set<String> of(SourceFile file) {
        FreeNames names = new FreeNames();
        for (SourceFile.Declaration declaration : file.declarations()) {
            boolean goal = declaration instanceof SourceFile.Goal;
            if (!goal) {
                names.bound.add(declaration.name());
            }
            if (declaration instanceof SourceFile.Goal g && g.ensure()) {
                names.bound.addAll(List.of("input", "output"));
            } else if (declaration instanceof SourceFile.Definition definition) {
                names.bound.addAll(definition.parameters());
            }
            names.visit(declaration);
        }
        names.used.removeAll(names.bound);
        return names.used;
    }

    private void visit(Object part) {
        if (part instanceof List<?> list) {
            list.forEach(this::visit);
        } else if (part instanceof Optional<?> optional) {
            optional.ifPresent(this::visit);
        } else if (part instanceof Syntax.Name name) {
            used.add(name.name());
        } else if (part instanceof Syntax.Text text) {
            used.add('"' + text.value() + '"');
        } else if (part instanceof Record syntax && !(part instanceof Place)) {
            if (part instanceof Syntax.Call call && !Calls.NAMES.contains(call.name())) {
                used.add(call.name());
            } else if (part instanceof Syntax.Binding binding) {
                bound.addAll(binding.names());
            }
            for (RecordComponent component : syntax.getClass().getRecordComponents()) {
                try {
                    visit(component.getAccessor().invoke(syntax));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("the accessors of public records are public", e);
                }
            }
        }
    }
}
