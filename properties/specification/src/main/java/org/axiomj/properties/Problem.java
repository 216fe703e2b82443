package org.axiomj.properties;

import java.util.List;
import org.axiomj.ir.Network;
import org.axiomj.ir.compose.Composition;

/**
 * What is to be decided: a query about a composition of networks, and how its numbers are called in the text that it comes
 * from.
 *
 * @param composition networks and the mathematics between them
 * @param query over the input and the output vector of {@link Composition#core()}
 * @param tensors what the text declares, in its order; none in VNN-LIB 1.0, whose names X_0 and Y_0 are those of the query
 */
public record Problem(Composition composition, Query query, List<Tensor> tensors) {
    public Problem {
        tensors = List.copyOf(tensors);
        if (composition.core().inputSize() != query.inputSize()
                || composition.core().outputSize() != query.outputSize()) {
            throw new IllegalArgumentException("the composition maps "
                    + composition.core().inputSize() + " to "
                    + composition.core().outputSize() + " numbers, the query is about " + query.inputSize() + " and "
                    + query.outputSize());
        }
    }

    /**
     * A declared tensor.
     *
     * @param type as declared: {@code real}, {@code float32}
     * @param shape its dimensions; empty for a scalar
     * @param input whether its elements are inputs of the query, else outputs
     * @param elements for every element, row-major, its index in the query's input or output vector
     */
    public record Tensor(String name, String type, List<Integer> shape, boolean input, List<Integer> elements) {
        public Tensor {
            shape = List.copyOf(shape);
            elements = List.copyOf(elements);
        }

        /** How the text calls an element: {@code X}, {@code X[3]}, {@code X[0,3]}. */
        public String element(int index) {
            if (shape.isEmpty()) {
                return name;
            }
            StringBuilder indices = new StringBuilder();
            int rest = index;
            for (int d = shape.size() - 1; d >= 0; d--) {
                indices.insert(0, (d == 0 ? "" : ",") + rest % shape.get(d));
                rest /= shape.get(d);
            }
            return name + "[" + indices + "]";
        }
    }

    /** A query about one network. */
    public static Problem of(Network network, Query query) {
        return new Problem(Composition.of(network), query, List.of());
    }
}
