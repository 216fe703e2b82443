package org.axiomj.proofs.elaborate;

/**
 * Which bounds of one activation's argument a search found worth having in a part, and by which slopes: two bits for the
 * lower bound, two for the upper. A suggestion.
 */
public final class LemmaChoice {
    /** Not worth stating. */
    public static final int NONE = 0;
    /** By backward substitution with lower slopes 0 or 1. */
    public static final int STEP = 1;
    /** By backward substitution with the chord's slope on both sides, as a zonotope has it. */
    public static final int CHORD = 2;
    /** The search has not looked. */
    public static final int OPEN = 3;

    private LemmaChoice() {}

    /** Both sides of one element. */
    public static byte of(int lower, int upper) {
        return (byte) (lower | upper << 2);
    }

    static int side(byte choice, boolean upperSide) {
        return upperSide ? choice >> 2 & 3 : choice & 3;
    }
}
