package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.core.PiecewiseLinear;

/**
 * Max and Min of any number of inputs, with broadcasting. Against a constant it is a clip of every element, else a maximum
 * over groups; {@code min(a, b) = -max(-a, -b)}.
 */
record Extremum(boolean max) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value result = call.input(0);
        for (int i = 1; i < call.inputs(); i++) {
            Value next = call.input(i);
            if (next.type() != result.type()) {
                throw call.invalid("expects inputs of one type, found "
                        + result.type().text() + " and " + next.type().text());
            }
            Value[] operands = Algebra.broadcast(call, result, next);
            result = combine(call, operands[0], operands[1]);
        }
        return new Value[] {result};
    }

    private Value combine(Call call, Value a, Value b) {
        if (a instanceof Value.Constant x && b instanceof Value.Constant y) {
            return constants(call, x.tensor(), y.tensor());
        } else if (!a.type().isFloating()) {
            throw call.unsupported("integers that depend on the network's input");
        } else if (b instanceof Value.Constant constant) {
            return clip(call, (Value.Variable) a, constant);
        } else if (a instanceof Value.Constant constant) {
            return clip(call, (Value.Variable) b, constant);
        }
        return max
                ? largest(call, a, b)
                : Algebra.negate(
                        call.emit(), largest(call, Algebra.negate(call.emit(), a), Algebra.negate(call.emit(), b)));
    }

    private static Value.Variable largest(Call call, Value a, Value b) {
        int n = a.size();
        call.reserve(3L * n);
        Value.Variable both = call.emit().concat(List.of(a, b), a.type());
        int[][] groups = new int[n][];
        for (int i = 0; i < n; i++) {
            groups[i] = new int[] {i, n + i};
        }
        return call.emit().max(both, groups, a.shape());
    }

    private Value.Variable clip(Call call, Value.Variable x, Value.Constant limit) {
        call.emit().requireFinite(limit);
        double[] limits = limit.tensor().reals();
        List<PiecewiseLinear> functions = new ArrayList<>();
        boolean same = true;
        PiecewiseLinear last = PiecewiseLinear.RELU;
        for (int i = 0; i < limits.length; i++) {
            if (i == 0 || limits[i] != limits[i - 1]) {
                last = max
                        ? PiecewiseLinear.clip(limits[i], Double.POSITIVE_INFINITY)
                        : PiecewiseLinear.clip(Double.NEGATIVE_INFINITY, limits[i]);
            }
            same &= limits[i] == limits[0];
            functions.add(last);
        }
        return call.emit().piecewise(same ? functions.subList(0, 1) : functions, x);
    }

    private Value constants(Call call, Tensor a, Tensor b) {
        Shape shape = a.shape();
        call.reserve(shape.size());
        if (a.type().isFloating()) {
            double[] y = new double[shape.size()];
            for (int i = 0; i < y.length; i++) {
                double u = a.reals()[i];
                double v = b.reals()[i];
                y[i] = max ? Math.max(u, v) : Math.min(u, v);
            }
            return call.constantOf(Tensor.ofReals(a.type(), shape, y));
        } else if (!a.type().isInteger()) {
            throw call.unsupported("comparison of " + a.type().text());
        }
        long[] y = new long[shape.size()];
        for (int i = 0; i < y.length; i++) {
            long u = a.integers()[i];
            long v = b.integers()[i];
            y[i] = max ? Math.max(u, v) : Math.min(u, v);
        }
        return call.constantOf(Tensor.ofIntegers(a.type(), shape, y));
    }
}
