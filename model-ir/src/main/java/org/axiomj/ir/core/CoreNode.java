package org.axiomj.ir.core;

import java.util.List;

/**
 * One node of the core graph.
 *
 * @param id position in {@link CoreGraph#nodes()}; inputs have smaller ids
 * @param op what is computed
 * @param inputs ids of the operands
 * @param size length of the vector that the node yields
 * @param origin the node of the source file that this came from, for messages: "Conv 'conv1' (node 3)"
 */
public record CoreNode(int id, CoreOp op, List<Integer> inputs, int size, String origin) {
    public CoreNode {
        inputs = List.copyOf(inputs);
    }

    /** The only operand of a node that has one. */
    public int input() {
        return inputs.get(0);
    }
}
