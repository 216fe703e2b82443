package org.axiomj.proofs.elaborate;

/**
 * With what a search excluded one constraint: where they are good, the kernel's bound is about as good as the search's.
 * Every value is sound.
 *
 * @param row the constraint's number in a walk of the unsafe condition in preorder
 * @param weights weights of all constraints in the sum that was bounded, the row's own being 1; empty where it was bounded
 *     alone
 * @param slopes by activation of the search's graph, a slope of the lower relaxation for every element in units of
 *     1/{@link #ONE}; empty where there are none
 * @param splitActivation activations of the multipliers of splits
 * @param splitElement their elements
 * @param multiplier the multipliers: positive where the argument is at least 0, negative where at most 0
 */
public record RowProof(
        int row, double[] weights, char[][] slopes, int[] splitActivation, int[] splitElement, double[] multiplier) {
    /** A slope of 1. */
    public static final int ONE = 0xffff;

    /** What it takes in memory, roughly. */
    long bytes() {
        long bytes = 100 + 8L * weights.length + 16L * multiplier.length;
        for (char[] s : slopes) {
            bytes += 16 + 2L * s.length;
        }
        return bytes;
    }
}
