package org.axiomj.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as its file has it: operators named as in ONNX, in an order in which every value is made before it is used.
 *
 * @param name the graph's name, possibly empty
 * @param opset the version of ONNX's operator set
 * @param nodes the operators
 * @param initializers constants by name, in the order of the file
 * @param inputs what a caller supplies; initialisers that the file also lists as inputs are not here
 * @param outputs what the network yields; their types are those that the file declares, where it declares them
 */
public record Graph(
        String name,
        int opset,
        List<Node> nodes,
        Map<String, Tensor> initializers,
        List<Port> inputs,
        List<String> outputs) {
    public Graph {
        nodes = List.copyOf(nodes);
        initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
