package org.axiomj.ir.operators;

import org.axiomj.ir.Tensor;
import org.axiomj.ir.core.PiecewiseLinear;

/** Clip: limits are attributes up to opset 10, inputs since; where low exceeds high, everything becomes high. */
final class Clip implements Operator {
    @Override
    public Value[] apply(Call call) {
        if (call.opset() >= 11 && (variable(call, 1) || variable(call, 2))) {
            throw call.unsupported("limits that depend on the network's input");
        }
        if (call.input(0).type().isInteger() && call.isConstant(0)) {
            return new Value[] {integers(call)};
        }
        Value.Variable x = call.emit().variable(call.real(0));
        double low = limit(call, 1, "min", Double.NEGATIVE_INFINITY);
        double high = limit(call, 2, "max", Double.POSITIVE_INFINITY);
        if (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
            return new Value[] {x};
        }
        if (low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY) {
            throw call.invalid("clips to the range " + low + " to " + high + ", which has no finite number");
        }
        PiecewiseLinear function = low > high ? PiecewiseLinear.clip(high, high) : PiecewiseLinear.clip(low, high);
        return new Value[] {call.emit().piecewise(function, x)};
    }

    private static boolean variable(Call call, int input) {
        return call.has(input) && !call.isConstant(input);
    }

    private static double limit(Call call, int input, String name, double otherwise) {
        if (call.opset() < 11) {
            return call.number(name, otherwise);
        } else if (!call.has(input)) {
            return otherwise;
        }
        Tensor tensor = call.constant(input, name);
        if (tensor.size() != 1 || !tensor.type().isFloating()) {
            throw call.invalid("expects one float as " + name + ", found " + tensor);
        }
        double value = tensor.reals()[0];
        if (Double.isNaN(value)) {
            throw call.invalid("its " + name + " is NaN");
        }
        return value;
    }

    private static Value integers(Call call) {
        Tensor x = call.constant(0, "input");
        long low = call.has(1) ? single(call, 1, "min") : Long.MIN_VALUE;
        long high = call.has(2) ? single(call, 2, "max") : Long.MAX_VALUE;
        call.reserve(x.size());
        long[] y = new long[x.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.min(high, Math.max(low, x.integers()[i]));
        }
        return call.constantOf(Tensor.ofIntegers(x.type(), x.shape(), y));
    }

    private static long single(Call call, int input, String name) {
        long[] values = call.integers(input, name);
        if (values.length != 1) {
            throw call.invalid("expects one number as " + name + ", found " + values.length);
        }
        return values[0];
    }
}
