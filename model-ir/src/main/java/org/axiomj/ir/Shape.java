package org.axiomj.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The dimensions of a tensor, each at least 0, with at most {@link Integer#MAX_VALUE} elements in all. Immutable. */
public final class Shape {
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] dimensions;
    private final int size;

    private Shape(int[] dimensions) {
        this.dimensions = dimensions;
        long product = 1;
        boolean empty = false;
        for (int d : dimensions) {
            if (d < 0) {
                throw new IllegalArgumentException("negative dimension in " + Arrays.toString(dimensions));
            }
            empty |= d == 0;
            product = Math.min(product * Math.max(d, 1), 1L << 31);
        }
        if (product > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("too many elements in " + Arrays.toString(dimensions));
        }
        this.size = empty ? 0 : (int) product;
    }

    /** Throws IllegalArgumentException where a dimension is negative or the element count does not fit an int. */
    public static Shape of(int... dimensions) {
        return new Shape(dimensions.clone());
    }

    public int rank() {
        return dimensions.length;
    }

    public int dimension(int axis) {
        return dimensions[axis];
    }

    public int[] dimensions() {
        return dimensions.clone();
    }

    public List<Integer> toList() {
        List<Integer> list = new ArrayList<>(dimensions.length);
        for (int d : dimensions) {
            list.add(d);
        }
        return List.copyOf(list);
    }

    /** Number of elements. */
    public int size() {
        return size;
    }

    /** Elements between two neighbours along {@code axis}: the product of the dimensions after it. */
    public int stride(int axis) {
        return product(axis + 1, dimensions.length);
    }

    /** The product of dimensions {@code from} to {@code to - 1}. */
    public int product(int from, int to) {
        int product = 1;
        for (int i = from; i < to; i++) {
            product *= dimensions[i];
        }
        return product;
    }

    /** This shape with one dimension replaced. */
    public Shape with(int axis, int value) {
        int[] d = dimensions.clone();
        d[axis] = value;
        return new Shape(d);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** As in {@code [1, 3, 32, 32]}. */
    @Override
    public String toString() {
        return Arrays.toString(dimensions);
    }
}
