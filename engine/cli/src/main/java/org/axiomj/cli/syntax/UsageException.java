package org.axiomj.cli.syntax;

/** A command line that cannot be followed; the message says what was expected, what was found and what to do. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
