package org.axiomj.model;

import java.util.Map;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.Shape;

/** A layer without parameters that keeps the shape: one node of ONNX. */
record Elementwise(String kind, String operator, Map<String, Attribute> attributes) implements LayerSpec {
    Elementwise {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public Shape output(Shape in, String at) {
        return in;
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        return graph.node(operator, step.name(), attributes, input);
    }
}
