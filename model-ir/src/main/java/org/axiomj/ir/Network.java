package org.axiomj.ir;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axiomj.ir.core.CoreGraph;

/**
 * A network that has been read: the graph as its file has it, and the core graph that analyses work on. Several inputs are
 * one vector, one after the other in the order of the file; so are several outputs. Immutable; arrays must not be changed.
 */
public final class Network {
    private final String path;
    private final String format;
    private final byte[] stored;
    private final Graph graph;
    private final CoreGraph core;
    private final List<Layer> layers;
    private final Optional<byte[]> onnx;
    private final List<Port> outputs;

    Network(
            String path,
            String format,
            byte[] stored,
            Graph graph,
            CoreGraph core,
            List<Layer> layers,
            Optional<byte[]> onnx,
            List<Port> outputs) {
        this.path = path;
        this.format = format;
        this.stored = stored;
        this.graph = graph;
        this.core = core;
        this.layers = List.copyOf(layers);
        this.onnx = onnx;
        this.outputs = List.copyOf(outputs);
    }

    /** The file, as it was named to the reader. */
    public String path() {
        return path;
    }

    /** {@code onnx} or {@code nnet}. */
    public String format() {
        return format;
    }

    /** SHA-256 of the file's bytes as stored (compressed, if it is), in hexadecimal. Computed at each call. */
    public String sha256() {
        return Sha256.hex(stored);
    }

    public Graph graph() {
        return graph;
    }

    public CoreGraph core() {
        return core;
    }

    /** The table of layers, in the order of computation; see {@link Layers#symbolic} for a symbolic batch. */
    public List<Layer> layers() {
        return layers;
    }

    /** The uncompressed ONNX bytes, to replay the network in another runtime; empty for other formats. */
    public Optional<byte[]> onnx() {
        return onnx;
    }

    public List<Port> inputs() {
        return graph.inputs();
    }

    public List<Port> outputs() {
        return outputs;
    }

    /** Type of the input; of all inputs together, as one vector, where there are several. */
    public TensorType input() {
        return joined(graph.inputs());
    }

    /** Type of the output; of all outputs together, as one vector, where there are several. */
    public TensorType output() {
        return joined(outputs);
    }

    private static TensorType joined(List<Port> ports) {
        TensorType first = ports.get(0).type();
        if (ports.size() == 1) {
            return first;
        }
        int total = 0;
        for (Port port : ports) {
            total += port.type().shape().size();
        }
        return new TensorType(first.element(), Shape.of(total));
    }

    /** The input's dimensions, a symbolic batch set to 1. */
    public List<Integer> inputShape() {
        return input().shape().toList();
    }

    /** The output's dimensions, a symbolic batch set to 1. */
    public List<Integer> outputShape() {
        return output().shape().toList();
    }

    /** Number of stored floats that layers take. */
    public long parameters() {
        long parameters = 0;
        for (Layer layer : layers) {
            parameters += layer.parameters();
        }
        return parameters;
    }

    /** How often each operator occurs, by name. */
    public SortedMap<String, Integer> operators() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Node node : graph.nodes()) {
            counts.merge(node.operator(), 1, Integer::sum);
        }
        return counts;
    }

    @Override
    public String toString() {
        return path + " (" + format + ", " + input() + " -> " + output() + ")";
    }
}
