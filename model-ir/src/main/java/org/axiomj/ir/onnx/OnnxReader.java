package org.axiomj.ir.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.Graph;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.UnsupportedOperatorException;

/**
 * Reads the bytes of an ONNX model into a graph whose nodes are in an order in which they can be computed. The numbers of
 * fields are those of the format's published messages (ModelProto, GraphProto, ...), each named where it is read.
 */
public final class OnnxReader {
    /** The versions of ONNX's operator set whose operators are implemented. */
    public static final int FIRST_OPSET = 7;

    public static final int LAST_OPSET = 21;

    private final String file;
    private final TensorReader tensors;
    private final NodeReader nodeReader;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> initializers = new LinkedHashMap<>();
    private final List<Wire> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private String name = "";
    private long opset;
    private boolean found;

    private OnnxReader(String file, Optional<Path> folder) {
        this.file = file;
        this.tensors = new TensorReader(file, new ExternalData(file, folder));
        this.nodeReader = new NodeReader(file, tensors);
    }

    /**
     * Reads a model.
     *
     * @param content the uncompressed bytes
     * @param file the name for messages
     * @param folder where the model lies, for tensors in files beside it
     * @throws InvalidModelException where the bytes are no sound ONNX model
     * @throws UnsupportedOperatorException where the model needs what this version has not
     */
    public static Graph read(byte[] content, String file, Optional<Path> folder) {
        OnnxReader reader = new OnnxReader(file, folder);
        reader.model(new Wire(file, content));
        return reader.graph();
    }

    /** ModelProto: 7 is the graph, 8 are the operator sets that it imports. */
    private void model(Wire message) {
        while (message.next()) {
            switch (message.field()) {
                case 7 -> {
                    if (found) {
                        throw message.damaged("there is a second graph");
                    }
                    found = true;
                    graph(message.message());
                }
                case 8 -> operatorSet(message.message());
                default -> message.skip();
            }
        }
    }

    /** OperatorSetIdProto: 1 is the domain, empty for ONNX's own, 2 the version. */
    private void operatorSet(Wire message) {
        String domain = "";
        long version = 0;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> domain = message.text();
                case 2 -> version = message.integer();
                default -> message.skip();
            }
        }
        if (domain.isEmpty() || domain.equals("ai.onnx")) {
            opset = Math.max(opset, version);
        }
    }

    /** GraphProto: 1 nodes, 2 name, 5 initialisers, 11 inputs, 12 outputs, 15 sparse initialisers. */
    private void graph(Wire message) {
        while (message.next()) {
            switch (message.field()) {
                case 1 -> nodes.add(nodeReader.read(message.message(), nodes.size()));
                case 2 -> name = message.text();
                case 5 -> initializer(message.message());
                case 11 -> {
                    message.budget().take(100);
                    inputs.add(message.message());
                }
                case 12 -> {
                    message.budget().take(8);
                    outputs.add(InputPorts.name(message.message()));
                }
                case 15 ->
                    throw new UnsupportedOperatorException(
                            file
                                    + ": the model has sparse initialisers, which are not supported; store them as dense tensors");
                default -> message.skip();
            }
        }
    }

    private void initializer(Wire message) {
        message.budget().take(200);
        TensorReader.Named named = tensors.read(message, "tensor");
        if (named.name().isEmpty()) {
            throw message.damaged("a tensor has no name");
        } else if (initializers.put(named.name(), named.tensor()) != null) {
            throw new InvalidModelException(file + ": tensor '" + named.name() + "' is defined twice");
        }
    }

    private Graph graph() {
        if (!found || outputs.isEmpty()) {
            throw new InvalidModelException(file + ": not an ONNX model: it has no graph with outputs");
        } else if (opset < FIRST_OPSET || opset > LAST_OPSET) {
            throw new UnsupportedOperatorException(
                    file + ": the model uses opset " + opset + ", supported are " + FIRST_OPSET + " to " + LAST_OPSET
                            + "; convert it, for example with onnx.version_converter, or export it again");
        }
        List<Port> ports = new ArrayList<>();
        InputPorts reader = new InputPorts(file);
        for (Wire input : inputs) {
            if (!initializers.containsKey(InputPorts.name(input.again()))) {
                ports.add(reader.port(input));
            }
        }
        if (ports.isEmpty()) {
            throw new InvalidModelException(file + ": the graph has no input; there is nothing to verify");
        }
        List<Node> sorted = NodeOrder.sort(file, nodes, initializers.keySet(), ports);
        return new Graph(name, (int) opset, sorted, initializers, ports, outputs);
    }
}
