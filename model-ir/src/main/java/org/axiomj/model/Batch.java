package org.axiomj.model;

/** The first dimension of an input, which is free: any number of samples at a time. Made by {@link Model#batch()}. */
public final class Batch {
    static final Batch FREE = new Batch();

    private Batch() {}

    @Override
    public String toString() {
        return "batch";
    }
}
