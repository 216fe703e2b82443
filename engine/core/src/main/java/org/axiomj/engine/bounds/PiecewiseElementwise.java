package org.axiomj.engine.bounds;

import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.PiecewiseLinear;

/**
 * Piecewise-linear functions, with jumps or without. A linear function on a closed interval is least at an end, so the
 * minimum over the ends of every piece (one-sided limits included, which can only lower it) is exact; the rounding of each
 * candidate is subtracted.
 */
record PiecewiseElementwise(CoreOp.Piecewise op) implements Elementwise {

    @Override
    public double minimum(int element, double v, double nu, double l, double u) {
        PiecewiseLinear f = op.function(element);
        double[] t = f.breakpoints();
        double least = Double.POSITIVE_INFINITY;
        for (int piece = 0; piece <= t.length; piece++) {
            double from = piece == 0 ? l : Math.max(l, t[piece - 1]);
            double to = piece == t.length ? u : Math.min(u, t[piece]);
            if (from <= to) {
                least = Math.min(least, at(f, piece, v, nu, from));
                least = Math.min(least, at(f, piece, v, nu, to));
            }
        }
        for (int i = 0; i < t.length; i++) {
            if (l <= t[i] && t[i] <= u) {
                double exact = v * f.valuesAt()[i] - nu * t[i];
                least = Math.min(
                        least, exact - 4 * Rounding.UNIT * (Math.abs(v * f.valuesAt()[i]) + Math.abs(nu * t[i])));
            }
        }
        return Double.isNaN(least) ? Double.NEGATIVE_INFINITY : least;
    }

    /** {@code v (s z + c) - nu z} as {@code (v s - nu) z + v c}, rounded down. */
    private static double at(PiecewiseLinear f, int piece, double v, double nu, double z) {
        double slope = v * f.slopes()[piece];
        double constant = v * f.intercepts()[piece];
        double difference = slope - nu;
        double product = difference == 0 ? 0 : difference * z;
        double slack = Rounding.UNIT * 4 * (Math.abs(product) + Math.abs(constant));
        double s = f.slopes()[piece];
        if (slope != nu || !(s == 0 || s == 1 || s == -1)) {
            slack += 2 * Rounding.UNIT * (Math.abs(slope) + Math.abs(nu)) * Math.abs(z);
        }
        return product + constant - slack - (slack == 0 ? 0 : Rounding.UNDERFLOW);
    }

    @Override
    public double multiplier(int element, double v, double l, double u) {
        PiecewiseLinear f = op.function(element);
        if (l == u || Double.isInfinite(l) || Double.isInfinite(u)) {
            return l > Double.NEGATIVE_INFINITY || u < Double.POSITIVE_INFINITY
                    ? v * f.slopes()[f.piece(Double.isInfinite(l) ? u : l)]
                    : 0;
        }
        double best = v * (f.value(u) - f.value(l)) / (u - l);
        double middle = (l + u) / 2;
        double bestValue = minimum(element, v, best, l, u) + best * middle;
        for (int piece = f.piece(l); piece <= f.piece(u); piece++) {
            double nu = v * f.slopes()[piece];
            double value = minimum(element, v, nu, l, u) + nu * middle;
            if (value > bestValue) {
                bestValue = value;
                best = nu;
            }
        }
        return Double.isFinite(best) ? best : 0;
    }

    @Override
    public double splitPoint(int element, double l, double u) {
        double best = Double.NaN;
        for (double t : op.function(element).breakpoints()) {
            if (l < t && t < u && !(Math.abs(t - (l + u) / 2) >= Math.abs(best - (l + u) / 2))) {
                best = t;
            }
        }
        return best;
    }
}
