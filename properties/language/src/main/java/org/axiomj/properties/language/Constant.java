package org.axiomj.properties.language;

import java.util.List;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Shape;

/** A number or tensor that the caller gives; {@code elements} in row-major order. */
public record Constant(Shape shape, List<Rational> elements) {
    public Constant {
        elements = List.copyOf(elements);
        if (!shape.isFixed() || shape.size() != elements.size()) {
            throw new IllegalArgumentException(
                    "expected as many elements as the shape " + shape + " has, found " + elements.size());
        }
    }

    public static Constant of(Rational value) {
        return new Constant(Shape.SCALAR, List.of(value));
    }

    public static Constant vector(List<Rational> elements) {
        return new Constant(Shape.of(elements.size()), elements);
    }
}
