package org.axiomj.ir;

/** A well-formed model with an operator, or a form of one, that this version does not lower; the message names the node. */
public final class UnsupportedOperatorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnsupportedOperatorException(String message) {
        super(message);
    }
}
