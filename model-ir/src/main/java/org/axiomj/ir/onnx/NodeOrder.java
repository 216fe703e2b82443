package org.axiomj.ir.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;

/** Puts nodes into an order in which each value is made before it is used. Files nearly always have them so. */
final class NodeOrder {
    private NodeOrder() {}

    static List<Node> sort(String file, List<Node> nodes, Set<String> constants, List<Port> inputs) {
        Set<String> ready = new HashSet<>(constants);
        for (Port input : inputs) {
            ready.add(input.name());
        }
        ready.add("");
        boolean sorted = true;
        for (Node node : nodes) {
            sorted &= ready.containsAll(node.inputs());
            ready.addAll(node.outputs());
        }
        return sorted ? nodes : reordered(file, nodes);
    }

    private static List<Node> reordered(String file, List<Node> nodes) {
        Map<String, Integer> maker = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty() && maker.put(output, i) != null) {
                    throw new InvalidModelException(
                            file + ": " + nodes.get(i).origin() + ": its output '" + output + "' is already defined");
                }
            }
        }
        int[] waiting = new int[nodes.size()];
        List<List<Integer>> users = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            users.add(new ArrayList<>());
        }
        for (int i = 0; i < nodes.size(); i++) {
            for (String input : nodes.get(i).inputs()) {
                if (maker.containsKey(input)) {
                    users.get(maker.get(input)).add(i);
                    waiting[i]++;
                }
            }
        }
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            order.add(nodes.get(next));
            for (int user : users.get(next)) {
                if (--waiting[user] == 0) {
                    ready.add(user);
                }
            }
        }
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] > 0) {
                throw new InvalidModelException(file + ": " + nodes.get(i).origin()
                        + " is on or behind a cycle: the graph computes a value from itself");
            }
        }
        return order;
    }
}
