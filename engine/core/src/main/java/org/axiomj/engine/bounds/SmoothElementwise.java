package org.axiomj.engine.bounds;

import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.SmoothFunction;

/**
 * Smooth functions. {@code v g(z) - nu z} is bounded by one-dimensional branch and bound: where the enclosure of its
 * derivative has one sign the function is least at an end of the piece, elsewhere the piece is halved until the mean-value
 * form {@code f(m) - max|f'| w / 2} is tight.
 *
 * <p>Sound over the reals: {@code StrictMath} is documented to be within 1 ulp for exp, log and tanh within 2.5; values are
 * widened by 8 ulp and a little more for the handful of operations around them, then cut to the function's range.
 */
final class SmoothElementwise implements Elementwise {
    private static final double WIDEN = 16 * Rounding.UNIT;
    private static final int HALVINGS = 40;
    private final SmoothFunction function;

    private SmoothElementwise(SmoothFunction function) {
        this.function = function;
    }

    static Elementwise of(SmoothFunction function, String origin) {
        return switch (function) {
            case SIGMOID, TANH, EXP, RECIPROCAL, SQUARE, POW_3 -> new SmoothElementwise(function);
            default ->
                throw new UnsupportedOperatorException(origin + ": no linear bounds are known for " + function
                        + "; the network can be read and run, not verified");
        };
    }

