package org.axiomj.proofs.statement;

/** A network or query that the kernel has no words for; the message says which node and why. */
public final class InexpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InexpressibleException(String message) {
        super(message);
    }
}
