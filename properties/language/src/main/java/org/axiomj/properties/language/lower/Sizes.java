package org.axiomj.properties.language.lower;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.language.core.Shape;

/** Sizes of shapes, which must be known for lowering. */
final class Sizes {
    private static final int MOST = 1 << 26;

    private Sizes() {}

    static int size(Shape shape) {
        requireFixed(shape);
        long size = shape.size();
        if (size > MOST) {
            throw new InvalidPropertyException("expected tensors of at most " + MOST + " elements, found " + shape);
        }
        return (int) size;
    }

    static List<Integer> dimensions(Shape shape) {
        size(shape);
        List<Integer> dimensions = new ArrayList<>();
        for (Shape.Dimension dimension : shape.dimensions()) {
            dimensions.add((int) ((Shape.Fixed) dimension).size());
        }
        return dimensions;
    }

    /** 1 for a number. */
    static int lastDimension(Shape shape) {
        List<Integer> dimensions = dimensions(shape);
        return dimensions.isEmpty() ? 1 : dimensions.get(dimensions.size() - 1);
    }

    private static void requireFixed(Shape shape) {
        if (!shape.isFixed()) {
            throw new InvalidPropertyException("expected a tensor of known size, found " + shape
                    + "; give the variable a type, as in `forall x : real[10]. ...`");
        }
    }
}
