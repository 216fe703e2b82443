package org.axiomj.ir.evaluate;

import org.axiomj.ir.core.PiecewiseLinear;

/**
 * The range of a piecewise-linear function over an interval of doubles, rounded outwards. Every piece that meets the
 * interval contributes its values at the ends of their intersection, every breakpoint inside contributes its own value, so
 * jumps are covered.
 */
final class PiecewiseInterval {
    private PiecewiseInterval() {}

    /** Not above any value on {@code [low, high]}. */
    static double lower(PiecewiseLinear f, double low, double high) {
        return -largest(f, low, high, -1);
    }

    /** Not below any value on {@code [low, high]}. */
    static double upper(PiecewiseLinear f, double low, double high) {
        return largest(f, low, high, 1);
    }

    /** Not below {@code sign * f(x)} for any x in the interval; NaN if an end is. */
    private static double largest(PiecewiseLinear f, double low, double high, int sign) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return Double.NaN;
        }
        double[] t = f.breakpoints();
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= t.length; i++) {
            double from = Math.max(low, i == 0 ? Double.NEGATIVE_INFINITY : t[i - 1]);
            double to = Math.min(high, i == t.length ? Double.POSITIVE_INFINITY : t[i]);
            boolean onlyBreakpoint = from == to && ((i > 0 && from == t[i - 1]) || (i < t.length && from == t[i]));
            if (from <= to && !onlyBreakpoint) {
                largest = Math.max(largest, up(sign * f.slopes()[i], from, sign * f.intercepts()[i]));
                largest = Math.max(largest, up(sign * f.slopes()[i], to, sign * f.intercepts()[i]));
            }
            if (i < t.length && low <= t[i] && t[i] <= high) {
                largest = Math.max(largest, sign * f.valuesAt()[i]);
            }
        }
        return largest;
    }

    /** {@code slope * x + intercept}, not rounded where that is exact, else upwards. */
    private static double up(double slope, double x, double intercept) {
        if (slope == 0) {
            return intercept;
        }
        boolean exact = Math.abs(slope) == 1;
        double product = exact ? slope * x : Math.nextUp(slope * x);
        return intercept == 0 ? product : Math.nextUp(product + intercept);
    }
}
