package org.axiomj.ir.operators;

import java.util.List;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** Where with a constant condition: a selection from both sides. */
final class Where implements Operator {
    @Override
    public Value[] apply(Call call) {
        call.integers(0, "condition");
        Value a = call.input(1);
        Value b = call.input(2);
        if (a.type() != b.type()) {
            throw call.invalid(
                    "chooses between " + a.type().text() + " and " + b.type().text());
        }
        Shape shape = call.broadcast(call.broadcast(call.input(0).shape(), a.shape()), b.shape());
        long[] condition = ((Value.Constant) call.emit().broadcast(call.input(0), shape))
                .tensor()
                .integers();
        Value x = call.emit().broadcast(a, shape);
        Value y = call.emit().broadcast(b, shape);
        if (x instanceof Value.Constant u && y instanceof Value.Constant v) {
            return new Value[] {constants(call, condition, u.tensor(), v.tensor())};
        } else if (!a.type().isFloating()) {
            throw call.unsupported("integers that depend on the network's input");
        } else if (all(condition, 1)) {
            return new Value[] {x};
        } else if (all(condition, 0)) {
            return new Value[] {y};
        }
        call.reserve(shape.size());
        int[] source = new int[shape.size()];
        for (int i = 0; i < source.length; i++) {
            source[i] = condition[i] != 0 ? i : i + source.length;
        }
        return new Value[] {call.emit().select(call.emit().concat(List.of(x, y), a.type()), source, shape)};
    }

    private static boolean all(long[] condition, long truth) {
        for (long c : condition) {
            if ((c != 0 ? 1 : 0) != truth) {
                return false;
            }
        }
        return true;
    }

    private static Value constants(Call call, long[] condition, Tensor a, Tensor b) {
        call.reserve(condition.length);
        if (a.type().isFloating()) {
            double[] y = new double[condition.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = condition[i] != 0 ? a.reals()[i] : b.reals()[i];
            }
            return call.constantOf(Tensor.ofReals(a.type(), a.shape(), y));
        }
        long[] y = new long[condition.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = condition[i] != 0 ? a.integers()[i] : b.integers()[i];
        }
        return call.constantOf(Tensor.ofIntegers(a.type(), a.shape(), y));
    }
}
