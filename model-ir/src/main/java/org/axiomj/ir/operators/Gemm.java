package org.axiomj.ir.operators;

import java.util.Optional;
import org.axiomj.ir.Shape;

/**
 * Gemm: {@code alpha * A' * B' + beta * C}; alpha stays a step of its own where it is not 1, and beta where it cannot be
 * multiplied in exactly, so nothing is rounded.
 */
final class Gemm implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value a = transposed(call, call.real(0), call.integer("transA", 0) != 0);
        Value b = call.real(1);
        call.requireRank(a, "a matrix A", 2, 2);
        call.requireRank(b, "a matrix B", 2, 2);
        boolean transB = call.integer("transB", 0) != 0;
        Value.Variable product = transB && b instanceof Value.Constant weights
                ? byStoredRows(call, a, weights)
                : new MatrixProduct(call).multiply(a, transposed(call, b, transB));
        double alpha = call.number("alpha", 1);
        Value.Variable scaled = alpha == 1 ? product : call.emit().scale(product, alpha);
        return new Value[] {call.has(2) ? addC(call, scaled) : scaled};
    }

    /** B is stored n x k, which is how a dense map keeps its rows: no copy. */
    private static Value.Variable byStoredRows(Call call, Value a, Value.Constant b) {
        int n = b.shape().dimension(0);
        int k = b.shape().dimension(1);
        if (a.shape().dimension(1) != k) {
            throw call.invalid("cannot multiply " + a.shape() + " by the transpose of " + b.shape()
                    + ": the inner dimensions " + a.shape().dimension(1) + " and " + k + " differ");
        }
        if (a.size() == 0 || b.size() == 0) {
            throw call.unsupported("an empty matrix: " + a.shape() + " times " + b.shape());
        }
        call.emit().requireFinite(b);
        Shape out = call.shape(a.shape().dimension(0), n);
        return new MatrixProduct(call).rows(call.emit().variable(a), b.tensor().reals(), n, k, out);
    }

    private static Value.Variable addC(Call call, Value.Variable product) {
        Value c = call.real(2);
        Shape shape = call.broadcast(product.shape(), c.shape());
        if (!shape.equals(product.shape())) {
            throw call.invalid(
                    "C of shape " + c.shape() + " does not broadcast to the product's shape " + product.shape());
        }
        Value full = call.emit().broadcast(c, shape);
        double beta = call.number("beta", 1);
        if (beta == 1) {
            return Algebra.add(call.emit(), product, full);
        }
        Optional<double[]> bias =
                full instanceof Value.Constant constant ? exactly(call, constant, beta) : Optional.empty();
        return bias.isPresent()
                ? call.emit().addBias(product, bias.get())
                : Algebra.add(
                        call.emit(), product, call.emit().scale(call.emit().variable(full), beta));
    }

    /** {@code beta * c} where every product is a double, as it is for float32 numbers that are not tiny. */
    private static Optional<double[]> exactly(Call call, Value.Constant c, double beta) {
        call.emit().requireFinite(c);
        call.reserve(c.size());
        double[] bias = new double[c.size()];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = ExactFold.product(beta, c.tensor().reals()[i]);
            if (!Double.isFinite(bias[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(bias);
    }

    private static Value transposed(Call call, Value matrix, boolean transpose) {
        if (!transpose) {
            return matrix;
        }
        call.requireRank(matrix, "a matrix", 2, 2);
        call.reserve(matrix.size());
        int[] swap = {1, 0};
        return call.emit()
                .select(matrix, Indexing.transposed(matrix.shape(), swap), Indexing.permuted(matrix.shape(), swap));
    }
}
