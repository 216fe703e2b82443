package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;

/** Transpose: axes in another order; reversed where none is given. */
final class Transpose implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        int rank = x.shape().rank();
        int[] permutation = new int[rank];
        long[] given = call.integers("perm").orElse(new long[0]);
        if (given.length == 0) {
            for (int i = 0; i < rank; i++) {
                permutation[i] = rank - 1 - i;
            }
        } else {
            if (given.length != rank) {
                throw call.invalid("attribute 'perm' orders " + given.length + " axes, the input is " + x.shape());
            }
            call.axes(given, rank);
            for (int i = 0; i < rank; i++) {
                permutation[i] = call.axis(given[i], rank);
            }
        }
        Shape shape = Indexing.permuted(x.shape(), permutation);
        if (sameOrder(x.shape(), permutation)) {
            return new Value[] {x.reshaped(shape)};
        }
        call.reserve(x.size());
        return new Value[] {call.emit().select(x, Indexing.transposed(x.shape(), permutation), shape)};
    }

    /** Whether axes longer than 1 keep their order, so that no element moves. */
    private static boolean sameOrder(Shape shape, int[] permutation) {
        int last = -1;
        for (int axis : permutation) {
            if (shape.dimension(axis) != 1) {
                if (axis < last) {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }
}
