package org.axiomj.properties.language.lower;

import java.util.List;
import java.util.Map;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.TensorType;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.operators.Lowering;

/** Softmax as networks have it: ONNX's operator, lowered as in a model. */
final class Softmaxes {
    private static final int OPSET = 13;

    private Softmaxes() {}

    static CoreGraph graph(boolean logarithm, int rows, int columns) {
        String operator = logarithm ? "LogSoftmax" : "Softmax";
        TensorType type = new TensorType(ElementType.FLOAT, Shape.of(rows, columns));
        Node node = new Node(0, "", operator, "", List.of("x"), List.of("y"), Map.of("axis", new Attribute.Int(-1)));
        Port input = new Port("x", type, type.shape().toString(), false);
        Graph graph = new Graph(operator, OPSET, List.of(node), Map.of(), List.of(input), List.of("y"));
        return Lowering.lower(graph, operator, 1).core();
    }
}
