package org.axiomj.engine.bounds;

import java.util.Arrays;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;

/**
 * How far a float32 execution can be from the exact values of affine nodes and sums, over one subproblem: a share of the sum
 * of magnitudes that go into each element ({@link BoundGraph#execution}). All 0 over the reals. A hint: the statement that is
 * certified has the tolerance that counts.
 */
final class ExecutionErrors {
    private static final double[] NONE = {};

    private final BoundGraph graph;
    private final Magnitudes magnitudes;
    private final double[][] error;

    ExecutionErrors(BoundGraph graph, Magnitudes magnitudes) {
        this.graph = graph;
        this.magnitudes = magnitudes;
        error = new double[graph.nodeCount()][];
        Arrays.fill(error, NONE);
    }

    /** Of every element of a node; empty where there are none. */
    double[] of(int id) {
        return error[id];
    }

    /** Takes the bounds of a subproblem, which need not be tight. */
    void update(double[] lower, double[] upper, NeuronBounds bounds) {
        for (int id = 0; id < error.length; id++) {
            double share = graph.uses(id) == 0 ? 0 : graph.execution(id);
            if (share == 0) {
                continue;
            }
            CoreNode node = graph.node(id);
            double[] sum = new double[node.size()];
            if (node.op() instanceof CoreOp.Affine affine) {
                graph.absolute(id).apply(magnitude(node.input(), lower, upper, bounds), 1, sum);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += Math.abs(affine.bias()[i]);
                }
            } else {
                for (int input : node.inputs()) {
                    double[] m = magnitude(input, lower, upper, bounds);
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += m[i];
                    }
                }
            }
            for (int i = 0; i < sum.length; i++) {
                sum[i] *= share;
            }
            error[id] = sum;
        }
    }

    private double[] magnitude(int id, double[] lower, double[] upper, NeuronBounds bounds) {
        double[] known = magnitudes.of(id).clone();
        if (id == graph.graph().inputId()) {
            for (int i = 0; i < known.length; i++) {
                known[i] = Math.max(Math.abs(lower[i]), Math.abs(upper[i]));
            }
        } else if (graph.isRelu(id)) {
            double[] u = bounds.upper(graph.node(id).input());
            for (int i = 0; i < known.length; i++) {
                known[i] = Math.min(known[i], Math.max(0, u[i]));
            }
        }
        return known;
    }
}
