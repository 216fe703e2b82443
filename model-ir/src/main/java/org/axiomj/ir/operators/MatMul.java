package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;

/** MatMul, as numpy multiplies: vectors become matrices, leading dimensions broadcast. */
final class MatMul implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value a = call.real(0);
        Value b = call.real(1);
        if (a.shape().rank() == 0 || b.shape().rank() == 0) {
            throw call.invalid("multiplies scalars: " + a.shape() + " by " + b.shape());
        }
        boolean leftVector = a.shape().rank() == 1;
        boolean rightVector = b.shape().rank() == 1;
        Value left = leftVector ? a.reshaped(Shape.of(1, a.size())) : a;
        Value right = rightVector ? b.reshaped(Shape.of(b.size(), 1)) : b;
        Value.Variable product = new MatrixProduct(call).multiply(left, right);
        return new Value[] {product.reshaped(without(product.shape(), leftVector, rightVector))};
    }

    private static Shape without(Shape shape, boolean row, boolean column) {
        int rank = shape.rank();
        int[] dims = new int[rank - (row ? 1 : 0) - (column ? 1 : 0)];
        int at = 0;
        for (int i = 0; i < rank; i++) {
            if (!(row && i == rank - 2) && !(column && i == rank - 1)) {
                dims[at++] = shape.dimension(i);
            }
        }
        return Shape.of(dims);
    }
}
