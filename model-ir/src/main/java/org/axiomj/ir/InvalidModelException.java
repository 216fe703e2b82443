package org.axiomj.ir;

/**
 * A model file that cannot be used: damaged, inconsistent, or with an operator that is not known. The message names the
 * file, the place in it, what was expected, what was found, and what to do.
 */
public sealed class InvalidModelException extends RuntimeException permits ModelTooLargeException {
    private static final long serialVersionUID = 1;

    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
