package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;

/** Expand (broadcast to a shape) and Tile (repeat along each axis). */
record Repeat(boolean tile) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        long[] counts = call.integers(1, tile ? "repeats" : "shape");
        if (!tile) {
            return new Value[] {call.emit().broadcast(x, call.broadcast(x.shape(), call.shape(counts)))};
        }
        int rank = x.shape().rank();
        if (counts.length != rank) {
            throw call.invalid("repeats " + counts.length + " axes of a tensor of rank " + rank);
        }
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            if (counts[i] < 0 || counts[i] > Integer.MAX_VALUE) {
                throw call.invalid("repeats axis " + i + " " + counts[i] + " times");
            }
            dims[i] = x.shape().dimension(i) * counts[i];
        }
        Shape shape = call.shape(dims);
        call.reserve(2L * shape.size());
        int[][] positions = new int[rank][];
        for (int i = 0; i < rank; i++) {
            positions[i] = new int[shape.dimension(i)];
            for (int k = 0; k < positions[i].length; k++) {
                positions[i][k] = k % x.shape().dimension(i);
            }
        }
        return new Value[] {call.emit().select(x, Indexing.along(x.shape(), shape, positions), shape)};
    }
}
