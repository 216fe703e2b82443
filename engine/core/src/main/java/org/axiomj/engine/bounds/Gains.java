package org.axiomj.engine.bounds;

import org.axiomj.proofs.elaborate.LemmaChoice;

/**
 * Notes which way of bounding one node's elements gained what over the bounds that were known before, for whoever writes the
 * proof down. Hints only.
 */
final class Gains {
    /** A bound is worth having if it narrows the interval by more than one part in this many. */
    private static final double SLACK = 64;

    private final double[] lower;
    private final double[] upper;
    private final double[] bestLower;
    private final double[] bestUpper;
    private final byte[] byLower;
    private final byte[] byUpper;

    /** The bounds as known before; copied. */
    Gains(double[] lower, double[] upper) {
        this.lower = lower.clone();
        this.upper = upper.clone();
        bestLower = new double[lower.length];
        bestUpper = new double[lower.length];
        byLower = new byte[lower.length];
        byUpper = new byte[lower.length];
        java.util.Arrays.fill(bestLower, Double.NEGATIVE_INFINITY);
        java.util.Arrays.fill(bestUpper, Double.POSITIVE_INFINITY);
    }

    void zonotope(double[] l, double[] u) {
        for (int i = 0; i < l.length; i++) {
            offer(i, l[i], u[i], LemmaChoice.CHORD);
        }
    }

    void backward(int i, double l, double u) {
        offer(i, l, u, LemmaChoice.STEP);
    }

    private void offer(int i, double l, double u, int way) {
        if (l > bestLower[i]) {
            bestLower[i] = l;
            byLower[i] = (byte) way;
        }
        if (u < bestUpper[i]) {
            bestUpper[i] = u;
            byUpper[i] = (byte) way;
        }
    }

    /**
     * What to state. An element whose phase was known before is left open: the proof may not know it yet.
     *
     * @param first whether nothing was stated before, so that every bound is worth having
     */
    byte[] choices(boolean first) {
        byte[] choices = new byte[lower.length];
        for (int i = 0; i < choices.length; i++) {
            double least = first ? Double.NEGATIVE_INFINITY : (upper[i] - lower[i]) / SLACK;
            if (lower[i] >= 0 || upper[i] <= 0) {
                choices[i] = LemmaChoice.of(LemmaChoice.OPEN, LemmaChoice.OPEN);
                continue;
            }
            boolean low = bestLower[i] >= 0 || bestLower[i] - lower[i] > least;
            boolean high = bestUpper[i] <= 0 || upper[i] - bestUpper[i] > least;
            choices[i] = LemmaChoice.of(low ? byLower[i] : LemmaChoice.NONE, high ? byUpper[i] : LemmaChoice.NONE);
        }
        return choices;
    }
}
