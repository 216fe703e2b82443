package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Shape;
import org.jspecify.annotations.Nullable;

/** The names that hold in a whole file: its declarations, then the environment. */
final class Scope {
    private static final long LARGEST_SIZE = 1_000_000_000;

    private final Environment environment;
    private final Map<String, SourceFile.Let> lets = new LinkedHashMap<>();
    private final Map<String, SourceFile.Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Value.Net> networks = new LinkedHashMap<>();
    private final Map<String, Value> constants = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    Scope(SourceFile file, Environment environment) {
        this.environment = environment;
        environment.networks().forEach((name, signature) -> networks.put(name, new Value.Net(name, signature)));
        Map<String, SourceFile.Declaration> declared = new LinkedHashMap<>();
        for (SourceFile.Declaration declaration : file.declarations()) {
            add(declaration, declared, file.source());
        }
    }

    private void add(SourceFile.Declaration declaration, Map<String, SourceFile.Declaration> declared, Source source) {
        String name = declaration.name();
        boolean goal = declaration instanceof SourceFile.Goal;
        // Goals are never referred to, so they have their own names.
        SourceFile.Declaration earlier =
                name.isEmpty() ? null : declared.put(goal ? "goal " + name : name, declaration);
        if (earlier != null) {
            throw source.error(
                    declaration.place(),
                    "expected a new name, found '" + name + "', which line "
                            + earlier.place().line() + " declares",
                    "rename one of the two");
        }
        if (!goal && Calls.NAMES.contains(name)) {
            throw source.error(
                    declaration.place(),
                    "expected a new name, found '" + name + "', which is a function of the language",
                    "choose another name");
        }
        if (declaration instanceof SourceFile.Let let) {
            lets.put(name, let);
        } else if (declaration instanceof SourceFile.Definition definition) {
            Set<String> distinct = new LinkedHashSet<>(definition.parameters());
            if (distinct.size() < definition.parameters().size()) {
                throw source.error(
                        declaration.place(),
                        "expected parameters with different names, found " + String.join(", ", definition.parameters()),
                        "rename one of them");
            }
            definitions.put(name, definition);
        } else if (declaration instanceof SourceFile.Network network) {
            network(network, source);
        }
    }

    private void network(SourceFile.Network network, Source source) {
        NetworkSignature declared =
                new NetworkSignature(shapes(network.inputs(), source), shapes(network.outputs(), source));
        Value.Net bound = networks.get(network.name());
        if (bound != null && !bound.signature().equals(declared)) {
            throw source.error(
                    network.place(),
                    "expected the network's own type " + text(bound.signature()) + ", found " + text(declared),
                    "correct the declaration, or leave it out");
        }
        networks.put(network.name(), new Value.Net(network.name(), declared));
    }

    private static List<Shape> shapes(List<Syntax.Type> types, Source source) {
        List<Shape> shapes = new ArrayList<>();
        for (Syntax.Type type : types) {
            List<Shape.Dimension> dimensions = new ArrayList<>();
            for (String text : type.dimensions()) {
                if (!Character.isDigit(text.charAt(0))) {
                    throw source.error(
                            type.place(),
                            "expected a network's sizes as numbers, found '" + text + "'",
                            "write the size; one network has one");
                }
                dimensions.add(new Shape.Fixed(size(text, type.place(), source)));
            }
            shapes.add(new Shape(dimensions));
        }
        return shapes;
    }

    static long size(String text, Place place, Source source) {
        if (!text.matches("[1-9][0-9]{0,9}") || Long.parseLong(text) > LARGEST_SIZE) {
            throw source.error(
                    place,
                    "expected a size from 1 to " + LARGEST_SIZE + ", found " + text,
                    "write the number of elements along this dimension");
        }
        return Long.parseLong(text);
    }

    private static String text(NetworkSignature signature) {
        return text(signature.inputs()) + " -> " + text(signature.outputs());
    }

    private static String text(List<Shape> shapes) {
        return String.join(", ", shapes.stream().map(Shape::toString).toList());
    }

    /** The value of a `let`, a constant or a network; a network of the environment that a `let` hides is not seen. */
    Optional<Value> global(String name, Place place, Elaborator elaborator) {
        Value known = constants.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        SourceFile.Let let = lets.get(name);
        if (let != null) {
            enter(name, place, elaborator);
            Value value = elaborator.value(let.value(), Map.of());
            leave(name);
            if (value instanceof Value.Tensor tensor && tensor.expr() instanceof Expr.Constant) {
                constants.put(name, value); // saves the work only; what has a shape to find is found at each use
            }
            return Optional.of(value);
        }
        Constant constant = environment.constants().get(name);
        if (constant != null) {
            Value value = new Value.Tensor(
                    new Expr.Constant(constant.shape(), constant.elements()), ShapeTerm.of(constant.shape()));
            constants.put(name, value);
            return Optional.of(value);
        }
        return Optional.ofNullable(networks.get(name));
    }

    SourceFile.@Nullable Definition definition(String name) {
        return definitions.get(name);
    }

    Value.@Nullable Net network(String name) {
        return networks.get(name);
    }

    @Nullable NamedProperty named(String name) {
        return environment.named().get(name);
    }

    Datasets datasets() {
        return environment.datasets();
    }

    boolean isCallable(String name) {
        return definitions.containsKey(name) || environment.named().containsKey(name);
    }

    List<String> names() {
        List<String> names = new ArrayList<>(lets.keySet());
        names.addAll(definitions.keySet());
        names.addAll(networks.keySet());
        names.addAll(environment.constants().keySet());
        names.addAll(environment.named().keySet());
        return names;
    }

    /** Begins to write out a definition. */
    void enter(String name, Place place, Elaborator elaborator) {
        if (!open.add(name)) {
            throw elaborator.error(
                    place,
                    "expected a definition that does not need itself, found '" + name + "' inside '" + name + "'",
                    "write it without the recursion");
        }
        if (open.size() > NestingLimit.DEEPEST) {
            throw elaborator.error(
                    place,
                    "expected at most " + NestingLimit.DEEPEST + " definitions inside each other, found more",
                    "write some of them out");
        }
    }

    void leave(String name) {
        open.remove(name);
    }
}