    @Override
    public double minimum(int element, double v, double nu, double l, double u) {
        if (v == 0) {
            return down(Math.min(-nu * l, -nu * u), 0);
        }
        if (function == SmoothFunction.RECIPROCAL && l <= 0 && u >= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (Double.isInfinite(l) || Double.isInfinite(u)) {
            if (function == SmoothFunction.SQUARE) {
                return nu == 0 && v > 0 ? 0 : Double.NEGATIVE_INFINITY;
            }
            return nu == 0
                    ? Math.min(v * valueLow(v > 0 ? l : u, v), v * valueLow(v > 0 ? u : l, v))
                    : Double.NEGATIVE_INFINITY;
        }
        return search(v, nu, l, u);
    }

    /** Halves only the pieces that may hold the minimum: at most a handful are open at any depth. */
    private double search(double v, double nu, double l, double u) {
        double least = Math.min(pointLow(v, nu, l), pointLow(v, nu, u));
        double floor = least;
        double[] from = new double[4 * HALVINGS];
        double[] to = new double[4 * HALVINGS];
        int[] depth = new int[4 * HALVINGS];
        int open = 1;
        from[0] = l;
        to[0] = u;
        while (open > 0) {
            open--;
            double a = from[open];
            double b = to[open];
            int d = depth[open];
            double low = derivativeLow(a, b);
            double high = derivativeHigh(a, b);
            double slopeLow = down(
                    Math.min(v * low, v * high) - nu,
                    Math.abs(nu) + Math.abs(v) * Math.max(Math.abs(low), Math.abs(high)));
            double slopeHigh = -down(
                    -(Math.max(v * low, v * high) - nu),
                    Math.abs(nu) + Math.abs(v) * Math.max(Math.abs(low), Math.abs(high)));
            if (slopeLow >= 0 || slopeHigh <= 0) {
                least = Math.min(least, Math.min(pointLow(v, nu, a), pointLow(v, nu, b)));
                floor = Math.min(floor, least);
                continue;
            }
            double m = a + (b - a) / 2;
            double value = pointLow(v, nu, m);
            least = Math.min(least, value);
            double steepest = Math.max(-slopeLow, slopeHigh);
            double bound = down(value - steepest * (b - a) * 0.5000001, Math.abs(value) + steepest * (b - a));
            if (bound >= least - 1e-12 * (1 + Math.abs(least))
                    || d >= HALVINGS
                    || open + 2 >= from.length
                    || !(a < m && m < b)) {
                floor = Math.min(floor, bound);
                continue;
            }
            from[open] = a;
            to[open] = m;
            depth[open++] = d + 1;
            from[open] = m;
            to[open] = b;
            depth[open++] = d + 1;
        }
        return Double.isNaN(floor) ? Double.NEGATIVE_INFINITY : floor;
    }

    private double pointLow(double v, double nu, double z) {
        double g = valueLow(z, v);
        return down(v * g - nu * z, Math.abs(v * g) + Math.abs(nu * z));
    }

    /** A value on the side of g(z) that lowers {@code v g(z)}. */
    private double valueLow(double z, double v) {
        double g = function == SmoothFunction.TANH ? StrictMath.tanh(z) : strictValue(z);
        double slack = WIDEN * Math.abs(g) + Rounding.UNDERFLOW;
        double moved = v > 0 ? g - slack : g + slack;
        return switch (function) {
            case SIGMOID -> Math.min(1, Math.max(0, moved));
            case TANH -> Math.min(1, Math.max(-1, moved));
            case EXP, SQUARE -> Math.max(0, moved);
            default -> moved;
        };
    }

    private double strictValue(double z) {
        return switch (function) {
            case SIGMOID -> z >= 0 ? 1 / (1 + StrictMath.exp(-z)) : StrictMath.exp(z) / (1 + StrictMath.exp(z));
            case EXP -> StrictMath.exp(z);
            default -> function.value(z);
        };
    }

    /** Not above the derivative anywhere on [a, b]. */
    private double derivativeLow(double a, double b) {
        double x = switch (function) {
            case SIGMOID, TANH -> Math.min(derivative(a), derivative(b));
            case EXP, SQUARE -> derivative(a);
            case RECIPROCAL -> b < 0 ? derivative(b) : derivative(a);
            case POW_3 -> a <= 0 && b >= 0 ? 0 : Math.min(derivative(a), derivative(b));
            default -> Double.NEGATIVE_INFINITY;
        };
        return x - WIDEN * Math.abs(x) - Rounding.UNDERFLOW;
    }

    /** Not below the derivative anywhere on [a, b]. */
    private double derivativeHigh(double a, double b) {
        double x = switch (function) {
            case SIGMOID -> a <= 0 && b >= 0 ? 0.25 : Math.max(derivative(a), derivative(b));
            case TANH -> a <= 0 && b >= 0 ? 1 : Math.max(derivative(a), derivative(b));
            case EXP, SQUARE -> derivative(b);
            case RECIPROCAL -> b < 0 ? derivative(a) : derivative(b);
            case POW_3 -> Math.max(derivative(a), derivative(b));
            default -> Double.POSITIVE_INFINITY;
        };
        return x + WIDEN * Math.abs(x) + Rounding.UNDERFLOW;
    }

    /** The derivative in a form without cancellation, within a few ulp. */
    private double derivative(double z) {
        return switch (function) {
            case SIGMOID -> {
                double e = StrictMath.exp(-Math.abs(z));
                yield e / ((1 + e) * (1 + e));
            }
            case TANH -> {
                double e = StrictMath.exp(-2 * Math.abs(z));
                yield 4 * e / ((1 + e) * (1 + e));
            }
            case EXP -> StrictMath.exp(z);
            case RECIPROCAL -> -1 / (z * z);
            case SQUARE -> 2 * z;
            case POW_3 -> 3 * z * z;
            default -> Double.NaN;
        };
    }

    @Override
    public double multiplier(int element, double v, double l, double u) {
        if (v == 0 || Double.isInfinite(l) || Double.isInfinite(u)) {
            return 0;
        }
        double middle = (l + u) / 2;
        double chord = u > l ? v * (function.value(u) - function.value(l)) / (u - l) : v * derivative(middle);
        double best = 0;
        double bestValue = Double.NEGATIVE_INFINITY;
        double[] candidates = {chord, v * derivative(middle), v * derivative(l), v * derivative(u), 0};
        for (double nu : candidates) {
            if (!Double.isFinite(nu)) {
                continue;
            }
            double value = minimum(element, v, nu, l, u) + nu * middle;
            if (value > bestValue) {
                bestValue = value;
                best = nu;
            }
        }
        return best;
    }

    @Override
    public double splitPoint(int element, double l, double u) {
        double m = l < 0 && u > 0 ? 0 : l + (u - l) / 2;
        return u - l > 1e-9 * (1 + Math.abs(l)) && l < m && m < u ? m : Double.NaN;
    }

    private static double down(double x, double magnitude) {
        return x - 8 * Rounding.UNIT * (Math.abs(x) + magnitude) - Rounding.UNDERFLOW;
    }
}
