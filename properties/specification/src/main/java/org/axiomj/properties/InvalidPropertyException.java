package org.axiomj.properties;

/**
 * A specification that cannot be used: malformed, about variables that the network does not have, or with an empty or
 * unbounded input domain. The message names file, line and column, what was expected, what was found, and what to do.
 */
public final class InvalidPropertyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidPropertyException(String message) {
        super(message);
    }

    public InvalidPropertyException(String message, Throwable cause) {
        super(message, cause);
    }
}
