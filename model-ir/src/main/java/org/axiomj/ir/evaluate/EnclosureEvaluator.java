package org.axiomj.ir.evaluate;

import java.util.Arrays;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.SelectionMap;
import org.axiomj.ir.core.SmoothFunction;

/**
 * Rigorous interval evaluation in double: the real output of every input in the box lies within the result. Sound over the
 * reals, not complete. An instance keeps the absolute maps between calls and may be shared by threads.
 *
 * <p>Arithmetic. Affine nodes use midpoint and radius: {@code A x + b} lies within {@code fl(A m + b) +- (|A| r + g (|A||m|
 * + |b|) + e (|A||m| + |A| r))}, where g bounds the rounding of a sum of n products in any order (gamma(n + 1); Higham,
 * Accuracy and Stability, ch. 3) and e is the map's relative error; the computed sums on the right are themselves
 * enlarged by a factor that covers their rounding, and underflow by n subnormal quanta. Everything else is rounded outwards
 * with {@code nextDown} and {@code nextUp}. Smooth functions: see {@link SmoothInterval}. A value that is no longer finite
 * becomes the whole line.
 */
public final class EnclosureEvaluator {
    private static final double UNIT = 0x1p-53;
    private final CoreGraph graph;
    private final LinearMap[] absolute;

    public EnclosureEvaluator(CoreGraph graph) {
        this.graph = graph;
        absolute = new LinearMap[graph.nodes().size()];
        for (CoreNode node : graph.nodes()) {
            if (node.op() instanceof CoreOp.Affine affine) {
                absolute[node.id()] = affine.map().absolute();
            }
        }
    }

    /** Lower and upper bounds (in this order) of the outputs over a box; requires {@code lower <= upper}. */
    public static double[][] evaluate(CoreGraph graph, double[] lower, double[] upper) {
        return new EnclosureEvaluator(graph).run(lower, upper);
    }

