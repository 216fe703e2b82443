package org.axiomj.ir.core;

/** A full matrix, row-major: {@code y_i = sum_j weights[i * columns + j] * x_j}. */
public final class DenseMap implements LinearMap, ColumnAccess {
    private static final double[][] NONE = new double[0][];
    private final int rows;
    private final int columns;
    private final double[] weights;
    /** The weights by row and by column, made when first used. */
    private volatile double[][] byRow = NONE;

    private volatile double[][] byColumn = NONE;

    /** The array is not copied and must not change; requires {@code weights.length == rows * columns}. */
    public DenseMap(int rows, int columns, double[] weights) {
        if (weights.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException("a " + rows + "x" + columns + " matrix has " + (long) rows * columns
                    + " entries, found " + weights.length);
        }
        this.rows = rows;
        this.columns = columns;
        this.weights = weights;
    }

    @Override
    public int inputSize() {
        return columns;
    }

    @Override
    public int outputSize() {
        return rows;
    }

    @Override
    public void apply(double[] x, int batch, double[] y) {
        double[][] b = byColumn;
        if (b == NONE) {
            b = MatrixKernel.columns(weights, rows, columns);
            byColumn = b;
        }
        MatrixKernel.multiply(x, batch, columns, b, rows, y);
    }

    @Override
    public void applyTransposed(double[] y, int batch, double[] x) {
        double[][] b = byRow;
        if (b == NONE) {
            b = MatrixKernel.rows(weights, rows, columns);
            byRow = b;
        }
        MatrixKernel.multiply(y, batch, rows, b, columns, x);
    }

    @Override
    public void apply(float[] x, float[] y) {
        for (int i = 0; i < rows; i++) {
            float sum = y[i];
            for (int j = 0, at = i * columns; j < columns; j++, at++) {
                sum += (float) weights[at] * x[j];
            }
            y[i] = sum;
        }
    }

    @Override
    public LinearMap absolute() {
        double[] w = new double[weights.length];
        for (int i = 0; i < w.length; i++) {
            w[i] = Math.abs(weights[i]);
        }
        return new DenseMap(rows, columns, w);
    }

    @Override
    public void row(int output, EntryVisitor visitor) {
        for (int j = 0, at = output * columns; j < columns; j++, at++) {
            if (weights[at] != 0) {
                visitor.entry(j, weights[at]);
            }
        }
    }

    @Override
    public void column(int input, EntryVisitor visitor) {
        for (int i = 0, at = input; i < rows; i++, at += columns) {
            if (weights[at] != 0) {
                visitor.entry(i, weights[at]);
            }
        }
    }

    @Override
    public int maxTerms() {
        return columns;
    }

    @Override
    public int maxTermsTransposed() {
        return rows;
    }
}
