package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;
import org.axiomj.ir.core.DivideMap;
import org.axiomj.ir.core.SmoothFunction;

/** Elementwise arithmetic on floating values of one shape, written with core nodes; nothing is rounded. */
final class Algebra {
    private Algebra() {}

    static Value.Variable add(Emitter emit, Value a, Value b) {
        if (b instanceof Value.Constant constant) {
            emit.requireFinite(constant);
            return emit.addBias(emit.variable(a), constant.tensor().reals());
        } else if (a instanceof Value.Constant) {
            return add(emit, b, a);
        }
        return emit.sum((Value.Variable) a, (Value.Variable) b);
    }

    static Value.Variable subtract(Emitter emit, Value a, Value b) {
        if (b instanceof Value.Constant constant) {
            emit.requireFinite(constant);
            double[] bias = constant.tensor().reals().clone();
            for (int i = 0; i < bias.length; i++) {
                bias[i] = -bias[i];
            }
            return emit.addBias(emit.variable(a), bias);
        }
        return add(emit, a, negate(emit, b));
    }

    static Value.Variable negate(Emitter emit, Value a) {
        return emit.scale(emit.variable(a), -1);
    }

    static Value.Variable multiply(Emitter emit, Value a, Value b) {
        if (b instanceof Value.Constant constant) {
            emit.requireFinite(constant);
            return emit.scale(emit.variable(a), constant.tensor().reals(), 0);
        } else if (a instanceof Value.Constant) {
            return multiply(emit, b, a);
        }
        Value.Variable x = (Value.Variable) a;
        Value.Variable y = (Value.Variable) b;
        return x.id() == y.id() ? emit.smooth(SmoothFunction.SQUARE, x) : emit.product(x, y);
    }

    /** {@code a / b}; a constant divisor must have no zero. */
    static Value.Variable divide(Call call, Value a, Value b) {
        Emitter emit = call.emit();
        if (b instanceof Value.Constant constant) {
            emit.requireFinite(constant);
            double[] divisors = constant.tensor().reals();
            boolean ones = true;
            for (int i = 0; i < divisors.length; i++) {
                if (divisors[i] == 0) {
                    throw call.invalid("divides by zero at " + Emitter.place(b.shape(), i));
                }
                ones &= divisors[i] == 1;
            }
            Value.Variable x = emit.variable(a);
            return ones ? x : emit.map(new DivideMap(divisors), x, x.shape());
        }
        return multiply(emit, emit.smooth(SmoothFunction.RECIPROCAL, b), a);
    }

    /** {@code x / n} for every element. */
    static Value.Variable divide(Emitter emit, Value.Variable x, int n) {
        if (n == 1) {
            return x;
        }
        double[] divisors = new double[x.size()];
        java.util.Arrays.fill(divisors, n);
        return emit.map(new DivideMap(divisors), x, x.shape());
    }

    /** {@code x + c} for every element. */
    static Value.Variable addScalar(Emitter emit, Value.Variable x, double c) {
        double[] bias = new double[x.size()];
        java.util.Arrays.fill(bias, c);
        return emit.addBias(x, bias);
    }

    /** Both values broadcast to one shape. */
    static Value[] broadcast(Call call, Value a, Value b) {
        Shape shape = call.broadcast(a.shape(), b.shape());
        return new Value[] {call.emit().broadcast(a, shape), call.emit().broadcast(b, shape)};
    }
}
