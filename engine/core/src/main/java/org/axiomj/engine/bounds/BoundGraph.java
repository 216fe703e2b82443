package org.axiomj.engine.bounds;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.MaximumLowering;
import org.axiomj.proofs.statement.Semantics;

/**
 * The core graph as bound propagation sees it: without maxima ({@link MaximumLowering}), with what each node is used for.
 * Immutable and shared by all workers.
 */
public final class BoundGraph {
    private final CoreGraph graph;
    private final int[] uses;
    private final boolean[] bounded;
    private final int[] activations;
    private final LinearMap[] absolute;
    private final double[] execution;

    /** For bounds over the reals. */
    public BoundGraph(CoreGraph source) {
        this(source, Semantics.REAL);
    }

    /** For bounds that allow for what an execution rounds. */
    public BoundGraph(CoreGraph source, Semantics semantics) {
        graph = MaximumLowering.lower(source);
        int n = graph.nodes().size();
        uses = new int[n];
        bounded = new boolean[n];
        absolute = new LinearMap[n];
        execution = new double[n];
        boolean[] alive = MaximumLowering.reachable(graph);
        List<Integer> found = new ArrayList<>();
        for (CoreNode node : graph.nodes()) {
            if (!alive[node.id()]) {
                continue;
            }
            for (int input : node.inputs()) {
                uses[input]++;
            }
            execution[node.id()] = semantics.execution(graph, node.id());
            if (isActivation(node.op())) {
                found.add(node.id());
                bounded[node.input()] = true;
            } else if (node.op() instanceof CoreOp.Product) {
                node.inputs().forEach(i -> bounded[i] = true);
            } else if (node.op() instanceof CoreOp.Affine affine) {
                absolute[node.id()] = affine.map().absolute();
            }
        }
        uses[graph.outputId()]++;
        activations = found.stream().mapToInt(Integer::intValue).toArray();
    }

    public CoreGraph graph() {
        return graph;
    }

    public CoreNode node(int id) {
        return graph.node(id);
    }

    public int nodeCount() {
        return uses.length;
    }

    public int inputSize() {
        return graph.inputSize();
    }

    /** How many live nodes use this one; the output counts once more. 0 for dead nodes. */
    int uses(int id) {
        return uses[id];
    }

    /** Whether bounds of this node's elements are kept: it feeds an activation or a product. */
    public boolean isBounded(int id) {
        return bounded[id];
    }

    /** Ids of the nodes that apply a function to every element, in order. */
    public int[] activations() {
        return activations;
    }

    /** As {@link Semantics#execution} says. */
    double execution(int id) {
        return execution[id];
    }

    LinearMap absolute(int affineId) {
        return absolute[affineId];
    }

    /** Whether the node applies {@code max(0, x)} to every element. */
    public boolean isRelu(int id) {
        return node(id).op() instanceof CoreOp.Piecewise p && p.isRelu();
    }

    /** Whether every activation is piecewise linear and there are no products: splitting activations ends in exact leaves. */
    public boolean isPiecewiseLinear() {
        for (CoreNode node : graph.nodes()) {
            if (uses[node.id()] > 0 && (node.op() instanceof CoreOp.Smooth || node.op() instanceof CoreOp.Product)) {
                return false;
            }
        }
        return true;
    }

    static boolean isActivation(CoreOp op) {
        return op instanceof CoreOp.Piecewise || op instanceof CoreOp.Smooth;
    }
}
