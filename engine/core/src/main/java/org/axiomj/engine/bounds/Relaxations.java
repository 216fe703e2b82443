package org.axiomj.engine.bounds;

import java.util.function.BooleanSupplier;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;

/**
 * For every element of every activation a line below and a line above it, valid between the bounds of its argument: {@code
 * lowSlope z + lowShift <= g(z) <= highSlope z + highShift}; for every product two planes. Sound over the reals: slopes are
 * free, shifts are rounded outwards far enough to cover a later multiplication of slope and shift by a coefficient.
 */
public final class Relaxations {
    private static final double SLACK = 0x1p-49;
    private static final int ELEMENTS_BETWEEN_LOOKS = 64;
    private static final double[] NONE = new double[0];
    private final BoundGraph graph;
    private final Elementwise[] functions;
    final double[][] lowSlope;
    final double[][] lowShift;
    final double[][] highSlope;
    final double[][] highShift;
    /** For products only: slopes of the second factor. */
    final double[][] lowSlope2;

    final double[][] highSlope2;

    public Relaxations(BoundGraph graph) {
        this.graph = graph;
        int n = graph.nodeCount();
        functions = new Elementwise[n];
        lowSlope = new double[n][];
        lowShift = new double[n][];
        highSlope = new double[n][];
        highShift = new double[n][];
        lowSlope2 = new double[n][];
        highSlope2 = new double[n][];
        for (int id = 0; id < n; id++) {
            CoreNode node = graph.node(id);
            boolean product = node.op() instanceof CoreOp.Product;
            boolean used = graph.uses(id) > 0 && (product || BoundGraph.isActivation(node.op()));
            lowSlope[id] = used ? new double[node.size()] : NONE;
            lowShift[id] = used ? new double[node.size()] : NONE;
            highSlope[id] = used ? new double[node.size()] : NONE;
            highShift[id] = used ? new double[node.size()] : NONE;
            lowSlope2[id] = used && product ? new double[node.size()] : NONE;
            highSlope2[id] = used && product ? new double[node.size()] : NONE;
            if (used && !product) {
                functions[id] = Elementwise.of(node.op(), node.origin());
            }
        }
    }

    /**
     * Recomputes the lines of one activation or product from the bounds of its arguments.
     *
     * @param expired once true, functions that take long are left without lines, which is sound: nothing follows from them
     */
    public void update(int id, NeuronBounds bounds, BooleanSupplier expired) {
        CoreNode node = graph.node(id);
        if (node.op() instanceof CoreOp.Product) {
            product(node, bounds);
        } else if (graph.isRelu(id)) {
            relu(id, bounds.lower(node.input()), bounds.upper(node.input()));
        } else {
            general(id, bounds.lower(node.input()), bounds.upper(node.input()), expired);
        }
    }

    /** Recomputes all lines. */
    public void update(NeuronBounds bounds, BooleanSupplier expired) {
        for (int id = 0; id < graph.nodeCount(); id++) {
            if (lowSlope[id].length > 0) {
                update(id, bounds, expired);
            }
        }
    }

    Elementwise function(int id) {
        return functions[id];
    }

    /** The triangle (Ehlers 2017) with the lower slope 0 or 1 that leaves the smaller area (Singh et al. 2019, DeepPoly). */
    private void relu(int id, double[] lower, double[] upper) {
        double[] ls = lowSlope[id];
        double[] hs = highSlope[id];
        double[] ht = highShift[id];
        for (int i = 0; i < ls.length; i++) {
            double l = lower[i];
            double u = upper[i];
            if (l >= 0) {
                ls[i] = 1;
                hs[i] = 1;
                ht[i] = 0;
            } else if (u <= 0) {
                ls[i] = 0;
                hs[i] = 0;
                ht[i] = 0;
            } else {
                ls[i] = u > -l ? 1 : 0;
                double slope = Math.min(1, u / (u - l));
                hs[i] = slope;
                ht[i] = Math.max(slope * -l, (1 - slope) * u) + SLACK * Math.max(u, -l);
                if (!(ht[i] < Double.POSITIVE_INFINITY)) {
                    hs[i] = u < Double.POSITIVE_INFINITY ? 0 : 1;
                    ht[i] = u < Double.POSITIVE_INFINITY
                            ? u
                            : l > Double.NEGATIVE_INFINITY ? -l : Double.POSITIVE_INFINITY;
                }
            }
        }
    }

    private void general(int id, double[] lower, double[] upper, BooleanSupplier expired) {
        Elementwise f = functions[id];
        boolean late = false;
        for (int i = 0; i < lower.length; i++) {
            late = late || i % ELEMENTS_BETWEEN_LOOKS == 0 && expired.getAsBoolean();
            if (late) {
                lowSlope[id][i] = 0;
                highSlope[id][i] = 0;
                lowShift[id][i] = Double.NEGATIVE_INFINITY;
                highShift[id][i] = Double.POSITIVE_INFINITY;
                continue;
            }
            double l = lower[i];
            double u = Math.max(l, upper[i]);
            double reach = Math.max(Math.abs(l), Math.abs(u));
            double low = f.multiplier(i, 1, l, u);
            double high = -f.multiplier(i, -1, l, u);
            double lowTerm = f.minimum(i, 1, low, l, u);
            double highTerm = -f.minimum(i, -1, -high, l, u);
            lowSlope[id][i] = low;
            highSlope[id][i] = high;
            lowShift[id][i] = lowTerm - slack(low, reach, lowTerm);
            highShift[id][i] = highTerm + slack(high, reach, highTerm);
        }
    }

    private static double slack(double slope, double reach, double shift) {
        return slope == 0 ? SLACK * Math.abs(shift) : SLACK * (Math.abs(slope) * reach + Math.abs(shift));
    }

    /** The mean of the two planes of McCormick (1976), moved out to the corners of the rectangle. */
    private void product(CoreNode node, NeuronBounds bounds) {
        int a = node.inputs().get(0);
        int b = node.inputs().get(1);
        int id = node.id();
        for (int i = 0; i < node.size(); i++) {
            double la = bounds.lower(a)[i];
            double ua = Math.max(la, bounds.upper(a)[i]);
            double lb = bounds.lower(b)[i];
            double ub = Math.max(lb, bounds.upper(b)[i]);
            double slopeA = lb / 2 + ub / 2;
            double slopeB = la / 2 + ua / 2;
            if (!Double.isFinite(slopeA) || !Double.isFinite(slopeB)) {
                slopeA = 0;
                slopeB = 0;
            }
            lowSlope[id][i] = slopeA;
            lowSlope2[id][i] = slopeB;
            highSlope[id][i] = slopeA;
            highSlope2[id][i] = slopeB;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            double magnitude = 0;
            for (int corner = 0; corner < 4; corner++) {
                double x = (corner & 1) == 0 ? la : ua;
                double y = (corner & 2) == 0 ? lb : ub;
                double xy = x == 0 || y == 0 ? 0 : x * y;
                double value = slopeA == 0 && slopeB == 0 ? xy : xy - slopeA * x - slopeB * y;
                low = Math.min(low, value);
                high = Math.max(high, value);
                magnitude = Math.max(magnitude, Math.abs(xy) + Math.abs(slopeA * x) + Math.abs(slopeB * y));
            }
            lowShift[id][i] = sound(low - SLACK * magnitude, Double.NEGATIVE_INFINITY);
            highShift[id][i] = sound(high + SLACK * magnitude, Double.POSITIVE_INFINITY);
        }
    }

    private static double sound(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }
}
