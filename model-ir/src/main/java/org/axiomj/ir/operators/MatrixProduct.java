package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.RepeatedMap;
import org.axiomj.ir.core.SparseMap;

/**
 * Products of (stacks of) matrices over values. A constant factor makes a linear map, repeated over the rows that it serves;
 * two varying factors make products of elements and sums.
 */
final class MatrixProduct {
    private final Call call;
    private final Emitter emit;

    MatrixProduct(Call call) {
        this.call = call;
        this.emit = call.emit();
    }

    /** {@code a[..., m, k] * b[..., k, n]}, both of rank 2 or more; leading dimensions broadcast. */
    Value.Variable multiply(Value a, Value b) {
        Shape sa = a.shape();
        Shape sb = b.shape();
        int m = sa.dimension(sa.rank() - 2);
        int k = sa.dimension(sa.rank() - 1);
        int n = sb.dimension(sb.rank() - 1);
        if (sb.dimension(sb.rank() - 2) != k) {
            throw call.invalid("cannot multiply " + sa + " by " + sb + ": the inner dimensions " + k + " and "
                    + sb.dimension(sb.rank() - 2) + " differ");
        }
        Shape out = outputShape(sa, sb, m, n);
        if (m == 0 || n == 0 || k == 0 || out.size() == 0) {
            throw call.unsupported("an empty matrix: " + sa + " times " + sb);
        }
        if (b instanceof Value.Constant right && sb.size() == k * n) {
            call.emit().requireFinite(right);
            call.reserve(right.size());
            double[] weights = Indexing.transpose(right.tensor().reals(), k, n);
            return rows(emit.variable(a), weights, n, k, out);
        } else if (a instanceof Value.Constant left && sa.size() == m * k) {
            return constantTimesVariable(left, (Value.Variable) b, m, k, n, out);
        } else if (b instanceof Value.Constant || a instanceof Value.Constant) {
            return stacked(a, b, k, out);
        }
        return bothVary((Value.Variable) a, (Value.Variable) b, k, out);
    }

    private Shape outputShape(Shape a, Shape b, int m, int n) {
        Shape lead = call.broadcast(leading(a), leading(b));
        long[] dims = new long[lead.rank() + 2];
        for (int i = 0; i < lead.rank(); i++) {
            dims[i] = lead.dimension(i);
        }
        dims[lead.rank()] = m;
        dims[lead.rank() + 1] = n;
        return call.shape(dims);
    }

    private static Shape leading(Shape shape) {
        return Shape.of(java.util.Arrays.copyOf(shape.dimensions(), shape.rank() - 2));
    }

    /** Each row of {@code x} (rows of {@code k} elements) times the transpose of the n x k matrix {@code weights}. */
    Value.Variable rows(Value.Variable x, double[] weights, int n, int k, Shape out) {
        DenseMap map = new DenseMap(n, k, weights);
        int count = x.size() / k;
        LinearMap repeated = count == 1 ? map : new RepeatedMap(count, map);
        return emit.map(repeated, x, out);
    }

    /** {@code A X = (X^T A^T)^T}: rows of the transposed right factor times the left one. */
    private Value.Variable constantTimesVariable(Value.Constant a, Value.Variable b, int m, int k, int n, Shape out) {
        emit.requireFinite(a);
        double[] weights = a.tensor().reals();
        if (n == 1) {
            return rows(b, weights, m, k, out);
        }
        int[] swapIn = Indexing.swapLastTwo(b.shape().rank());
        Shape flipped = Indexing.permuted(b.shape(), swapIn);
        emit.reserve(b.size());
        Value.Variable transposed = (Value.Variable) emit.select(b, Indexing.transposed(b.shape(), swapIn), flipped);
        int[] swapOut = Indexing.swapLastTwo(out.rank());
        Shape flippedOut = Indexing.permuted(out, swapOut);
        Value.Variable product = rows(transposed, weights, m, k, flippedOut);
        emit.reserve(out.size());
        return (Value.Variable) emit.select(product, Indexing.transposed(flippedOut, swapOut), out);
    }

    /** A constant stack of matrices times a varying stack: one sparse matrix. */
    private Value.Variable stacked(Value a, Value b, int k, Shape out) {
        int[] left = elements(a.shape(), out, k, true);
        int[] right = elements(b.shape(), out, k, false);
        boolean leftConstant = a instanceof Value.Constant;
        Value.Constant constant = (Value.Constant) (leftConstant ? a : b);
        emit.requireFinite(constant);
        double[] weights = constant.tensor().reals();
        double[] values = new double[left.length];
        int[] rowStart = new int[out.size() + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights[leftConstant ? left[i] : right[i]];
        }
        for (int i = 0; i <= out.size(); i++) {
            rowStart[i] = i * k;
        }
        Value.Variable x = (Value.Variable) (leftConstant ? b : a);
        return emit.map(new SparseMap(x.size(), rowStart, leftConstant ? right : left, values), x, out);
    }

    private Value.Variable bothVary(Value.Variable a, Value.Variable b, int k, Shape out) {
        int[] left = elements(a.shape(), out, k, true);
        int[] right = elements(b.shape(), out, k, false);
        Shape terms = Shape.of(left.length);
        Value.Variable products = emit.product(
                (Value.Variable) emit.select(a, left, terms), (Value.Variable) emit.select(b, right, terms));
        return Sums.consecutive(emit, products, k, out);
    }

    /** For output element i and inner index l, which element of the left (or right) factor is used; at {@code i * k + l}. */
    private int[] elements(Shape factor, Shape out, int k, boolean left) {
        int rank = out.rank();
        int m = out.dimension(rank - 2);
        int n = out.dimension(rank - 1);
        long total = (long) out.size() * k;
        if (total > Budget.MAX_ARRAY) {
            throw call.invalid("multiplies matrices with " + total + " products, more than " + Budget.MAX_ARRAY);
        }
        emit.reserve(2 * total);
        int[] lead = Indexing.broadcastSource(leading(factor), leading(out));
        int[] elements = new int[(int) total];
        int at = 0;
        for (int matrix : lead) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    for (int l = 0; l < k; l++) {
                        elements[at++] = left ? (matrix * m + i) * k + l : (matrix * k + l) * n + j;
                    }
                }
            }
        }
        return elements;
    }
}
