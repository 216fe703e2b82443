package org.axiomj.model;

import org.axiomj.ir.Shape;

/** Shapes of one sample, for people. */
final class Shapes {
    private Shapes() {}

    /** {@code 64 x 222 x 222}; a scalar is {@code 1 number}. */
    static String text(Shape shape) {
        if (shape.rank() == 0) {
            return "1 number";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shape.rank(); i++) {
            text.append(i == 0 ? "" : " x ").append(shape.dimension(i));
        }
        return text.toString();
    }

    /** {@code 64 x 222 x 222 = 3154176 features}. */
    static String features(Shape shape) {
        return (shape.rank() > 1 ? text(shape) + " = " : "") + shape.size() + " features";
    }

    /** The shape, or a mismatch where it has more elements than an array can. */
    static Shape checked(String at, Shape in, long... dims) {
        int[] d = new int[dims.length];
        double product = 1;
        for (int i = 0; i < dims.length; i++) {
            d[i] = (int) Math.min(dims[i], Integer.MAX_VALUE);
            product *= dims[i];
        }
        if (product > Integer.MAX_VALUE) {
            throw new ShapeMismatchException(
                    at,
                    "at most " + Integer.MAX_VALUE + " elements in a result",
                    String.format(java.util.Locale.ROOT, "%.0f", product) + " from " + text(in),
                    "make the layer smaller");
        }
        return Shape.of(d);
    }
}
