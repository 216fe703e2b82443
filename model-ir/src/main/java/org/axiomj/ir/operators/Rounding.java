package org.axiomj.ir.operators;

import org.axiomj.ir.Tensor;

/** Floor and Ceil of constants, as shape arithmetic uses them; of anything else they have too many jumps to reason about. */
record Rounding(boolean up) implements Operator {
    @Override
    public Value[] apply(Call call) {
        call.constant(0, "input");
        Tensor x = call.finite(0, "input").tensor();
        call.reserve(x.size());
        double[] y = new double[x.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = up ? Math.ceil(x.reals()[i]) : Math.floor(x.reals()[i]);
        }
        return new Value[] {call.constantOf(Tensor.ofReals(x.type(), x.shape(), y))};
    }
}
