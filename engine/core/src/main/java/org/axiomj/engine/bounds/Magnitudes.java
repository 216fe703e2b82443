package org.axiomj.engine.bounds;

import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;

/**
 * How large the elements of each node can be over the root box: what rounding errors are measured against. Valid for every
 * subproblem of that root. Immutable.
 */
public final class Magnitudes {
    private final double[][] ofNode;
    private final double[][] ofMap;
    private final double gammaBackward;
    private final long terms;

    /** From an interval pass over the root box. */
    Magnitudes(BoundGraph graph, IntervalPass intervals) {
        int n = graph.nodeCount();
        ofNode = new double[n][];
        ofMap = new double[n][];
        long longest = 0;
        long count = 0;
        for (int id = 0; id < n; id++) {
            if (intervals.lower[id] == null) {
                continue;
            }
            CoreNode node = graph.node(id);
            count += node.size() + 2;
            ofNode[id] = new double[node.size()];
            for (int i = 0; i < node.size(); i++) {
                ofNode[id][i] = Math.max(Math.abs(intervals.lower[id][i]), Math.abs(intervals.upper[id][i]));
            }
            if (node.op() instanceof CoreOp.Affine affine) {
                longest = Math.max(longest, affine.map().maxTermsTransposed());
                ofMap[id] = new double[node.size()];
                graph.absolute(id).apply(ofNode[node.input()], 1, ofMap[id]);
            }
        }
        gammaBackward = Rounding.gamma(longest + 8);
        terms = count;
    }

    /** |x| of the elements of a node. */
    double[] of(int node) {
        return ofNode[node];
    }

    /** |A| |x| of the outputs of an affine node, without the bias. */
    double[] ofMap(int node) {
        return ofMap[node];
    }

    double gammaBackward() {
        return gammaBackward;
    }

    /** An upper bound of how many numbers are added up in the constant of one backward pass. */
    long terms() {
        return terms;
    }
}
