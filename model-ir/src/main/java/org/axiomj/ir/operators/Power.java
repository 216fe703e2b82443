package org.axiomj.ir.operators;

import java.util.Arrays;
import java.util.Optional;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.core.SmoothFunction;

/** Pow with one constant exponent of those that occur: -2, -1, 0, 1/2, 1, 2, 3, 4. Integers are computed here. */
final class Power implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        Tensor exponent = call.constant(1, "exponent");
        if (exponent.size() == 0) {
            throw call.invalid("its exponent is empty");
        }
        double e = exponent.real(0);
        for (int i = 1; i < exponent.size(); i++) {
            if (exponent.real(i) != e) {
                throw call.unsupported("exponents that differ: " + e + " and " + exponent.real(i));
            }
        }
        x = call.emit().broadcast(x, call.broadcast(x.shape(), exponent.shape()));
        if (x instanceof Value.Constant constant) {
            Optional<Tensor> folded = fold(call, constant.tensor(), e);
            if (folded.isPresent()) {
                return new Value[] {call.constantOf(folded.get())};
            }
        }
        if (!x.type().isFloating()) {
            throw call.unsupported("powers of integers that depend on the network's input");
        }
        return new Value[] {lower(call, call.emit().variable(x), e)};
    }

    private static Value lower(Call call, Value.Variable x, double e) {
        Emitter emit = call.emit();
        if (e == 1) {
            return x;
        } else if (e == 0) {
            double[] ones = new double[x.size()];
            Arrays.fill(ones, 1);
            return call.constantOf(Tensor.ofReals(x.type(), x.shape(), ones));
        } else if (e == 2) {
            return emit.smooth(SmoothFunction.SQUARE, x);
        } else if (e == 3) {
            return emit.smooth(SmoothFunction.POW_3, x);
        } else if (e == 4) {
            return emit.smooth(SmoothFunction.SQUARE, emit.smooth(SmoothFunction.SQUARE, x));
        } else if (e == 0.5) {
            return emit.smooth(SmoothFunction.SQRT, x);
        } else if (e == -1) {
            return emit.smooth(SmoothFunction.RECIPROCAL, x);
        } else if (e == -2) {
            return emit.smooth(SmoothFunction.RECIPROCAL, emit.smooth(SmoothFunction.SQUARE, x));
        }
        throw call.unsupported("the exponent " + e + "; -2, -1, 0, 0.5, 1, 2, 3 and 4 are");
    }

    private static Optional<Tensor> fold(Call call, Tensor x, double e) {
        if (e != Math.rint(e) || e < 0 || e > 64) {
            return Optional.empty();
        }
        call.reserve(x.size());
        if (x.type().isInteger()) {
            long[] y = new long[x.size()];
            for (int i = 0; i < y.length; i++) {
                y[i] = 1;
                for (int k = 0; k < e; k++) {
                    if (Math.multiplyHigh(y[i], x.integers()[i]) != (y[i] * x.integers()[i]) >> 63) {
                        throw call.invalid("the power of " + x.integers()[i] + " overflows");
                    }
                    y[i] *= x.integers()[i];
                }
            }
            return Optional.of(Tensor.ofIntegers(x.type(), x.shape(), y));
        }
        double[] y = new double[x.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = 1;
            for (int k = 0; k < e; k++) {
                y[i] = ExactFold.product(y[i], x.reals()[i]);
            }
            if (!Double.isFinite(y[i]) || !x.type().holds(y[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(Tensor.ofReals(x.type(), x.shape(), y));
    }
}
