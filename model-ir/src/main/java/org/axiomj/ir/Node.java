package org.axiomj.ir;

import java.util.List;
import java.util.Map;

/**
 * One operator of a model, as its file has it.
 *
 * @param index position in the file
 * @param name its name, possibly empty
 * @param operator ONNX's name of the operator: {@code Conv}
 * @param domain the operator set that it is from; empty for ONNX's own
 * @param inputs names of values; an empty one is an optional input left out
 * @param outputs names of values; an empty one is an optional output left out
 */
public record Node(
        int index,
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** How messages name this node: {@code Conv 'conv1' (node 3)}. */
    public String origin() {
        String fullName = domain.isEmpty() ? operator : domain + "." + operator;
        return name.isEmpty() ? fullName + " (node " + index + ")" : fullName + " '" + name + "' (node " + index + ")";
    }
}
