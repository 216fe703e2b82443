package org.axiomj.properties.language;

import java.util.List;
import java.util.Map;

/**
 * A property of the catalogue, used as {@code localRobust(f, x0, eps)}. Its body is ordinary syntax in which the
 * parameters stand as names; the checker binds them to the arguments, so no name of the caller can be caught.
 */
public interface NamedProperty {
    String name();

    /** In order; optional ones last. */
    List<Parameter> parameters();

    /**
     * The formula, over the names of the first {@code arguments} parameters.
     *
     * @param arguments how many arguments were given, between the number of required ones and of all
     * @param networks the networks' signatures by parameter name, for bodies that depend on sizes
     */
    Syntax expand(int arguments, Map<String, NetworkSignature> networks);

    /** What a parameter takes. */
    enum Kind {
        NETWORK("a network"),
        NUMBER("a number"),
        TENSOR("a number, vector or tensor"),
        DOMAIN("a domain"),
        FORMULA("a formula");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    record Parameter(String name, Kind kind, boolean required) {}
}
