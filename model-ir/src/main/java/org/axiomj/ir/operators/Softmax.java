package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.core.SparseMap;

/**
 * Softmax and LogSoftmax. Up to opset 12 all axes from {@code axis} on count as one.
 *
 * <p>Written as {@code 1 / sum_j exp(x_j - x_i)}, which is the same function: differences are linear, no product of two
 * varying values appears, bounds are tighter (Wei et al., Convex Bounds on the Softmax Function, 2023), and no evaluator
 * overflows to NaN. It takes a square number of exponentials, so for very long vectors it is {@code exp(x_i)} times the
 * reciprocal of the sum instead.
 */
record Softmax(boolean logarithm) implements Operator {
    private static final long MOST_PAIRS = 1 << 21;

    @Override
    public Value[] apply(Call call) {
        Emitter emit = call.emit();
        Value.Variable x = emit.variable(call.real(0));
        Shape shape = x.shape();
        if (x.size() == 0) {
            throw call.invalid("has an input without elements: " + shape);
        }
        int axis = call.axis(call.integer("axis", call.opset() < 13 ? 1 : -1), Math.max(1, shape.rank()));
        Shape view = view(call, shape, axis);
        Shape sumShape = view.with(1, 1);
        int[][] groups = Reduction.groups(call, view, sumShape);
        if ((long) x.size() * view.dimension(1) <= MOST_PAIRS) {
            return new Value[] {byDifferences(call, x.reshaped(view), groups).reshaped(shape)};
        }
        Value.Variable exp = emit.smooth(SmoothFunction.EXP, x.reshaped(view));
        Value.Variable sums = Sums.groups(emit, exp, groups, sumShape);
        if (logarithm) {
            Value log = emit.broadcast(emit.smooth(SmoothFunction.LOG, sums), view);
            return new Value[] {Algebra.subtract(emit, x.reshaped(view), log).reshaped(shape)};
        }
        Value share = emit.broadcast(emit.smooth(SmoothFunction.RECIPROCAL, sums), view);
        return new Value[] {emit.product(exp, (Value.Variable) share).reshaped(shape)};
    }

    /** The input as groups by elements by the rest: the middle axis is the one that sums to one. */
    private static Shape view(Call call, Shape shape, int axis) {
        if (shape.rank() == 0) {
            return Shape.of(1, 1, 1);
        }
        int outer = shape.product(0, axis);
        return call.opset() < 13
                ? Shape.of(outer, shape.product(axis, shape.rank()), 1)
                : Shape.of(outer, shape.dimension(axis), shape.stride(axis));
    }

    private Value.Variable byDifferences(Call call, Value.Variable x, int[][] groups) {
        Emitter emit = call.emit();
        int n = groups[0].length;
        int pairs = x.size() * n;
        call.reserve(4L * pairs);
        int[] rowStart = new int[pairs + 1];
        int[] columns = new int[2 * (pairs - x.size())];
        double[] values = new double[columns.length];
        int[] rowOf = new int[x.size()];
        int row = 0;
        int at = 0;
        for (int[] group : groups) {
            for (int i : group) {
                rowOf[i] = row / n;
                for (int j : group) {
                    if (i != j) {
                        columns[at] = Math.min(i, j);
                        values[at++] = i < j ? -1 : 1;
                        columns[at] = Math.max(i, j);
                        values[at++] = i < j ? 1 : -1;
                    }
                    rowStart[++row] = at;
                }
            }
        }
        Shape flat = Shape.of(pairs);
        Value.Variable differences = emit.map(new SparseMap(x.size(), rowStart, columns, values), x, flat);
        Value.Variable exp = emit.smooth(SmoothFunction.EXP, differences);
        Value.Variable sums = Sums.consecutive(emit, exp, n, Shape.of(x.size()));
        Value.Variable ordered = (Value.Variable) emit.select(sums, rowOf, x.shape());
        return logarithm
                ? emit.scale(emit.smooth(SmoothFunction.LOG, ordered), -1)
                : emit.smooth(SmoothFunction.RECIPROCAL, ordered);
    }
}
