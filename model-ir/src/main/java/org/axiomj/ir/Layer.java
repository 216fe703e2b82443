package org.axiomj.ir;

import java.util.List;

/**
 * One line of the table of layers.
 *
 * @param node the operator as messages name it: {@code Conv 'conv1' (node 3)}
 * @param name the node's name, or its first output's where it has none
 * @param operator ONNX's name of the operator
 * @param outputs types of the outputs that are used, a symbolic batch set to 1
 * @param shape the first output's shape for people; a dimension that grows with the batch is written with N: {@code [N, 64]}
 * @param parameters number of stored floats that the node takes; a tensor that several nodes take counts for the first
 * @param constant whether the value depends on no input
 */
public record Layer(
        String node,
        String name,
        String operator,
        List<TensorType> outputs,
        String shape,
        long parameters,
        boolean constant) {
    public Layer {
        outputs = List.copyOf(outputs);
    }
}
