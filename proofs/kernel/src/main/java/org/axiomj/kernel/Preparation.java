package org.axiomj.kernel;

import java.util.List;

/** A statement made ready for bounding with given precisions; shared by sessions, never changed. */
public final class Preparation {
    /** Smallest and largest number of bits of a multiplier. */
    public static final int MIN_BITS = 12;

    public static final int MAX_BITS = 24;
    public static final int MIN_UNIT = 8;
    public static final int MAX_UNIT = 44;

    final Statement statement;
    final KernelNetwork.Node[] nodes;
    final int[] sizes;
    /** One for every linear node, at its index. */
    final PreparedLinear[] linear;
    /** Indices of the activations, ascending. */
    final int[] activations;

    final int unit;
    final int bits;
    final boolean renewed;

    /**
     * @param unit boxes and bounds are integers in units of {@code 2^-unit}
     * @param bits how many bits a multiplier keeps
     * @param renewed whether every node of a tree computes the errors of linear nodes with a tolerance anew, from the
     *     bounds that hold there; otherwise those of the root serve everywhere
     * @throws ArithmeticException where the weights are out of reach
     */
    public Preparation(Statement statement, int unit, int bits, boolean renewed) {
        if (bits < MIN_BITS || bits > MAX_BITS || unit < MIN_UNIT || unit > MAX_UNIT) {
            throw new ArithmeticException("precision out of range: unit " + unit + ", bits " + bits);
        }
        this.statement = statement;
        this.unit = unit;
        this.bits = bits;
        this.renewed = renewed;
        List<KernelNetwork.Node> list = statement.network().nodes();
        nodes = list.toArray(new KernelNetwork.Node[0]);
        sizes = statement.network().sizes();
        linear = new PreparedLinear[nodes.length];
        int count = 0;
        for (int k = 0; k < nodes.length; k++) {
            if (nodes[k] instanceof KernelNetwork.Linear map) {
                linear[k] = new PreparedLinear(map, bits, unit);
            }
            count += nodes[k] instanceof KernelNetwork.Activation ? 1 : 0;
        }
        activations = new int[count];
        for (int k = nodes.length - 1; k >= 0; k--) {
            if (nodes[k] instanceof KernelNetwork.Activation) {
                activations[--count] = k;
            }
        }
    }

    public int unit() {
        return unit;
    }

    public int bits() {
        return bits;
    }

    public int activationCount() {
        return activations.length;
    }

    /** Index of the k-th activation. */
    public int activation(int k) {
        return activations[k];
    }

    /** Length of an activation's argument: twice that of the node's vector for a product. */
    public int argumentSize(int activation) {
        return sizes[((KernelNetwork.Activation) nodes[activation]).input()];
    }

    /** Length of a node's vector. */
    public int size(int node) {
        return sizes[node];
    }
}
