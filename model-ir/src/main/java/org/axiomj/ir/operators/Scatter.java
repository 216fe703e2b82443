package org.axiomj.ir.operators;

import java.util.List;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** ScatterND with constant indices and without a reduction: a selection from the data and the updates. */
final class Scatter implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value data = call.input(0);
        Tensor indices = call.constant(1, "indices");
        long[] picks = call.integers(1, "indices");
        Value updates = call.input(2);
        if (!call.text("reduction", "none").equals("none")) {
            throw call.unsupported("a reduction");
        } else if (data.type() != updates.type()) {
            throw call.invalid(
                    "scatters " + updates.type().text() + " into " + data.type().text());
        }
        Shape in = data.shape();
        int depth = indices.shape().rank() == 0
                ? 0
                : indices.shape().dimension(indices.shape().rank() - 1);
        if (depth < 1 || depth > in.rank()) {
            throw call.invalid("its indices " + indices.shape() + " do not point into " + in);
        }
        int block = in.product(depth, in.rank());
        int count = picks.length / depth;
        if ((long) count * block != updates.size()) {
            throw call.invalid(
                    "writes updates of " + updates.shape() + " to " + count + " places of " + block + " elements");
        }
        call.reserve(in.size());
        int[] source = Indexing.identity(in.size());
        for (int i = 0; i < count; i++) {
            int at = 0;
            for (int axis = 0; axis < depth; axis++) {
                at = at * in.dimension(axis) + call.axis(picks[i * depth + axis], in.dimension(axis));
            }
            for (int k = 0; k < block; k++) {
                if (source[at * block + k] >= in.size()) {
                    throw call.unsupported("indices that write one element twice");
                }
                source[at * block + k] = in.size() + i * block + k;
            }
        }
        if (!data.type().isFloating()) {
            throw call.unsupported("scattering of integers");
        }
        return new Value[] {call.emit().select(call.emit().concat(List.of(data, updates), data.type()), source, in)};
    }
}
