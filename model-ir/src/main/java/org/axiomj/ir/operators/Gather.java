package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** Gather with constant indices along one axis. */
final class Gather implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        int rank = x.shape().rank();
        int axis = call.axis(call.integer("axis", 0), rank);
        Tensor indices = call.constant(1, "indices");
        long[] picks = call.integers(1, "indices");
        int size = x.shape().dimension(axis);
        int[] positions = new int[picks.length];
        for (int i = 0; i < picks.length; i++) {
            long p = picks[i] < 0 ? picks[i] + size : picks[i];
            if (p < 0 || p >= size) {
                throw call.invalid("gathers index " + picks[i] + " along axis " + axis + " of " + x.shape());
            }
            positions[i] = (int) p;
        }
        int outer = x.shape().product(0, axis);
        int inner = x.shape().stride(axis);
        Shape shape = outputShape(call, x.shape(), indices.shape(), axis);
        call.reserve(shape.size());
        int[] source = new int[shape.size()];
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (int p : positions) {
                for (int i = 0; i < inner; i++) {
                    source[at++] = (o * size + p) * inner + i;
                }
            }
        }
        return new Value[] {call.emit().select(x, source, shape)};
    }

    private static Shape outputShape(Call call, Shape in, Shape indices, int axis) {
        int[] dims = Arrays.copyOf(in.dimensions(), in.rank() - 1 + indices.rank());
        for (int i = 0; i < indices.rank(); i++) {
            dims[axis + i] = indices.dimension(i);
        }
        for (int i = axis + 1; i < in.rank(); i++) {
            dims[i - 1 + indices.rank()] = in.dimension(i);
        }
        return call.shape(dims);
    }
}
