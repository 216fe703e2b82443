package org.axiomj.ir.core;

import java.util.Arrays;

/**
 * A piecewise-linear function of one real variable, possibly with jumps. Its data are exact.
 *
 * <p>With breakpoints {@code t_0 < ... < t_{k-1}} there are {@code k + 1} pieces: piece {@code i} is {@code slopes[i] * x
 * + intercepts[i]} on the open interval between {@code t_{i-1}} and {@code t_i}; at {@code x = t_i} the value is {@code
 * valuesAt[i]}.
 */
public record PiecewiseLinear(double[] breakpoints, double[] slopes, double[] intercepts, double[] valuesAt) {

    public static final PiecewiseLinear RELU =
            new PiecewiseLinear(new double[] {0}, new double[] {0, 1}, new double[] {0, 0}, new double[] {0});
    public static final PiecewiseLinear ABS =
            new PiecewiseLinear(new double[] {0}, new double[] {-1, 1}, new double[] {0, 0}, new double[] {0});
    public static final PiecewiseLinear SIGN =
            new PiecewiseLinear(new double[] {0}, new double[] {0, 0}, new double[] {-1, 1}, new double[] {0});

    public PiecewiseLinear {
        int k = breakpoints.length;
        if (slopes.length != k + 1 || intercepts.length != k + 1 || valuesAt.length != k) {
            throw new IllegalArgumentException("a function with " + k + " breakpoints has " + (k + 1) + " pieces");
        }
        for (int i = 0; i < k; i++) {
            if (!Double.isFinite(breakpoints[i]) || (i > 0 && breakpoints[i] <= breakpoints[i - 1])) {
                throw new IllegalArgumentException(
                        "breakpoints must be finite and ascending: " + Arrays.toString(breakpoints));
            }
        }
    }

    /** {@code x} where positive, else {@code slope * x}. */
    public static PiecewiseLinear leakyRelu(double slope) {
        return slope == 0
                ? RELU
                : new PiecewiseLinear(new double[] {0}, new double[] {slope, 1}, new double[] {0, 0}, new double[] {0});
    }

    /** {@code min(max(x, low), high)}; either end may be infinite; requires {@code low <= high}. */
    public static PiecewiseLinear clip(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("clip needs low <= high, found " + low + " and " + high);
        }
        if (low == high) {
            return new PiecewiseLinear(new double[0], new double[] {0}, new double[] {low}, new double[0]);
        }
        boolean below = low != Double.NEGATIVE_INFINITY;
        boolean above = high != Double.POSITIVE_INFINITY;
        if (below && above) {
            return low == 0 && high == Double.POSITIVE_INFINITY
                    ? RELU
                    : new PiecewiseLinear(
                            new double[] {low, high},
                            new double[] {0, 1, 0},
                            new double[] {low, 0, high},
                            new double[] {low, high});
        } else if (below) {
            return low == 0
                    ? RELU
                    : new PiecewiseLinear(
                            new double[] {low}, new double[] {0, 1}, new double[] {low, 0}, new double[] {low});
        } else if (above) {
            return new PiecewiseLinear(
                    new double[] {high}, new double[] {1, 0}, new double[] {0, high}, new double[] {high});
        }
        return new PiecewiseLinear(new double[0], new double[] {1}, new double[] {0}, new double[0]);
    }

    /** Index of the piece whose open interval holds {@code x}; for a breakpoint, the piece to its right. */
    public int piece(double x) {
        int i = 0;
        while (i < breakpoints.length && x >= breakpoints[i]) {
            i++;
        }
        return i;
    }

    /** The value at {@code x}, computed in double (rounded once or twice). */
    public double value(double x) {
        for (int i = 0; i < breakpoints.length; i++) {
            if (x == breakpoints[i]) {
                return valuesAt[i];
            }
        }
        int p = piece(x);
        return slopes[p] == 0 ? intercepts[p] : slopes[p] * x + intercepts[p];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PiecewiseLinear f
                && Arrays.equals(breakpoints, f.breakpoints)
                && Arrays.equals(slopes, f.slopes)
                && Arrays.equals(intercepts, f.intercepts)
                && Arrays.equals(valuesAt, f.valuesAt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(breakpoints) * 31 + Arrays.hashCode(slopes) * 7 + Arrays.hashCode(intercepts);
    }

    @Override
    public String toString() {
        return "PiecewiseLinear" + Arrays.toString(breakpoints) + Arrays.toString(slopes) + Arrays.toString(intercepts);
    }
}
