package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Shape;

/**
 * The generic positions of vectors of unknown size. What holds at every position is written down for each generic position
 * of the dimension, in whatever order the two become known.
 */
final class Positions {
    private final Map<String, List<Long>> generic = new LinkedHashMap<>();
    private final Map<String, List<LongConsumer>> everywhere = new LinkedHashMap<>();
    private long next = -1;

    /**
     * The name of the one dimension of a vector of unknown size.
     *
     * @throws UnsupportedPropertyException for tensors of more dimensions
     */
    static String dimension(Shape shape) {
        if (shape.dimensions().size() != 1 || !(shape.dimensions().get(0) instanceof Shape.Any any)) {
            throw new UnsupportedPropertyException(
                    "expected a vector where the size is left open, found the shape " + shape);
        }
        return any.name();
    }

    /** A position of which nothing is known. */
    long fresh(Shape shape) {
        String dimension = dimension(shape);
        long position = next--;
        generic.computeIfAbsent(dimension, d -> new ArrayList<>()).add(position);
        List.copyOf(everywhere.getOrDefault(dimension, List.of())).forEach(fact -> fact.accept(position));
        return position;
    }

    /** {@code fact} holds at every position. */
    void atEvery(Shape shape, LongConsumer fact) {
        String dimension = dimension(shape);
        everywhere.computeIfAbsent(dimension, d -> new ArrayList<>()).add(fact);
        List.copyOf(generic.getOrDefault(dimension, List.of())).forEach(fact::accept);
    }
}
