package org.axiomj.model;

import java.util.Map;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.Shape;

/** Batch normalisation with fixed statistics, per channel (the first dimension), or layer normalisation of the last. */
record Normalization(boolean batch) implements LayerSpec {
    private static final Attribute EPSILON = GraphWriter.real(1e-5f);

    @Override
    public String kind() {
        return batch ? "batchNorm" : "layerNorm";
    }

    @Override
    public Shape output(Shape in, String at) {
        if (in.rank() == 0) {
            throw new ShapeMismatchException(at, "at least one dimension", "a scalar", "add .reshape(1) first");
        }
        return in;
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        Shape in = step.input();
        Shape per = Shape.of(in.dimension(batch ? 0 : in.rank() - 1));
        String scale = graph.parameter(step, "weight", per, 0, 0);
        String shift = graph.parameter(step, "bias", per, 0, 0);
        if (!batch) {
            Map<String, Attribute> last = Map.of("axis", GraphWriter.integer(-1), "epsilon", EPSILON);
            return graph.node("LayerNormalization", step.name(), last, input, scale, shift);
        }
        String mean = graph.parameter(step, "running_mean", per, 0, 0);
        String variance = graph.parameter(step, "running_var", per, 0, 0);
        return graph.node(
                "BatchNormalization", step.name(), Map.of("epsilon", EPSILON), input, scale, shift, mean, variance);
    }
}
