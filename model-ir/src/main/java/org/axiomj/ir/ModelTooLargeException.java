package org.axiomj.ir;

/** A model, sound or not, that takes more memory than Java has; with more it may be read. */
public final class ModelTooLargeException extends InvalidModelException {
    private static final long serialVersionUID = 1;

    public ModelTooLargeException(String message) {
        super(message);
    }
}
