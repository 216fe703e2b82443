package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.List;

/** Resolves the names of a file, finds the shape of every expression and writes out definitions. */
public final class TypeChecker {
    private TypeChecker() {}

    /**
     * The goals of a file in their order.
     *
     * @throws org.axiomj.properties.InvalidPropertyException at the first mistake, with its place and what to do; a
     *     definition that no goal uses is not checked
     */
    public static List<TypedProperty> check(SourceFile file, Environment environment) {
        Scope scope = new Scope(file, environment);
        List<TypedProperty> properties = new ArrayList<>();
        for (SourceFile.Declaration declaration : file.declarations()) {
            if (declaration instanceof SourceFile.Goal goal) {
                String name = goal.name().isEmpty() ? "property " + (properties.size() + 1) : goal.name();
                properties.add(new TypedProperty(
                        name,
                        goal.ensure(),
                        new Elaborator(scope, file.source()).goal(goal),
                        goal.formula(),
                        goal.place()));
            }
        }
        return properties;
    }
}
