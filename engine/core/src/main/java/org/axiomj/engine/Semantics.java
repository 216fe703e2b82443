package org.axiomj.engine;

/** What a verdict is about. */
public enum Semantics {
    /** Exact arithmetic over the weights as stored. */
    REAL,
    /** Every IEEE-754 binary32 execution of the network, whatever the order of summation, fused or not. */
    FLOAT32;

    /** The word used on the command line and in results. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
