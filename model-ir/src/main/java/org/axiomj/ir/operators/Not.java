package org.axiomj.ir.operators;

import org.axiomj.ir.Tensor;

/** Not, on constants. */
final class Not implements Operator {
    @Override
    public Value[] apply(Call call) {
        long[] x = call.integers(0, "input");
        long[] y = new long[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i] == 0 ? 1 : 0;
        }
        return new Value[] {
            call.constantOf(
                    Tensor.ofIntegers(call.input(0).type(), call.input(0).shape(), y))
        };
    }
}
