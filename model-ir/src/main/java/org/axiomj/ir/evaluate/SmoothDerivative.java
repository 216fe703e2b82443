package org.axiomj.ir.evaluate;

import org.axiomj.ir.core.SmoothFunction;

/** Derivatives of the smooth functions, in double. */
final class SmoothDerivative {
    private SmoothDerivative() {}

    static double value(SmoothFunction function, double x) {
        return switch (function) {
            case SIGMOID -> {
                double e = Math.exp(-Math.abs(x));
                yield e / ((1 + e) * (1 + e));
            }
            case TANH -> {
                double e = Math.exp(-2 * Math.abs(x));
                yield 4 * e / ((1 + e) * (1 + e));
            }
            case EXP -> Math.exp(x);
            case LOG -> 1 / x;
            case SQRT -> 0.5 / Math.sqrt(x);
            case RECIPROCAL -> -1 / (x * x);
            case SQUARE -> 2 * x;
            case POW_3 -> 3 * x * x;
            case SIN -> Math.cos(x);
            case COS -> -Math.sin(x);
            case ERF -> 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
            case SOFTPLUS -> SmoothFunction.SIGMOID.value(x);
        };
    }
}
