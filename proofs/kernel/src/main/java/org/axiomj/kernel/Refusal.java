package org.axiomj.kernel;

/** Ends a check; never leaves {@link Kernel}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
        super(reason, null, false, false);
    }
}
