package org.axiomj.model;

import java.util.Map;
import org.axiomj.ir.Shape;

/** The average of each channel of an image. */
record GlobalAverage() implements LayerSpec {
    @Override
    public String kind() {
        return "globalAveragePool";
    }

    @Override
    public Shape output(Shape in, String at) {
        Images.require(in, at);
        return Shape.of(in.dimension(0), 1, 1);
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        return graph.node("GlobalAveragePool", step.name(), Map.of(), input);
    }
}
