package org.axiomj.properties.language.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The dimensions of a tensor; none for a number. A dimension may be a name: the formula speaks of every size. */
public record Shape(List<Dimension> dimensions) {
    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        dimensions = List.copyOf(dimensions);
    }

    public static Shape of(long... sizes) {
        List<Dimension> dimensions = new ArrayList<>();
        Arrays.stream(sizes).forEach(size -> dimensions.add(new Fixed(size)));
        return new Shape(dimensions);
    }

    public boolean isScalar() {
        return dimensions.isEmpty();
    }

    /** Whether every dimension is a number. */
    public boolean isFixed() {
        return dimensions.stream().allMatch(Fixed.class::isInstance);
    }

    /**
     * The number of elements.
     *
     * @throws IllegalStateException unless {@link #isFixed}
     * @throws ArithmeticException above 2^63 - 1
     */
    public long size() {
        long size = 1;
        for (Dimension dimension : dimensions) {
            if (!(dimension instanceof Fixed fixed)) {
                throw new IllegalStateException("expected a shape of known size, found " + this);
            }
            size = Math.multiplyExact(size, fixed.size());
        }
        return size;
    }

    /** {@code real} or {@code real[2,3]}, as the language writes it. */
    @Override
    public String toString() {
        return isScalar()
                ? "real"
                : "real["
                        + String.join(
                                ",",
                                dimensions.stream().map(Dimension::toString).toList()) + "]";
    }

    public sealed interface Dimension {}

    public record Fixed(long size) implements Dimension {
        public Fixed {
            if (size < 1) {
                throw new IllegalArgumentException("expected a size of at least 1, found " + size);
            }
        }

        @Override
        public String toString() {
            return Long.toString(size);
        }
    }

    /** Any size of at least 1; the same name is the same size. */
    public record Any(String name) implements Dimension {
        @Override
        public String toString() {
            return name;
        }
    }
}
