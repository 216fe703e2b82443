package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axiomj.ir.Graph;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Layer;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.TensorType;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;

/**
 * Turns a graph of ONNX operators into the core graph, and records the shape of every layer on the way. Exact: the core
 * graph computes, in real arithmetic, the function that the file describes.
 *
 * <p>Several inputs are one vector, one after the other in the order of the file, and so are several outputs.
 */
public final class Lowering {
    private static final int MAX_INPUTS = 1 << 24;

    private final Graph graph;
    private final String file;
    private final int batch;
    private final Emitter emitter;
    private final Map<String, Value> values = new HashMap<>();
    private final Set<String> counted = new HashSet<>();
    private final List<Layer> layers = new ArrayList<>();

    private Lowering(Graph graph, String file, int batch) {
        this.graph = graph;
        this.file = file;
        this.batch = batch;
        this.emitter = new Emitter(file);
    }

    /**
     * What lowering yields.
     *
     * @param outputs the network's outputs with the types that were found
     */
    public record Lowered(CoreGraph core, List<Layer> layers, List<Port> outputs) {}

    /**
     * Lowers a graph with every symbolic batch dimension set to {@code batch}. Throws {@link InvalidModelException} or {@link
     * UnsupportedOperatorException}, naming the node.
     */
    public static Lowered lower(Graph graph, String file, int batch) {
        return new Lowering(graph, file, batch).run();
    }

    private Lowered run() {
        addInitializers();
        addInputs();
        for (Node node : graph.nodes()) {
            apply(node);
        }
        List<Value> outputs = new ArrayList<>();
        List<Port> ports = new ArrayList<>();
        for (String name : graph.outputs()) {
            Value value = values.get(name);
            if (value == null) {
                throw new InvalidModelException(file + ": output '" + name + "' is computed by no node");
            }
            outputs.add(value);
            TensorType type = new TensorType(value.type(), value.shape());
            ports.add(new Port(name, type, value.shape().toString(), false));
        }
        return new Lowered(emitter.finish(outputVector(outputs)), layers, ports);
    }

    private void addInitializers() {
        for (Map.Entry<String, Tensor> e : graph.initializers().entrySet()) {
            values.put(e.getKey(), new Value.Constant(e.getValue(), e.getKey()));
        }
    }

    private void addInputs() {
        long total = 0;
        for (Port port : graph.inputs()) {
            total += shape(port).size();
        }
        if (total > MAX_INPUTS || total == 0) {
            throw new InvalidModelException(
                    file + ": the inputs have " + total + " elements, expected 1 to " + MAX_INPUTS);
        }
        int id = emitter.input((int) total);
        int start = 0;
        for (Port port : graph.inputs()) {
            Shape shape = shape(port);
            Value.Variable all = new Value.Variable(id, port.type().element(), Shape.of((int) total));
            emitter.at("input '" + port.name() + "'");
            int[] source = new int[shape.size()];
            for (int i = 0; i < source.length; i++) {
                source[i] = start + i;
            }
            if (values.put(port.name(), emitter.select(all, source, shape)) != null) {
                throw new InvalidModelException(file + ": the input '" + port.name() + "' is defined twice");
            }
            start += shape.size();
        }
    }

    private Shape shape(Port port) {
        try {
            return port.symbolicBatch() && batch != 1
                    ? port.type().shape().with(0, batch)
                    : port.type().shape();
        } catch (IllegalArgumentException tooLarge) {
            throw new InvalidModelException(file + ": input '" + port.name() + "': " + tooLarge.getMessage());
        }
    }

    private void apply(Node node) {
        emitter.at(node.origin());
        Call call = new Call(file, node, graph.opset(), inputs(node), emitter);
        boolean known = node.domain().isEmpty() || node.domain().equals("ai.onnx");
        Optional<Operator> operator = known ? Operators.of(node.operator()) : Optional.empty();
        if (operator.isEmpty()) {
            throw call.unsupported("this version of AxiomJ does not know the operator; "
                    + "'axiom lint' lists every such node, docs/operators.md what is known");
        }
        Value[] results;
        try {
            results = operator.get().apply(call);
        } catch (IllegalArgumentException broken) {
            // Shapes and core maps check their sizes; a file that breaks them is damaged.
            throw call.invalid(String.valueOf(broken.getMessage()));
        }
        bind(node, call, results);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Optional<Value>[] inputs(Node node) {
        List<String> names = node.inputs();
        Optional<Value>[] inputs = new Optional[names.size()];
        for (int i = 0; i < inputs.length; i++) {
            String name = names.get(i);
            Value value = values.get(name);
            if (value == null && !name.isEmpty()) {
                throw new InvalidModelException(file + ": " + node.origin() + ": input " + i + " '" + name
                        + "' is neither an input of the graph, nor an initialiser, nor computed by an earlier node"
                        + " (or is an optional output that verification does not support)");
            }
            inputs[i] = Optional.ofNullable(name.isEmpty() ? null : value);
        }
        return inputs;
    }

    private void bind(Node node, Call call, Value[] results) {
        List<TensorType> types = new ArrayList<>(results.length);
        boolean constant = true;
        for (int i = 0; i < node.outputs().size() && i < results.length; i++) {
            String name = node.outputs().get(i);
            types.add(new TensorType(results[i].type(), results[i].shape()));
            constant &= results[i] instanceof Value.Constant;
            if (!name.isEmpty() && values.put(name, results[i]) != null) {
                throw call.invalid("its output '" + name + "' is already defined");
            }
        }
        if (types.isEmpty()) {
            throw call.invalid("has no outputs");
        }
        String name = node.name().isEmpty() ? node.outputs().get(0) : node.name();
        layers.add(new Layer(
                node.origin(),
                name,
                node.operator(),
                types,
                types.get(0).shape().toString(),
                parameters(node),
                constant));
    }

    private long parameters(Node node) {
        long parameters = 0;
        for (String input : node.inputs()) {
            Tensor tensor = graph.initializers().get(input);
            if (tensor != null && tensor.type().isFloating() && counted.add(input)) {
                parameters += tensor.size();
            }
        }
        if (node.operator().equals("Constant")
                && values.get(node.outputs().get(0)) instanceof Value.Constant c
                && c.type().isFloating()) {
            parameters += c.size();
        }
        return parameters;
    }

    private int outputVector(List<Value> outputs) {
        emitter.at("output");
        for (Value value : outputs) {
            if (!value.type().isFloating()) {
                throw new UnsupportedOperatorException(
                        file + ": an output is of type " + value.type().text()
                                + "; verification needs floats: cut the network before the operator that makes integers");
            }
        }
        if (outputs.size() == 1) {
            return emitter.variable(outputs.get(0)).id();
        }
        return emitter.concat(outputs, outputs.get(0).type()).id();
    }
}
