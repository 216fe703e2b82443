package org.axiomj.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;

/** Describes a network that was read straight into the core graph (NNet) as a sequence of named operators. */
final class CoreLayers {
    private CoreLayers() {}

    /** A graph of the same nodes, named as ONNX would: Gemm and Relu. It has no initialisers: the weights are in the core. */
    static Graph graph(CoreGraph core, String name) {
        List<Node> nodes = new ArrayList<>();
        for (CoreNode node : core.nodes()) {
            if (node.id() != core.inputId()) {
                List<String> inputs = new ArrayList<>();
                for (int input : node.inputs()) {
                    inputs.add("v" + input);
                }
                nodes.add(new Node(
                        nodes.size(), node.origin(), operator(node), "", inputs, List.of("v" + node.id()), Map.of()));
            }
        }
        Port input = port("v" + core.inputId(), core.inputSize());
        return new Graph(name, 0, nodes, Map.of(), List.of(input), List.of("v" + core.outputId()));
    }

    static List<Layer> layers(CoreGraph core, Graph graph) {
        List<Layer> layers = new ArrayList<>();
        int next = 0;
        for (CoreNode node : core.nodes()) {
            if (node.id() != core.inputId()) {
                Node named = graph.nodes().get(next++);
                TensorType type = new TensorType(ElementType.FLOAT, Shape.of(node.size()));
                layers.add(new Layer(
                        named.origin(),
                        named.name(),
                        named.operator(),
                        List.of(type),
                        type.shape().toString(),
                        parameters(node.op()),
                        false));
            }
        }
        return layers;
    }

    static Port port(String name, int size) {
        TensorType type = new TensorType(ElementType.FLOAT, Shape.of(size));
        return new Port(name, type, type.shape().toString(), false);
    }

    private static String operator(CoreNode node) {
        if (node.op() instanceof CoreOp.Affine) {
            return "Gemm";
        } else if (node.op() instanceof CoreOp.Piecewise piecewise && piecewise.isRelu()) {
            return "Relu";
        }
        return node.op().getClass().getSimpleName();
    }

    private static long parameters(CoreOp op) {
        if (op instanceof CoreOp.Affine affine && affine.map() instanceof DenseMap map) {
            return (long) map.inputSize() * map.outputSize() + map.outputSize();
        }
        return 0;
    }
}
