package org.axiomj.ir.core;

/**
 * The smooth functions of one variable that networks use, by their ONNX names. {@link #POW_3} and its kin have a fixed
 * integer exponent; {@link #RECIPROCAL} is {@code 1 / x} and undefined at 0.
 */
public enum SmoothFunction {
    SIGMOID,
    TANH,
    EXP,
    LOG,
    SQRT,
    RECIPROCAL,
    SQUARE,
    POW_3,
    SIN,
    COS,
    ERF,
    SOFTPLUS;

    /** The value at {@code x} in double, as near as the platform's library gives it; NaN outside the domain. */
    public double value(double x) {
        return switch (this) {
            case SIGMOID -> x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
            case TANH -> Math.tanh(x);
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case SQUARE -> x * x;
            case POW_3 -> x * x * x;
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case ERF -> ErrorFunction.value(x);
            case SOFTPLUS -> x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
        };
    }
}
