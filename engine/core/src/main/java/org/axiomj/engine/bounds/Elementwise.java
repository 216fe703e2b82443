package org.axiomj.engine.bounds;

import org.axiomj.ir.core.CoreOp;

/**
 * What bounds need to know of a function of one variable. One primitive serves every domain: a sound lower bound of
 * {@code v g(z) - nu z} over an interval, for any multipliers {@code v} and {@code nu}. The zonotope's parallel strip, the
 * lines of backward bounds and the terms of the Lagrangian dual are all instances of it.
 */
interface Elementwise {
    /**
     * Not above {@code v g(z) - nu z} for any real z in [l, u]; negative infinity if unbounded. Requires {@code l <= u}
     * and finite v, nu.
     */
    double minimum(int element, double v, double nu, double l, double u);

    /** A multiplier nu (any value is sound) for which {@code minimum(v, nu) + nu z} is near {@code v g(z)} inside [l, u]. */
    double multiplier(int element, double v, double l, double u);

    /** A point strictly inside (l, u) at which splitting makes both halves simpler, or NaN if there is none. */
    double splitPoint(int element, double l, double u);

    /** Not above the least value on [l, u]. */
    default double low(int element, double l, double u) {
        return minimum(element, 1, 0, l, u);
    }

    /** Not below the greatest value on [l, u]. */
    default double high(int element, double l, double u) {
        return -minimum(element, -1, 0, l, u);
    }

    static Elementwise of(CoreOp op, String origin) {
        if (op instanceof CoreOp.Piecewise piecewise) {
            return new PiecewiseElementwise(piecewise);
        } else if (op instanceof CoreOp.Smooth smooth) {
            return SmoothElementwise.of(smooth.function(), origin);
        }
        throw new IllegalArgumentException(origin + " applies no function to its elements");
    }
}
