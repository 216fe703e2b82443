package org.axiomj.ir.evaluate;

import org.axiomj.ir.core.SmoothFunction;

/**
 * The range of a smooth function over an interval of doubles, rounded outwards. {@code Math} documents errors of at most 1
 * ulp for exp, log, log1p, sin and cos and 2.5 for tanh; with the one to four roundings around them the values here are
 * within 6 ulp, and they are widened by 8, then cut to the function's range. The error function is widened by ten times its
 * documented error. Outside a function's domain the result is not a number.
 */
final class SmoothInterval {
    private static final double ULPS = 8;
    private static final double ERF_ERROR = 1e-13;

    private SmoothInterval() {}

    /** Not above any value on {@code [low, high]}; NaN where the function is not defined on all of it. */
    static double lower(SmoothFunction f, double low, double high) {
        return switch (f) {
            case SIGMOID, EXP, SOFTPLUS -> Math.max(0, down(f, low));
            case TANH -> Math.max(-1, down(f, low));
            case LOG -> low > 0 ? down(f, low) : Double.NaN;
            case SQRT -> low >= 0 ? Math.max(0, down(f, low)) : Double.NaN;
            case RECIPROCAL -> low > 0 || high < 0 ? down(f, high) : Double.NaN;
            case SQUARE -> low <= 0 && high >= 0 ? 0 : Math.max(0, down(f, low > 0 ? low : high));
            case POW_3 -> down(f, low);
            case ERF -> Math.max(-1, f.value(low) - ERF_ERROR);
            case SIN, COS -> Math.max(-1, Math.nextDown(down(f, middle(low, high)) - radius(low, high)));
        };
    }

    /** Not below any value on {@code [low, high]}; NaN where the function is not defined on all of it. */
    static double upper(SmoothFunction f, double low, double high) {
        return switch (f) {
            case SIGMOID, TANH -> Math.min(1, up(f, high));
            case EXP, SOFTPLUS, POW_3 -> up(f, high);
            case LOG -> low > 0 ? up(f, high) : Double.NaN;
            case SQRT -> low >= 0 ? up(f, high) : Double.NaN;
            case RECIPROCAL -> low > 0 || high < 0 ? up(f, low) : Double.NaN;
            case SQUARE -> up(f, Math.max(Math.abs(low), Math.abs(high)));
            case ERF -> Math.min(1, f.value(high) + ERF_ERROR);
            case SIN, COS -> Math.min(1, Math.nextUp(up(f, middle(low, high)) + radius(low, high)));
        };
    }

    private static double down(SmoothFunction f, double x) {
        double v = f.value(x);
        if (v == Double.POSITIVE_INFINITY) {
            v = Double.MAX_VALUE;
        }
        return v == Double.NEGATIVE_INFINITY ? v : v - ULPS * Math.ulp(v);
    }

    private static double up(SmoothFunction f, double x) {
        double v = f.value(x);
        if (v == Double.NEGATIVE_INFINITY) {
            v = -Double.MAX_VALUE;
        }
        return v == Double.POSITIVE_INFINITY ? v : v + ULPS * Math.ulp(v);
    }

    private static double middle(double low, double high) {
        return 0.5 * low + 0.5 * high;
    }

    /** Sine and cosine change by no more than their argument does. */
    private static double radius(double low, double high) {
        double middle = middle(low, high);
        return Math.nextUp(Math.max(middle - low, high - middle));
    }
}
