package org.axiomj.model;

import java.util.Map;
import org.axiomj.ir.Shape;

/** Softmax along an axis; axis 0 is the batch, as in PyTorch, and negative ones count from the end. */
record Softmax(int axis) implements LayerSpec {
    @Override
    public String kind() {
        return "softmax";
    }

    @Override
    public Shape output(Shape in, String at) {
        int rank = in.rank() + 1;
        int from = axis < 0 ? axis + rank : axis;
        if (from < 1 || from >= rank) {
            throw new ShapeMismatchException(
                    at,
                    "an axis of 1 to " + in.rank() + " (0 is the batch) or -1 to -" + in.rank(),
                    "axis " + axis + " of batch x " + Shapes.text(in),
                    "write .softmax() for the last axis");
        }
        return in;
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        return graph.node("Softmax", step.name(), Map.of("axis", GraphWriter.integer(axis)), input);
    }
}
