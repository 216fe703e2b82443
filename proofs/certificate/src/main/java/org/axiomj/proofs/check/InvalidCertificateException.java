package org.axiomj.proofs.check;

/** A file that is no certificate at all, or cannot be read; the message names the file, what was expected and found. */
public final class InvalidCertificateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidCertificateException(String message) {
        super(message);
    }
}
