package org.axiomj.ir;

import java.util.Arrays;

/**
 * A constant tensor with exact elements, row-major: floats of every width as doubles, integers and truth values as longs.
 * Immutable: arrays are shared, not copied, and must not be changed. Floats may be infinite or NaN, as they may in files.
 */
public final class Tensor {
    private static final double[] NO_REALS = new double[0];
    private static final long[] NO_INTEGERS = new long[0];

    private final ElementType type;
    private final Shape shape;
    private final double[] reals;
    private final long[] integers;

    private Tensor(ElementType type, Shape shape, double[] reals, long[] integers) {
        int length = type.isFloating() ? reals.length : integers.length;
        if (length != shape.size()) {
            throw new IllegalArgumentException(
                    "shape " + shape + " has " + shape.size() + " elements, found " + length);
        }
        this.type = type;
        this.shape = shape;
        this.reals = reals;
        this.integers = integers;
    }

    /** Requires a floating {@code type} and one value for each element of {@code shape}. */
    public static Tensor ofReals(ElementType type, Shape shape, double... values) {
        if (!type.isFloating()) {
            throw new IllegalArgumentException("not a floating type: " + type);
        }
        return new Tensor(type, shape, values, NO_INTEGERS);
    }

    /** Requires an integer type (or BOOL) and one value for each element of {@code shape}. */
    public static Tensor ofIntegers(ElementType type, Shape shape, long... values) {
        if (!type.isInteger()) {
            throw new IllegalArgumentException("not an integer type: " + type);
        }
        return new Tensor(type, shape, NO_REALS, values);
    }

    public ElementType type() {
        return type;
    }

    public Shape shape() {
        return shape;
    }

    public int size() {
        return shape.size();
    }

    /** The elements of a floating tensor; not to be changed. */
    public double[] reals() {
        return reals;
    }

    /** The elements of an integer tensor; not to be changed. */
    public long[] integers() {
        return integers;
    }

    /** Element {@code i} as a double, exact for floats and for integers up to 2^53. */
    public double real(int i) {
        return type.isFloating() ? reals[i] : integers[i];
    }

    /** The same elements under another shape of equal size. */
    public Tensor reshaped(Shape newShape) {
        return new Tensor(type, newShape, reals, integers);
    }

    /** The tensor whose element i is this one's element {@code source[i]}, or 0 where that is -1. */
    public Tensor select(int[] source, Shape newShape) {
        if (type.isFloating()) {
            double[] y = new double[source.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = source[i] < 0 ? 0 : reals[source[i]];
            }
            return new Tensor(type, newShape, y, NO_INTEGERS);
        }
        long[] y = new long[source.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = source[i] < 0 ? 0 : integers[source[i]];
        }
        return new Tensor(type, newShape, NO_REALS, y);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t
                && type == t.type
                && shape.equals(t.shape)
                && Arrays.equals(reals, t.reals)
                && Arrays.equals(integers, t.integers);
    }

    @Override
    public int hashCode() {
        return shape.hashCode() * 31 + Arrays.hashCode(reals) + Arrays.hashCode(integers);
    }

    @Override
    public String toString() {
        return type.text() + shape;
    }
}
