package org.axiomj.model;

import java.util.List;
import java.util.Map;
import org.axiomj.ir.Shape;

/**
 * Layers side by side on the same value: their results one after the other along an axis, or, for a residual block, the sum
 * of the value and the one result.
 *
 * @param axis of the concatenation, 0 is the batch; 0 for a residual block
 */
record Branches(int axis, List<ModelBuilder> branches) implements LayerSpec {
    Branches {
        branches = List.copyOf(branches);
    }

    @Override
    public String kind() {
        return axis == 0 ? "residual" : "concat";
    }

    @Override
    public Shape output(Shape in, String at) {
        if (axis == 0) {
            Shape result = branches.get(0).sampleShape();
            if (!result.equals(in)) {
                throw new ShapeMismatchException(
                        at,
                        "a block that yields " + Shapes.text(in) + " as it takes",
                        Shapes.text(result),
                        "make the block's last layer yield " + Shapes.text(in));
            }
            return in;
        }
        Shape first = branches.get(0).sampleShape();
        long along = 0;
        for (ModelBuilder branch : branches) {
            Shape shape = branch.sampleShape();
            if (shape.rank() != first.rank()
                    || axis > first.rank()
                    || !shape.with(axis - 1, 1).equals(first.with(axis - 1, 1))) {
                throw new ShapeMismatchException(
                        at,
                        "branches of equal shapes but for axis " + axis + ", the first " + Shapes.text(first),
                        Shapes.text(shape),
                        "reshape that branch, or concatenate along another axis");
            }
            along += shape.dimension(axis - 1);
        }
        long[] dims = new long[first.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i == axis - 1 ? along : first.dimension(i);
        }
        return Shapes.checked(at, in, dims);
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        String[] results = new String[branches.size() + (axis == 0 ? 1 : 0)];
        int next = 0;
        if (axis == 0) {
            results[next++] = input;
        }
        for (ModelBuilder branch : branches) {
            results[next++] = branch.emit(graph, input);
        }
        return axis == 0
                ? graph.node("Add", step.name(), Map.of(), results)
                : graph.node("Concat", step.name(), Map.of("axis", GraphWriter.integer(axis)), results);
    }
}
