package org.axiomj.engine.bounds;

import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.LinearMap;

/**
 * Interval arithmetic through the whole graph. Sound over the reals, incomplete. Affine nodes are computed in midpoint-radius
 * form; the rounding of {@code A c}, {@code |A| r} and of the sums is bounded by {@code gamma (|A|(|c| + r) + |b|)} and added
 * to the radius (Rump, Fast and parallel interval arithmetic, 1999).
 */
final class IntervalPass {
    private final BoundGraph graph;
    final double[][] lower;
    final double[][] upper;

    IntervalPass(BoundGraph graph) {
        this.graph = graph;
        lower = new double[graph.nodeCount()][];
        upper = new double[graph.nodeCount()][];
    }

    /** Bounds of every live node over the box; what {@code bounds} knows is used and improved. */
    void run(double[] boxLower, double[] boxUpper, NeuronBounds bounds) {
        for (int id = 0; id < graph.nodeCount(); id++) {
            if (graph.uses(id) == 0 && id != graph.graph().inputId()) {
                continue;
            }
            CoreNode node = graph.node(id);
            lower[id] = new double[node.size()];
            upper[id] = new double[node.size()];
            propagate(node, boxLower, boxUpper);
            if (graph.isBounded(id)) {
                for (int i = 0; i < node.size(); i++) {
                    bounds.tighten(id, i, lower[id][i], upper[id][i]);
                    lower[id][i] = bounds.lower(id)[i];
                    upper[id][i] = bounds.upper(id)[i];
                }
            }
        }
    }

    private void propagate(CoreNode node, double[] boxLower, double[] boxUpper) {
        double[] l = lower[node.id()];
        double[] u = upper[node.id()];
        CoreOp op = node.op();
        if (op instanceof CoreOp.Input) {
            System.arraycopy(boxLower, 0, l, 0, l.length);
            System.arraycopy(boxUpper, 0, u, 0, u.length);
        } else if (op instanceof CoreOp.Constant constant) {
            System.arraycopy(constant.values(), 0, l, 0, l.length);
            System.arraycopy(constant.values(), 0, u, 0, u.length);
        } else if (op instanceof CoreOp.Affine affine) {
            affine(
                    affine,
                    graph.absolute(node.id()),
                    graph.execution(node.id()),
                    lower[node.input()],
                    upper[node.input()],
                    l,
                    u);
        } else if (op instanceof CoreOp.Sum) {
            sum(node, l, u);
        } else if (op instanceof CoreOp.Concat) {
            int at = 0;
            for (int input : node.inputs()) {
                System.arraycopy(lower[input], 0, l, at, lower[input].length);
                System.arraycopy(upper[input], 0, u, at, upper[input].length);
                at += lower[input].length;
            }
        } else if (op instanceof CoreOp.Product) {
            product(
                    lower[node.inputs().get(0)],
                    upper[node.inputs().get(0)],
                    lower[node.inputs().get(1)],
                    upper[node.inputs().get(1)],
                    l,
                    u);
        } else {
            Elementwise function = Elementwise.of(op, node.origin());
            boolean relu = graph.isRelu(node.id());
            for (int i = 0; i < l.length; i++) {
                double zl = lower[node.input()][i];
                double zu = upper[node.input()][i];
                if (zl > zu) {
                    zu = zl;
                }
                l[i] = relu ? Math.max(0, zl) : function.low(i, zl, zu);
                u[i] = relu ? Math.max(0, zu) : function.high(i, zl, zu);
            }
        }
    }

    private void sum(CoreNode node, double[] l, double[] u) {
        double[] magnitude = new double[l.length];
        for (int input : node.inputs()) {
            for (int i = 0; i < l.length; i++) {
                l[i] += lower[input][i];
                u[i] += upper[input][i];
                magnitude[i] += Math.max(Math.abs(lower[input][i]), Math.abs(upper[input][i]));
            }
        }
        double gamma = Rounding.gamma(node.inputs().size()) + graph.execution(node.id());
        for (int i = 0; i < l.length; i++) {
            l[i] -= gamma * magnitude[i];
            u[i] += gamma * magnitude[i];
        }
    }

    private static void affine(
            CoreOp.Affine affine,
            LinearMap absolute,
            double execution,
            double[] xl,
            double[] xu,
            double[] l,
            double[] u) {
        int n = xl.length;
        double[] middle = new double[n];
        double[] radius = new double[n];
        double[] magnitude = new double[n];
        for (int i = 0; i < n; i++) {
            middle[i] = xl[i] / 2 + xu[i] / 2;
            if (Double.isInfinite(xl[i]) || Double.isInfinite(xu[i])) {
                middle[i] = 0;
            }
            radius[i] = Rounding.inflate(Math.max(xu[i] - middle[i], middle[i] - xl[i]));
            magnitude[i] = Math.abs(middle[i]) + radius[i];
        }
        double gamma =
                Rounding.gamma(affine.map().maxTerms()) + 2 * affine.map().relativeError() + execution;
        double[] centre = affine.bias().clone();
        affine.map().apply(middle, 1, centre);
        double[] spread = new double[l.length];
        absolute.apply(radius, 1, spread);
        double[] slack = new double[l.length];
        absolute.apply(magnitude, 1, slack);
        for (int o = 0; o < l.length; o++) {
            double r = Rounding.inflate(spread[o] + gamma * (slack[o] + Math.abs(affine.bias()[o])));
            l[o] = Math.nextDown(centre[o] - r);
            u[o] = Math.nextUp(centre[o] + r);
            if (Double.isNaN(l[o]) || Double.isNaN(u[o])) {
                l[o] = Double.NEGATIVE_INFINITY;
                u[o] = Double.POSITIVE_INFINITY;
            }
        }
    }

    private static void product(double[] al, double[] au, double[] bl, double[] bu, double[] l, double[] u) {
        for (int i = 0; i < l.length; i++) {
            double p = al[i] * bl[i];
            double q = al[i] * bu[i];
            double r = au[i] * bl[i];
            double s = au[i] * bu[i];
            l[i] = Math.nextDown(Math.min(Math.min(p, q), Math.min(r, s)));
            u[i] = Math.nextUp(Math.max(Math.max(p, q), Math.max(r, s)));
            if (Double.isNaN(l[i]) || Double.isNaN(u[i])) {
                l[i] = Double.NEGATIVE_INFINITY;
                u[i] = Double.POSITIVE_INFINITY;
            }
        }
    }
}