    /** Lower and upper bounds (in this order) of the outputs over a box; requires {@code lower <= upper}. */
    public double[][] run(double[] lower, double[] upper) {
        if (lower.length != graph.inputSize() || upper.length != graph.inputSize()) {
            throw new IllegalArgumentException("the input has " + graph.inputSize() + " elements, found bounds for "
                    + lower.length + " and " + upper.length);
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] <= upper[i])) {
                throw new IllegalArgumentException(
                        "empty box: input " + i + " has lower bound " + lower[i] + " and upper bound " + upper[i]);
            }
        }
        double[][] low = new double[graph.nodes().size()][];
        double[][] high = new double[graph.nodes().size()][];
        for (CoreNode node : graph.nodes()) {
            int id = node.id();
            if (id == graph.inputId()) {
                low[id] = lower.clone();
                high[id] = upper.clone();
            } else {
                low[id] = new double[node.size()];
                high[id] = new double[node.size()];
                compute(node, low, high);
                widenUndefined(low[id], high[id]);
            }
        }
        return new double[][] {low[graph.outputId()], high[graph.outputId()]};
    }

    private void compute(CoreNode node, double[][] low, double[][] high) {
        CoreOp op = node.op();
        double[] lo = low[node.id()];
        double[] hi = high[node.id()];
        if (op instanceof CoreOp.Constant constant) {
            System.arraycopy(constant.values(), 0, lo, 0, lo.length);
            System.arraycopy(constant.values(), 0, hi, 0, hi.length);
        } else if (op instanceof CoreOp.Affine affine) {
            affine(affine, absolute[node.id()], low[node.input()], high[node.input()], lo, hi);
        } else if (op instanceof CoreOp.Sum) {
            sum(node, low, high);
        } else if (op instanceof CoreOp.Concat) {
            int at = 0;
            for (int input : node.inputs()) {
                System.arraycopy(low[input], 0, lo, at, low[input].length);
                System.arraycopy(high[input], 0, hi, at, high[input].length);
                at += low[input].length;
            }
        } else if (op instanceof CoreOp.Piecewise piecewise) {
            for (int i = 0; i < lo.length; i++) {
                double l = low[node.input()][i];
                double h = high[node.input()][i];
                lo[i] = PiecewiseInterval.lower(piecewise.function(i), l, h);
                hi[i] = PiecewiseInterval.upper(piecewise.function(i), l, h);
            }
        } else if (op instanceof CoreOp.Smooth smooth) {
            for (int i = 0; i < lo.length; i++) {
                double l = low[node.input()][i];
                double h = high[node.input()][i];
                lo[i] = SmoothInterval.lower(smooth.function(), l, h);
                hi[i] = SmoothInterval.upper(smooth.function(), l, h);
            }
        } else if (op instanceof CoreOp.MaxGroups max) {
            for (int i = 0; i < lo.length; i++) {
                lo[i] = largest(low[node.input()], max.groups()[i]);
                hi[i] = largest(high[node.input()], max.groups()[i]);
            }
        } else if (op instanceof CoreOp.Product) {
            product(node, low, high);
        }
    }

    private static void affine(
            CoreOp.Affine op, LinearMap absolute, double[] low, double[] high, double[] lo, double[] hi) {
        int in = low.length;
        int out = lo.length;
        if (op.map() instanceof SelectionMap selection && isZero(op.bias())) {
            for (int i = 0; i < out; i++) {
                int source = selection.source()[i];
                lo[i] = source < 0 ? 0 : low[source];
                hi[i] = source < 0 ? 0 : high[source];
            }
            return;
        }
        double[] middle = new double[in];
        double[] magnitude = new double[in];
        double[] radius = new double[in];
        boolean isPoint = true;
        for (int j = 0; j < in; j++) {
            boolean point = low[j] == high[j];
            middle[j] = point ? low[j] : 0.5 * low[j] + 0.5 * high[j];
            magnitude[j] = Math.abs(middle[j]);
            radius[j] = point ? 0 : Math.nextUp(Math.max(middle[j] - low[j], high[j] - middle[j]));
            isPoint &= point;
        }
        double[] center = op.bias().clone();
        op.map().apply(middle, 1, center);
        double[] size = new double[out];
        for (int i = 0; i < out; i++) {
            size[i] = Math.abs(op.bias()[i]);
        }
        absolute.apply(magnitude, 1, size);
        double[] spread = new double[out];
        if (!isPoint) {
            absolute.apply(radius, 1, spread);
        }
        double terms = op.map().maxTerms();
        double gamma = (terms + 4) * UNIT * 1.01;
        double error = op.map().relativeError();
        double underflow = (terms + 2) * 0x1p-1072;
        for (int i = 0; i < out; i++) {
            // 1 + 4 gamma covers 1 / (1 - gamma) for the two computed sums and the six roundings of this line.
            double r = (spread[i] * (1 + error) + (gamma + error) * size[i]) * (1 + 4 * gamma) + underflow;
            lo[i] = Math.nextDown(center[i] - r);
            hi[i] = Math.nextUp(center[i] + r);
        }
    }

    private static boolean isZero(double[] bias) {
        for (double b : bias) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void sum(CoreNode node, double[][] low, double[][] high) {
        double[] lo = low[node.id()];
        double[] hi = high[node.id()];
        int first = node.inputs().get(0);
        System.arraycopy(low[first], 0, lo, 0, lo.length);
        System.arraycopy(high[first], 0, hi, 0, hi.length);
        for (int operand = 1; operand < node.inputs().size(); operand++) {
            int input = node.inputs().get(operand);
            for (int i = 0; i < lo.length; i++) {
                lo[i] = Math.nextDown(lo[i] + low[input][i]);
                hi[i] = Math.nextUp(hi[i] + high[input][i]);
            }
        }
    }

    private static void product(CoreNode node, double[][] low, double[][] high) {
        int a = node.inputs().get(0);
        int b = node.inputs().get(1);
        for (int i = 0; i < node.size(); i++) {
            if (a == b) {
                low[node.id()][i] = SmoothInterval.lower(SmoothFunction.SQUARE, low[a][i], high[a][i]);
                high[node.id()][i] = SmoothInterval.upper(SmoothFunction.SQUARE, low[a][i], high[a][i]);
                continue;
            }
            double p = low[a][i] * low[b][i];
            double q = low[a][i] * high[b][i];
            double r = high[a][i] * low[b][i];
            double s = high[a][i] * high[b][i];
            low[node.id()][i] = Math.nextDown(Math.min(Math.min(p, q), Math.min(r, s)));
            high[node.id()][i] = Math.nextUp(Math.max(Math.max(p, q), Math.max(r, s)));
        }
    }

    private static double largest(double[] x, int[] group) {
        return Arrays.stream(group).mapToDouble(i -> x[i]).max().orElse(Double.NEGATIVE_INFINITY);
    }

    /** Not a number (an overflow, or a point outside a function's domain) means: nothing is known. */
    private static void widenUndefined(double[] lo, double[] hi) {
        for (int i = 0; i < lo.length; i++) {
            if (Double.isNaN(lo[i])
                    || Double.isNaN(hi[i])
                    || lo[i] == Double.POSITIVE_INFINITY
                    || hi[i] == Double.NEGATIVE_INFINITY) {
                lo[i] = Double.NEGATIVE_INFINITY;
                hi[i] = Double.POSITIVE_INFINITY;
            }
        }
    }
}
