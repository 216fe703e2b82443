package org.axiomj.proofs.statement;

import org.axiomj.kernel.Statement;

/**
 * A statement, with where the activations of the core graph went in it.
 *
 * @param reluNode for each core node and breakpoint the kernel's ReLU node; empty where the core node is no activation
 * @param reluElement for each core node and breakpoint the ReLU node's element of each element, -1 where there is none;
 *     empty where the elements are the same
 */
public record Translation(Statement statement, int[][] reluNode, int[][][] reluElement) {
    /** The kernel's ReLU node for one breakpoint of an activation, or -1. */
    public int node(int activation, int breakpoint) {
        return activation < reluNode.length && breakpoint < reluNode[activation].length
                ? reluNode[activation][breakpoint]
                : -1;
    }

    /** The element of {@link #node} that stands for an element of the activation, or -1. */
    public int element(int activation, int breakpoint, int element) {
        int[] places = reluElement[activation][breakpoint];
        return places.length == 0 ? element : places[element];
    }
}
