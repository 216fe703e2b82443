package org.axiomj.ir.operators;

import java.util.Optional;
import org.axiomj.ir.Shape;

/** Index arithmetic of row-major tensors: which element of one tensor is which element of another. */
final class Indexing {
    private Indexing() {}

    /** 0, 1, 2, ... */
    static int[] identity(int size) {
        int[] source = new int[size];
        for (int i = 0; i < size; i++) {
            source[i] = i;
        }
        return source;
    }

    static boolean isIdentity(int[] source, int inputSize) {
        if (source.length != inputSize) {
            return false;
        }
        for (int i = 0; i < source.length; i++) {
            if (source[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** The common shape that both broadcast to (ONNX: multidirectional broadcasting); empty where there is none. */
    static Optional<int[]> broadcast(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] dims = new int[rank];
        for (int i = 0; i < rank; i++) {
            int x = i < rank - a.rank() ? 1 : a.dimension(i - rank + a.rank());
            int y = i < rank - b.rank() ? 1 : b.dimension(i - rank + b.rank());
            if (x != y && x != 1 && y != 1) {
                return Optional.empty();
            }
            dims[i] = x == 1 ? y : x;
        }
        return Optional.of(dims);
    }

    /** For every element of {@code to}, the element of {@code from} that broadcasting puts there. */
    static int[] broadcastSource(Shape from, Shape to) {
        int rank = to.rank();
        int[] strides = new int[rank];
        for (int i = 0; i < from.rank(); i++) {
            strides[rank - from.rank() + i] = from.dimension(i) == 1 ? 0 : from.stride(i);
        }
        return strided(to, strides, 0);
    }

    /** For every element of {@code out}, {@code offset} plus the sum over axes of index times stride. */
    static int[] strided(Shape out, int[] strides, int offset) {
        int rank = out.rank();
        int[] source = new int[out.size()];
        int[] index = new int[rank];
        int at = offset;
        for (int i = 0; i < source.length; i++) {
            source[i] = at;
            for (int axis = rank - 1; axis >= 0; axis--) {
                at += strides[axis];
                if (++index[axis] < out.dimension(axis)) {
                    break;
                }
                at -= strides[axis] * out.dimension(axis);
                index[axis] = 0;
            }
        }
        return source;
    }

    /**
     * For every element of {@code out}, the element of {@code in} at the position that {@code positions[axis][index]} gives
     * along each axis; -1 where one of them is -1. Both shapes have the same rank.
     */
    static int[] along(Shape in, Shape out, int[][] positions) {
        int rank = out.rank();
        int[] source = new int[out.size()];
        int[] index = new int[rank];
        for (int i = 0; i < source.length; i++) {
            int at = 0;
            for (int axis = 0; axis < rank && at >= 0; axis++) {
                int position = positions[axis][index[axis]];
                at = position < 0 ? -1 : at * in.dimension(axis) + position;
            }
            source[i] = at;
            for (int axis = rank - 1; axis >= 0; axis--) {
                if (++index[axis] < out.dimension(axis)) {
                    break;
                }
                index[axis] = 0;
            }
        }
        return source;
    }

    /** For every element of the transposed tensor, the element of {@code in} that it is. */
    static int[] transposed(Shape in, int[] permutation) {
        int rank = in.rank();
        int[] dims = new int[rank];
        int[] strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = in.dimension(permutation[i]);
            strides[i] = in.stride(permutation[i]);
        }
        return strided(Shape.of(dims), strides, 0);
    }

    /** The shape with its dimensions in another order. */
    static Shape permuted(Shape in, int[] permutation) {
        int[] dims = new int[permutation.length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = in.dimension(permutation[i]);
        }
        return Shape.of(dims);
    }

    /** The permutation that swaps the last two of {@code rank} axes. */
    static int[] swapLastTwo(int rank) {
        int[] permutation = identity(rank);
        permutation[rank - 1] = rank - 2;
        permutation[rank - 2] = rank - 1;
        return permutation;
    }

    /** The transpose of a rows x columns matrix, by blocks so that both sides stay in cache. */
    static double[] transpose(double[] matrix, int rows, int columns) {
        double[] t = new double[matrix.length];
        int block = 32;
        for (int i0 = 0; i0 < rows; i0 += block) {
            int iEnd = Math.min(rows, i0 + block);
            for (int j0 = 0; j0 < columns; j0 += block) {
                int jEnd = Math.min(columns, j0 + block);
                for (int i = i0; i < iEnd; i++) {
                    for (int j = j0; j < jEnd; j++) {
                        t[j * rows + i] = matrix[i * columns + j];
                    }
                }
            }
        }
        return t;
    }
}
