package org.axiomj.ir.core;

/**
 * A matrix with few entries, by rows: row i holds {@code values[k]} in column {@code columns[k]} for k from {@code
 * rowStart[i]} to {@code rowStart[i + 1] - 1}; columns ascend strictly within a row.
 */
public final class SparseMap implements LinearMap {
    static final SparseMap EMPTY = new SparseMap(0, new int[] {0}, new int[0], new double[0]);
    private final int inputSize;
    private final int[] rowStart;
    private final int[] columns;
    private final double[] values;
    private final int maxTerms;
    private final int maxTermsTransposed;

    /** The arrays are not copied and must not change. */
    public SparseMap(int inputSize, int[] rowStart, int[] columns, double[] values) {
        if (rowStart.length == 0
                || rowStart[0] != 0
                || columns.length != values.length
                || rowStart[rowStart.length - 1] != columns.length) {
            throw new IllegalArgumentException("row starts must go from 0 to the number of entries, " + columns.length);
        }
        int most = 0;
        int[] uses = new int[inputSize];
        for (int i = 0; i + 1 < rowStart.length; i++) {
            if (rowStart[i] > rowStart[i + 1] || rowStart[i + 1] > columns.length) {
                throw new IllegalArgumentException("row starts must ascend; row " + i + " starts at " + rowStart[i]);
            }
            most = Math.max(most, rowStart[i + 1] - rowStart[i]);
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                int column = columns[k];
                if (column < 0 || column >= inputSize || (k > rowStart[i] && column <= columns[k - 1])) {
                    throw new IllegalArgumentException("columns must ascend within 0 and " + (inputSize - 1) + "; row "
                            + i + " has column " + column);
                }
                uses[column]++;
            }
        }
        this.inputSize = inputSize;
        this.rowStart = rowStart;
        this.columns = columns;
        this.values = values;
        this.maxTerms = most;
        this.maxTermsTransposed = java.util.Arrays.stream(uses).max().orElse(0);
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public int outputSize() {
        return rowStart.length - 1;
    }

    @Override
    public void apply(double[] x, int rows, double[] y) {
        int out = outputSize();
        for (int r = 0; r < rows; r++) {
            int from = r * inputSize;
            for (int i = 0; i < out; i++) {
                double sum = 0;
                for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                    sum += values[k] * x[from + columns[k]];
                }
                y[r * out + i] += sum;
            }
        }
    }

    @Override
    public void applyTransposed(double[] y, int rows, double[] x) {
        int out = outputSize();
        for (int r = 0; r < rows; r++) {
            int to = r * inputSize;
            for (int i = 0; i < out; i++) {
                double factor = y[r * out + i];
                if (factor != 0) {
                    for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                        x[to + columns[k]] += values[k] * factor;
                    }
                }
            }
        }
    }

    @Override
    public void apply(float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            float sum = y[i];
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                sum += (float) values[k] * x[columns[k]];
            }
            y[i] = sum;
        }
    }

    @Override
    public LinearMap absolute() {
        double[] v = new double[values.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.abs(values[i]);
        }
        return new SparseMap(inputSize, rowStart, columns, v);
    }

    @Override
    public void row(int output, EntryVisitor visitor) {
        for (int k = rowStart[output]; k < rowStart[output + 1]; k++) {
            if (values[k] != 0) {
                visitor.entry(columns[k], values[k]);
            }
        }
    }

    @Override
    public int maxTerms() {
        return maxTerms;
    }

    @Override
    public int maxTermsTransposed() {
        return maxTermsTransposed;
    }
}
