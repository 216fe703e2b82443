package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;

/** Drops nodes that the output does not depend on; the input stays. */
final class DeadNodes {
    private DeadNodes() {}

    static CoreGraph remove(CoreGraph graph) {
        int count = graph.nodes().size();
        boolean[] used = new boolean[count];
        used[graph.outputId()] = true;
        for (int i = count - 1; i >= 0; i--) {
            if (used[i]) {
                for (int input : graph.node(i).inputs()) {
                    used[input] = true;
                }
            }
        }
        used[graph.inputId()] = true;
        int[] newId = new int[count];
        List<CoreNode> kept = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (used[i]) {
                newId[i] = kept.size();
                kept.add(renumbered(graph.node(i), newId, kept.size()));
            }
        }
        return new CoreGraph(kept, newId[graph.inputId()], newId[graph.outputId()]);
    }

    private static CoreNode renumbered(CoreNode node, int[] newId, int id) {
        List<Integer> inputs = new ArrayList<>(node.inputs().size());
        for (int input : node.inputs()) {
            inputs.add(newId[input]);
        }
        return new CoreNode(id, node.op(), inputs, node.size(), node.origin());
    }
}
