package org.axiomj.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** Collects the ONNX nodes and initialisers of a model, asking for its weights as they are needed. */
final class GraphWriter {
    /** The first version of ONNX's operators with Gelu. */
    private static final int OPSET = 20;

    private final Weights weights;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> initializers = new LinkedHashMap<>();

    GraphWriter(Weights weights) {
        this.weights = weights;
    }

    /** Adds a node of one output, which is named as the node; returns that name. */
    String node(String operator, String name, Map<String, Attribute> attributes, String... inputs) {
        nodes.add(new Node(nodes.size(), name, operator, "", List.of(inputs), List.of(name), attributes));
        return name;
    }

    /** A parameter of a layer: given with the layer, or from the source of weights. Returns the initialiser's name. */
    String parameter(Step step, String suffix, Shape shape, int fanIn, int fanOut) {
        String name = step.name() + "." + suffix;
        float[] values = step.given().get(suffix);
        if (values == null) {
            values = weights.of(new Parameter(name, shape, fanIn, fanOut));
        }
        if (values.length != shape.size()) {
            throw new IllegalArgumentException("the weights '" + name + "' have " + values.length
                    + " elements, expected " + shape.size() + ": " + shape);
        }
        double[] reals = new double[values.length];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = values[i];
        }
        return constant(name, Tensor.ofReals(ElementType.FLOAT, shape, reals));
    }

    String constant(String name, Tensor tensor) {
        if (initializers.put(name, tensor) != null) {
            throw new IllegalArgumentException(
                    "two layers are named alike: '" + name + "' is defined twice; give each layer a name of its own");
        }
        return name;
    }

    Tensor tensor(String name) {
        Tensor tensor = initializers.get(name);
        if (tensor == null) {
            throw new IllegalStateException("no initialiser '" + name + "'");
        }
        return tensor;
    }

    void replace(String name, Tensor tensor) {
        initializers.put(name, tensor);
    }

    Graph finish(String name, Port input, String output) {
        return new Graph(name, OPSET, nodes, initializers, List.of(input), List.of(output));
    }

    static Attribute integer(long value) {
        return new Attribute.Int(value);
    }

    static Attribute real(double value) {
        return new Attribute.Real((float) value);
    }

    static Attribute integers(long... values) {
        return new Attribute.Ints(values);
    }
}
