package org.axiomj.properties;

/**
 * A specification that may well be valid but that is not handled: non-linear terms, constructs beyond the supported
 * subset, another version of the format, or one that is too large. The message names file, line and column, what is not
 * supported, and what to do.
 */
public final class UnsupportedPropertyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnsupportedPropertyException(String message) {
        super(message);
    }
}
