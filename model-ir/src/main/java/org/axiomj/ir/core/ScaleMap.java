package org.axiomj.ir.core;

/** A diagonal matrix: {@code y_i = factors[i] x_i}, the exact factor within a relative error of the stored one. */
public final class ScaleMap implements LinearMap, ColumnAccess {
    private final double[] factors;
    private final double relativeError;

    /** The array is not copied and must not change; {@code relativeError} as in {@link LinearMap#relativeError()}. */
    public ScaleMap(double[] factors, double relativeError) {
        if (!(relativeError >= 0 && relativeError < 1)) {
            throw new IllegalArgumentException("a relative error is at least 0 and below 1, found " + relativeError);
        }
        this.factors = factors;
        this.relativeError = relativeError;
    }

    /** The diagonal, not copied. */
    public double[] factors() {
        return factors;
    }

    @Override
    public int inputSize() {
        return factors.length;
    }

    @Override
    public int outputSize() {
        return factors.length;
    }

    @Override
    public void apply(double[] x, int rows, double[] y) {
        int n = factors.length;
        for (int at = 0; at < rows * n; at += n) {
            for (int i = 0; i < n; i++) {
                y[at + i] += factors[i] * x[at + i];
            }
        }
    }

    @Override
    public void applyTransposed(double[] y, int rows, double[] x) {
        apply(y, rows, x);
    }

    @Override
    public void apply(float[] x, float[] y) {
        for (int i = 0; i < factors.length; i++) {
            y[i] += (float) factors[i] * x[i];
        }
    }

    @Override
    public LinearMap absolute() {
        double[] f = new double[factors.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = Math.abs(factors[i]);
        }
        return new ScaleMap(f, relativeError);
    }

    @Override
    public void row(int output, EntryVisitor visitor) {
        if (factors[output] != 0) {
            visitor.entry(output, factors[output]);
        }
    }

    @Override
    public void column(int input, EntryVisitor visitor) {
        row(input, visitor);
    }

    @Override
    public int maxTerms() {
        return 1;
    }

    @Override
    public int maxTermsTransposed() {
        return 1;
    }

    @Override
    public double relativeError() {
        return relativeError;
    }
}
