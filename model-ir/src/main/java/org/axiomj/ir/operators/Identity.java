package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Tensor;

/** Identity, and Dropout in inference, whose optional mask is all true. */
record Identity(boolean dropout) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        if (!dropout) {
            return new Value[] {x};
        }
        if (call.has(2)) {
            long[] training = call.integers(2, "training_mode");
            if (training.length != 1 || training[0] != 0) {
                throw call.unsupported("it is in training mode, where its result is random; "
                        + "export the model in inference mode (model.eval() in PyTorch)");
            }
        }
        if (call.outputs() < 2) {
            return new Value[] {x};
        }
        call.reserve(x.size());
        long[] mask = new long[x.size()];
        Arrays.fill(mask, 1);
        return new Value[] {x, call.constantOf(Tensor.ofIntegers(ElementType.BOOL, x.shape(), mask))};
    }
}
