package org.axiomj.engine.bounds;

/**
 * Lower and upper bounds of every element of the bounded nodes of a {@link BoundGraph}, over one subproblem. Sound over
 * the reals. Arrays of other nodes are empty.
 */
public final class NeuronBounds {
    private static final double[] NONE = new double[0];
    private final double[][] lower;
    private final double[][] upper;

    private NeuronBounds(double[][] lower, double[][] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /** All infinite. */
    public static NeuronBounds unbounded(BoundGraph graph) {
        double[][] lower = new double[graph.nodeCount()][];
        double[][] upper = new double[graph.nodeCount()][];
        for (int id = 0; id < lower.length; id++) {
            int n = graph.isBounded(id) ? graph.node(id).size() : 0;
            lower[id] = n == 0 ? NONE : new double[n];
            upper[id] = n == 0 ? NONE : new double[n];
            java.util.Arrays.fill(lower[id], Double.NEGATIVE_INFINITY);
            java.util.Arrays.fill(upper[id], Double.POSITIVE_INFINITY);
        }
        return new NeuronBounds(lower, upper);
    }

    public NeuronBounds copy() {
        double[][] l = new double[lower.length][];
        double[][] u = new double[lower.length][];
        for (int id = 0; id < l.length; id++) {
            l[id] = lower[id].length == 0 ? NONE : lower[id].clone();
            u[id] = upper[id].length == 0 ? NONE : upper[id].clone();
        }
        return new NeuronBounds(l, u);
    }

    public double[] lower(int node) {
        return lower[node];
    }

    public double[] upper(int node) {
        return upper[node];
    }

    /** Keeps the tighter of what is known and what is given; NaN (an overflow somewhere) tells nothing. */
    void tighten(int node, int i, double low, double high) {
        if (low > lower[node][i]) {
            lower[node][i] = low;
        }
        if (high < upper[node][i]) {
            upper[node][i] = high;
        }
    }

    /** Adds the assumption that an element is at least {@code at}. */
    public void cutBelow(int node, int i, double at) {
        tighten(node, i, at, Double.POSITIVE_INFINITY);
    }

    /** Adds the assumption that an element is at most {@code at}. */
    public void cutAbove(int node, int i, double at) {
        tighten(node, i, Double.NEGATIVE_INFINITY, at);
    }

    /** Whether some element has its lower bound above its upper: the subproblem has no point. */
    public boolean isEmpty() {
        for (int id = 0; id < lower.length; id++) {
            for (int i = 0; i < lower[id].length; i++) {
                if (lower[id][i] > upper[id][i]) {
                    return true;
                }
            }
        }
        return false;
    }

    double[][] allLower() {
        return lower;
    }

    double[][] allUpper() {
        return upper;
    }
}
