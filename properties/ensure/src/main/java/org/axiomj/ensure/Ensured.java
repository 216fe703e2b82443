package org.axiomj.ensure;

import org.jspecify.annotations.Nullable;

/**
 * An output that assertions are made about. Every assertion returns this object, so that they can be chained, or throws {@link
 * EnsureViolation}. NaN satisfies no assertion about values. Sums are those of the elements as doubles, in order.
 */
public abstract class Ensured {
    /** What stands for outputs that are not to be checked: it has every property. */
    static final Ensured SKIPPED = new Skipped();

    private float @Nullable [] input;

    abstract int size();

    abstract double element(int i);

    /** Names the input that led to the output, for the violation to carry; copied only when there is one. */
    public Ensured from(float[] networkInput) {
        input = networkInput;
        return this;
    }

    /** No element is NaN. */
    public Ensured hasNoNaN() {
        for (int i = 0; i < size(); i++) {
            if (Double.isNaN(element(i))) {
                throw violation("hasNoNaN()", i, element(i), "a number");
            }
        }
        return this;
    }

    /** No element is infinite. */
    public Ensured hasNoInfinity() {
        for (int i = 0; i < size(); i++) {
            if (Double.isInfinite(element(i))) {
                throw violation("hasNoInfinity()", i, element(i), "a finite number");
            }
        }
        return this;
    }

    /** No element is NaN or infinite. */
    public Ensured isFinite() {
        for (int i = 0; i < size(); i++) {
            if (!Double.isFinite(element(i))) {
                throw violation("isFinite()", i, element(i), "a finite number");
            }
        }
        return this;
    }

    /** Every element lies in [low, high]. */
    public Ensured isBounded(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("expected low <= high, found " + low + " and " + high);
        }
        for (int i = 0; i < size(); i++) {
            if (!(element(i) >= low && element(i) <= high)) {
                throw violation("isBounded(" + low + ", " + high + ")", i, element(i), "from " + low + " to " + high);
            }
        }
        return this;
    }

    /** The elements sum to 1 within {@code tolerance}. */
    public Ensured sumsToOne(double tolerance) {
        checkTolerance(tolerance);
        double sum = sum();
        if (!(Math.abs(sum - 1) <= tolerance)) {
            throw violation("sumsToOne(" + tolerance + ")", -1, sum, "a sum within " + tolerance + " of 1");
        }
        return this;
    }

    /** Every element lies in [0, 1] and they sum to 1 within {@code tolerance}. */
    public Ensured isProbabilities(double tolerance) {
        return isBounded(0, 1).sumsToOne(tolerance);
    }

    /** There are exactly {@code expected} elements. */
    public Ensured hasSize(int expected) {
        if (size() != expected) {
            throw violation("hasSize(" + expected + ")", -1, size(), expected + " elements");
        }
        return this;
    }

    /** The largest element is at least {@code confidence}. */
    public Ensured isConfident(double confidence) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size(); i++) {
            largest = Math.max(largest, element(i));
        }
        if (!(largest >= confidence)) {
            throw violation(
                    "isConfident(" + confidence + ")", -1, largest, "a largest element of at least " + confidence);
        }
        return this;
    }

    private double sum() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += element(i);
        }
        return sum;
    }

    private static void checkTolerance(double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("expected a tolerance of at least 0, found " + tolerance);
        }
    }

    private EnsureViolation violation(String property, int index, double value, String expected) {
        return new EnsureViolation(property, index, value, expected, input);
    }

    static final class Floats extends Ensured {
        private final float[] output;

        Floats(float[] output) {
            this.output = output;
        }

        @Override
        int size() {
            return output.length;
        }

        @Override
        double element(int i) {
            return output[i];
        }
    }

    static final class Doubles extends Ensured {
        private final double[] output;

        Doubles(double[] output) {
            this.output = output;
        }

        @Override
        int size() {
            return output.length;
        }

        @Override
        double element(int i) {
            return output[i];
        }
    }

    private static final class Skipped extends Ensured {
        @Override
        int size() {
            return 0;
        }

        @Override
        double element(int i) {
            throw new IndexOutOfBoundsException(i);
        }

        @Override
        public Ensured from(float[] networkInput) {
            return this;
        }

        @Override
        public Ensured sumsToOne(double tolerance) {
            checkTolerance(tolerance);
            return this;
        }

        @Override
        public Ensured hasSize(int expected) {
            return this;
        }

        @Override
        public Ensured isConfident(double confidence) {
            return this;
        }
    }
}
