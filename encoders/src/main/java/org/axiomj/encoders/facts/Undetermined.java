package org.axiomj.encoders.facts;

/** A value does not exist, or is not known well enough, at the point that is looked at. */
final class Undetermined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undetermined(String message) {
        super(message, null, false, false);
    }
}
