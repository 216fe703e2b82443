package org.axiomj.ir.core;

import java.util.ArrayList;
import java.util.List;

/**
 * A network as a directed acyclic graph of vector operations, in topological order: node {@code i} uses only nodes with
 * smaller ids. Immutable; arrays inside nodes must not be changed.
 *
 * @param nodes the nodes, inputs before users
 * @param inputId id of the {@link CoreOp.Input} node
 * @param outputId id of the node whose vector is the network's output
 */
public record CoreGraph(List<CoreNode> nodes, int inputId, int outputId) {
    public CoreGraph {
        nodes = List.copyOf(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            CoreNode node = nodes.get(i);
            if (node.id() != i) {
                throw new IllegalArgumentException("node " + i + " says that its id is " + node.id());
            }
            for (int input : node.inputs()) {
                if (input < 0 || input >= i) {
                    throw new IllegalArgumentException(
                            "node " + i + " uses node " + input + ", which is not before it");
                }
            }
            checkSizes(nodes, node);
        }
    }

    public CoreNode node(int id) {
        return nodes.get(id);
    }

    public int inputSize() {
        return node(inputId).size();
    }

    public int outputSize() {
        return node(outputId).size();
    }

    private static void checkSizes(List<CoreNode> nodes, CoreNode node) {
        int expected = expectedSize(nodes, node);
        if (expected != node.size()) {
            throw new IllegalArgumentException(
                    node.origin() + ": yields " + expected + " elements but is declared with " + node.size());
        }
    }

    private static int expectedSize(List<CoreNode> nodes, CoreNode node) {
        List<Integer> in = node.inputs();
        CoreOp op = node.op();
        if (op instanceof CoreOp.Input input) {
            return input.size();
        } else if (op instanceof CoreOp.Constant constant) {
            return constant.values().length;
        } else if (op instanceof CoreOp.Affine affine) {
            same(node, affine.map().inputSize(), nodes.get(in.get(0)).size());
            return affine.map().outputSize();
        } else if (op instanceof CoreOp.Concat) {
            return in.stream().mapToInt(i -> nodes.get(i).size()).sum();
        } else if (op instanceof CoreOp.MaxGroups max) {
            return max.groups().length;
        }
        int size = nodes.get(in.get(0)).size();
        for (int i : in) {
            same(node, size, nodes.get(i).size());
        }
        return size;
    }

    private static void same(CoreNode node, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException(
                    node.origin() + ": expects an input of " + expected + " elements, found " + found);
        }
    }

    /** Collects nodes; ids are given in the order of the calls. */
    public static final class Builder {
        private final List<CoreNode> nodes = new ArrayList<>();
        private int inputId = -1;

        /** Adds the input node; returns its id. Call once. */
        public int input(int size) {
            if (inputId >= 0) {
                throw new IllegalStateException("a core graph has one input node");
            }
            inputId = add(new CoreOp.Input(size), List.of(), size, "input");
            return inputId;
        }

        /** Adds a node; returns its id. */
        public int add(CoreOp op, List<Integer> inputs, int size, String origin) {
            CoreNode node = new CoreNode(nodes.size(), op, inputs, size, origin);
            checkSizes(nodes, node);
            nodes.add(node);
            return node.id();
        }

        /** Adds {@code map(x) + bias}; returns its id. */
        public int affine(LinearMap map, double[] bias, int input, String origin) {
            return add(new CoreOp.Affine(map, bias), List.of(input), map.outputSize(), origin);
        }

        public int size(int id) {
            return nodes.get(id).size();
        }

        /** Number of nodes so far; the id of the next. */
        public int size() {
            return nodes.size();
        }

        public CoreGraph build(int outputId) {
            return new CoreGraph(nodes, inputId, outputId);
        }
    }
}
