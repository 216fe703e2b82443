package org.axiomj.ir.operators;

import org.axiomj.ir.ElementType;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.core.PiecewiseLinear;

/** Operators that apply one piecewise-linear function to every element. */
record Activation(Kind kind) implements Operator {
    enum Kind {
        RELU,
        LEAKY_RELU,
        THRESHOLDED_RELU,
        ABS,
        SIGN,
        NEG,
        HARD_SIGMOID,
        HARD_SWISH
    }

    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        if (x.type().isInteger() && x instanceof Value.Constant constant) {
            return new Value[] {integers(call, constant.tensor())};
        }
        Value.Variable v = call.emit().variable(call.real(0));
        return new Value[] {lower(call, v)};
    }

    private Value.Variable lower(Call call, Value.Variable x) {
        Emitter emit = call.emit();
        return switch (kind) {
            case RELU -> emit.piecewise(PiecewiseLinear.RELU, x);
            case LEAKY_RELU -> emit.piecewise(PiecewiseLinear.leakyRelu(call.number("alpha", 0.01f)), x);
            case THRESHOLDED_RELU -> emit.piecewise(threshold(call.number("alpha", 1)), x);
            case ABS -> emit.piecewise(PiecewiseLinear.ABS, x);
            case SIGN -> emit.piecewise(PiecewiseLinear.SIGN, x);
            case NEG -> emit.scale(x, -1);
            case HARD_SIGMOID -> hardSigmoid(emit, x, call.number("alpha", 0.2f), call.number("beta", 0.5f));
            case HARD_SWISH -> emit.product(x, hardSwishGate(emit, x));
        };
    }

    /** x where it is above {@code alpha}, else 0. */
    private static PiecewiseLinear threshold(double alpha) {
        return new PiecewiseLinear(new double[] {alpha}, new double[] {0, 1}, new double[] {0, 0}, new double[] {0});
    }

    /** {@code max(0, min(1, alpha * x + beta))}, in three exact steps. */
    private static Value.Variable hardSigmoid(Emitter emit, Value.Variable x, double alpha, double beta) {
        Value.Variable line = Algebra.addScalar(emit, emit.scale(x, alpha), beta);
        return emit.piecewise(PiecewiseLinear.clip(0, 1), line);
    }

    /** HardSwish has alpha = 1/6, which is no double: {@code max(0, min(6, x + 3)) / 6} is the same function, exactly. */
    private static Value.Variable hardSwishGate(Emitter emit, Value.Variable x) {
        Value.Variable shifted = Algebra.addScalar(emit, x, 3);
        return Algebra.divide(emit, emit.piecewise(PiecewiseLinear.clip(0, 6), shifted), 6);
    }

    private Value integers(Call call, Tensor x) {
        call.reserve(x.size());
        long[] y = new long[x.size()];
        for (int i = 0; i < y.length; i++) {
            long v = x.integers()[i];
            y[i] = switch (kind) {
                case RELU -> Math.max(0, v);
                case ABS -> Math.abs(v);
                case SIGN -> Long.signum(v);
                case NEG -> -v;
                default -> throw call.invalid("expects floats, found " + x);
            };
        }
        if (x.type() == ElementType.BOOL || x.type() == ElementType.STRING) {
            throw call.invalid("expects numbers, found " + x);
        }
        return call.constantOf(Tensor.ofIntegers(x.type(), x.shape(), y));
    }
}
