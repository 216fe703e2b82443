package org.axiomj.ir.operators;

import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;

/** Activations that are compositions of exact steps and one or two smooth functions. */
record SmoothActivation(Kind kind) implements Operator {
    enum Kind {
        ELU,
        SELU,
        CELU,
        GELU,
        SOFTSIGN,
        MISH
    }

    /** 1/sqrt(2), sqrt(2/pi) and 0.044715 are no doubles; the nearest ones are well within this of them. */
    private static final double RELATIVE_ERROR = 0x1p-50;

    @Override
    public Value[] apply(Call call) {
        Emitter emit = call.emit();
        Value.Variable x = emit.variable(call.real(0));
        return new Value[] {
            switch (kind) {
                case ELU -> elu(emit, x, call.number("alpha", 1), 1);
                case SELU ->
                    emit.scale(elu(emit, x, call.number("alpha", 1.6732632f), 1), call.number("gamma", 1.050701f));
                case CELU -> celu(call, x);
                case GELU -> gelu(call, x);
                case SOFTSIGN ->
                    emit.product(
                            x,
                            emit.smooth(
                                    SmoothFunction.RECIPROCAL,
                                    Algebra.addScalar(emit, emit.piecewise(PiecewiseLinear.ABS, x), 1)));
                case MISH -> emit.product(x, emit.smooth(SmoothFunction.TANH, emit.smooth(SmoothFunction.SOFTPLUS, x)));
            }
        };
    }

    /** {@code max(0, x) + alpha * (exp(min(0, x) / divisor) - 1)}. */
    private static Value.Variable elu(Emitter emit, Value.Variable x, double alpha, double divisor) {
        Value.Variable below = emit.piecewise(PiecewiseLinear.clip(Double.NEGATIVE_INFINITY, 0), x);
        if (divisor != 1) {
            double[] divisors = new double[x.size()];
            java.util.Arrays.fill(divisors, divisor);
            below = emit.map(new org.axiomj.ir.core.DivideMap(divisors), below, x.shape());
        }
        Value.Variable tail = Algebra.addScalar(emit, emit.smooth(SmoothFunction.EXP, below), -1);
        return emit.sum(emit.piecewise(PiecewiseLinear.RELU, x), emit.scale(tail, alpha));
    }

    private static Value.Variable celu(Call call, Value.Variable x) {
        double alpha = call.number("alpha", 1);
        if (alpha == 0) {
            throw call.invalid("its alpha is 0");
        }
        return elu(call.emit(), x, alpha, alpha);
    }

    /** {@code x / 2 * (1 + erf(x / sqrt(2)))}, or its approximation by tanh where the file asks for it. */
    private static Value.Variable gelu(Call call, Value.Variable x) {
        Emitter emit = call.emit();
        Value.Variable inner;
        if (call.text("approximate", "none").equals("tanh")) {
            Value.Variable cubic =
                    emit.scale(emit.smooth(SmoothFunction.POW_3, x), filled(x.size(), 0.044715), RELATIVE_ERROR);
            double[] factors = filled(x.size(), Math.sqrt(2 / Math.PI));
            inner = emit.smooth(SmoothFunction.TANH, emit.scale(emit.sum(x, cubic), factors, RELATIVE_ERROR));
        } else {
            double[] factors = filled(x.size(), Math.sqrt(0.5));
            inner = emit.smooth(SmoothFunction.ERF, emit.scale(x, factors, RELATIVE_ERROR));
        }
        return emit.scale(emit.product(x, Algebra.addScalar(emit, inner, 1)), 0.5);
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
