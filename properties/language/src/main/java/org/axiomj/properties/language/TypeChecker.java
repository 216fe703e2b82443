package org.axiomj.properties.language;

import java.util.List;

/** Resolves the names of a file, finds the shape of every expression and writes out definitions. */
public final class TypeChecker {
    private TypeChecker() {}

    /**
     * The goals of a file in their order.
     *
     * @throws org.axiomj.properties.InvalidPropertyException at the first mistake, with its place and what to do
     */
    public static List<TypedProperty> check(SourceFile file, Environment environment) {
        throw new UnsupportedOperationException(file.source().fileName() + environment);
    }
}
