package org.axiomj.model;

import java.util.List;
import java.util.Map;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/**
 * Another shape for the same elements of a sample.
 *
 * @param dimensions the new shape; one of them may be -1 and takes what is left; empty is a vector of everything
 */
record Reshaping(String kind, List<Integer> dimensions) implements LayerSpec {
    Reshaping {
        dimensions = List.copyOf(dimensions);
        int free = 0;
        for (int d : dimensions) {
            free += d == -1 ? 1 : 0;
            if (d < 1 && d != -1) {
                throw new IllegalArgumentException("reshape: expected dimensions of at least 1, or one -1, found " + d);
            }
        }
        if (free > 1) {
            throw new IllegalArgumentException("reshape: expected at most one -1, found " + dimensions);
        }
    }

    @Override
    public Shape output(Shape in, String at) {
        if (dimensions.isEmpty()) {
            return Shape.of(in.size());
        }
        long known = 1;
        for (int d : dimensions) {
            known = Math.min(Math.multiplyExact(known, d == -1 ? 1 : d), 1L << 31);
        }
        boolean free = dimensions.contains(-1);
        if (free ? known == 0 || in.size() % known != 0 : known != in.size()) {
            throw new ShapeMismatchException(
                    at,
                    (free ? "a multiple of " + known : known + "") + " elements",
                    Shapes.text(in) + " = " + in.size(),
                    free ? "change the other dimensions" : "write -1 for the dimension that follows from the others");
        }
        int[] dims = new int[dimensions.size()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dimensions.get(i) == -1 ? (int) (in.size() / known) : dimensions.get(i);
        }
        return Shape.of(dims);
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        if (dimensions.isEmpty()) {
            return graph.node("Flatten", step.name(), Map.of("axis", GraphWriter.integer(1)), input);
        }
        Shape to = step.output();
        long[] shape = new long[to.rank() + 1];
        // ONNX reads 0 as: keep this dimension, here the batch.
        for (int i = 1; i < shape.length; i++) {
            shape[i] = to.dimension(i - 1);
        }
        String constant = graph.constant(
                step.name() + ".shape", Tensor.ofIntegers(ElementType.INT64, Shape.of(shape.length), shape));
        return graph.node("Reshape", step.name(), Map.of(), input, constant);
    }
}
