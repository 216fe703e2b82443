package org.axiomj.ir.core;

import java.util.Arrays;

/** The transpose of another map: {@code y = A^T x}. */
public final class TransposedMap implements LinearMap, ColumnAccess {
    private final LinearMap inner;
    private SparseMap expanded = SparseMap.EMPTY;

    public TransposedMap(LinearMap inner) {
        this.inner = inner;
    }

    public LinearMap inner() {
        return inner;
    }

    @Override
    public int inputSize() {
        return inner.outputSize();
    }

    @Override
    public int outputSize() {
        return inner.inputSize();
    }

    @Override
    public void apply(double[] x, int rows, double[] y) {
        inner.applyTransposed(x, rows, y);
    }

    @Override
    public void applyTransposed(double[] y, int rows, double[] x) {
        inner.apply(y, rows, x);
    }

    @Override
    public void apply(float[] x, float[] y) {
        for (int i = 0; i < x.length; i++) {
            float factor = x[i];
            inner.row(i, (j, coefficient) -> y[j] += (float) coefficient * factor);
        }
    }

    @Override
    public LinearMap absolute() {
        return new TransposedMap(inner.absolute());
    }

    @Override
    public void row(int output, EntryVisitor visitor) {
        if (inner instanceof ColumnAccess columns) {
            columns.column(output, visitor);
        } else {
            expanded().row(output, visitor);
        }
    }

    @Override
    public void column(int input, EntryVisitor visitor) {
        inner.row(input, visitor);
    }

    @Override
    public int maxTerms() {
        return inner.maxTermsTransposed();
    }

    @Override
    public int maxTermsTransposed() {
        return inner.maxTerms();
    }

    @Override
    public double relativeError() {
        return inner.relativeError();
    }

    /** The rows of a map whose columns cannot be asked for, gathered once. */
    private synchronized SparseMap expanded() {
        if (expanded == SparseMap.EMPTY) {
            int[] start = new int[outputSize() + 1];
            for (int i = 0; i < inputSize(); i++) {
                inner.row(i, (j, coefficient) -> start[j + 1]++);
            }
            for (int j = 0; j < outputSize(); j++) {
                start[j + 1] = Math.addExact(start[j], start[j + 1]);
            }
            int[] columns = new int[start[outputSize()]];
            double[] values = new double[columns.length];
            int[] next = Arrays.copyOf(start, outputSize());
            for (int i = 0; i < inputSize(); i++) {
                int column = i;
                inner.row(i, (j, coefficient) -> {
                    columns[next[j]] = column;
                    values[next[j]++] = coefficient;
                });
            }
            expanded = new SparseMap(inputSize(), start, columns, values);
        }
        return expanded;
    }
}
