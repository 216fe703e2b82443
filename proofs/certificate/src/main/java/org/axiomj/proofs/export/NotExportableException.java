package org.axiomj.proofs.export;

/** A certificate that has no proof in the outside format, or too large a one; the message says why and what to do. */
public final class NotExportableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotExportableException(String message) {
        super(message);
    }
}
