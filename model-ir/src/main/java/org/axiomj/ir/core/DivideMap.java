package org.axiomj.ir.core;

/**
 * Division by constants: {@code y_i = x_i / divisors[i]}. The stored coefficient is the double nearest to {@code 1 /
 * divisors[i]}; whoever needs the exact quotient divides by {@link #divisors()}.
 */
public final class DivideMap implements LinearMap, ColumnAccess {
    private static final double SMALLEST = 0x1p-1021;
    private static final double LARGEST = 0x1p1021;
    private final double[] divisors;
    private final double relativeError;

    /** The array is not copied and must not change; no divisor is 0, and every reciprocal is a normal double. */
    public DivideMap(double[] divisors) {
        boolean exact = true;
        for (int i = 0; i < divisors.length; i++) {
            double magnitude = Math.abs(divisors[i]);
            if (!(magnitude >= SMALLEST && magnitude <= LARGEST)) {
                throw new IllegalArgumentException("element " + i + " is divided by " + divisors[i]
                        + "; expected a number whose reciprocal is a normal double");
            }
            exact &= magnitude == Math.scalb(1.0, Math.getExponent(magnitude));
        }
        this.divisors = divisors;
        this.relativeError = exact ? 0 : 0x1p-53;
    }

    /** What is divided by, exactly; not copied. */
    public double[] divisors() {
        return divisors;
    }

    @Override
    public int inputSize() {
        return divisors.length;
    }

    @Override
    public int outputSize() {
        return divisors.length;
    }

    @Override
    public void apply(double[] x, int rows, double[] y) {
        int n = divisors.length;
        for (int at = 0; at < rows * n; at += n) {
            for (int i = 0; i < n; i++) {
                y[at + i] += x[at + i] / divisors[i];
            }
        }
    }

    @Override
    public void applyTransposed(double[] y, int rows, double[] x) {
        apply(y, rows, x);
    }

    @Override
    public void apply(float[] x, float[] y) {
        for (int i = 0; i < divisors.length; i++) {
            y[i] += x[i] / (float) divisors[i];
        }
    }

    @Override
    public LinearMap absolute() {
        double[] d = new double[divisors.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.abs(divisors[i]);
        }
        return new DivideMap(d);
    }

    @Override
    public void row(int output, EntryVisitor visitor) {
        visitor.entry(output, 1 / divisors[output]);
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
