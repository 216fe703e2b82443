package org.axiomj.ir.evaluate;

import java.util.Arrays;
import java.util.List;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;

/**
 * Values and gradients in double arithmetic. Rounded, so a hint: nothing may be concluded from them. An instance keeps its
 * buffers between calls and belongs to one thread.
 */
public final class DoubleEvaluator {
    private final CoreGraph graph;
    private final double[][] values;
    private final double[][] gradients;
    /** Whether a node depends on the input; the others are computed once. */
    private final boolean[] varies;
    /** Whether a gradient has to pass through a node: it depends on the input and the output depends on it. */
    private final boolean[] carries;

    public DoubleEvaluator(CoreGraph graph) {
        this.graph = graph;
        int n = graph.nodes().size();
        values = new double[n][];
        gradients = new double[n][];
        varies = new boolean[n];
        for (CoreNode node : graph.nodes()) {
            varies[node.id()] =
                    node.id() == graph.inputId() || node.inputs().stream().anyMatch(i -> varies[i]);
            values[node.id()] = new double[node.size()];
            if (!varies[node.id()]) {
                compute(node, values);
            }
        }
        carries = carriers(graph, varies);
        for (int id = 0; id < n; id++) {
            gradients[id] = new double[carries[id] ? graph.node(id).size() : 0];
        }
    }

    /** The output for one input. The array is this evaluator's own and is overwritten by the next call. */
    public double[] run(double[] x) {
        checkSize("input", x.length, graph.inputSize());
        System.arraycopy(x, 0, values[graph.inputId()], 0, x.length);
        List<CoreNode> nodes = graph.nodes();
        for (int id = 0; id < nodes.size(); id++) {
            if (varies[id] && id != graph.inputId()) {
                compute(nodes.get(id), values);
            }
        }
        return values[graph.outputId()];
    }

    /** The largest magnitude of any element of any node in the last {@link #run}; NaN counts as nothing. */
    public double largestMagnitude() {
        double most = 0;
        for (double[] node : values) {
            for (double v : node) {
                most = Math.abs(v) > most ? Math.abs(v) : most;
            }
        }
        return most;
    }

    /** What the last {@link #run} computed for a node; this evaluator's own array. */
    public double[] value(int id) {
        return values[id];
    }

    /**
     * The gradient of {@code outputGradient . output} with respect to the input, at the input of the last {@link #run}. A
     * maximum passes it to its first largest element, a kink to the piece on its right. The array is this evaluator's own.
     */
    public double[] gradient(double[] outputGradient) {
        checkSize("output gradient", outputGradient.length, graph.outputSize());
        backward(graph, values, outputGradient, gradients, carries);
        return gradients[graph.inputId()];
    }

    /** The output for one input. */
    public static double[] evaluate(CoreGraph graph, double[] input) {
        return new DoubleEvaluator(graph).run(input).clone();
    }

    /** The value of every node for one input, by id. */
    public static double[][] evaluateAll(CoreGraph graph, double[] input) {
        DoubleEvaluator evaluator = new DoubleEvaluator(graph);
        evaluator.run(input);
        return evaluator.values;
    }

    /** {@link #gradient(double[])} at the values that {@link #evaluateAll} gave. */
    public static double[] gradient(CoreGraph graph, double[][] values, double[] outputGradient) {
        checkSize("output gradient", outputGradient.length, graph.outputSize());
        int n = graph.nodes().size();
        boolean[] varies = new boolean[n];
        for (CoreNode node : graph.nodes()) {
            varies[node.id()] =
                    node.id() == graph.inputId() || node.inputs().stream().anyMatch(i -> varies[i]);
        }
        boolean[] carries = carriers(graph, varies);
        double[][] gradients = new double[n][];
        for (int id = 0; id < n; id++) {
            gradients[id] = new double[carries[id] ? graph.node(id).size() : 0];
        }
        backward(graph, values, outputGradient, gradients, carries);
        return gradients[graph.inputId()];
    }

    private static boolean[] carriers(CoreGraph graph, boolean[] varies) {
        boolean[] carries = new boolean[varies.length];
        carries[graph.outputId()] = varies[graph.outputId()];
        for (int id = varies.length - 1; id >= 0; id--) {
            if (carries[id]) {
                for (int input : graph.node(id).inputs()) {
                    carries[input] |= varies[input];
                }
            }
        }
        carries[graph.inputId()] = true;
        return carries;
    }

    private static void compute(CoreNode node, double[][] values) {
        double[] y = values[node.id()];
        CoreOp op = node.op();
        if (op instanceof CoreOp.Affine affine) {
            System.arraycopy(affine.bias(), 0, y, 0, y.length);
            affine.map().apply(values[node.input()], 1, y);
        } else if (op instanceof CoreOp.Piecewise piecewise) {
            piecewise(piecewise, values[node.input()], y);
        } else if (op instanceof CoreOp.Constant constant) {
            System.arraycopy(constant.values(), 0, y, 0, y.length);
        } else if (op instanceof CoreOp.Sum) {
            sum(node, values, y);
        } else if (op instanceof CoreOp.Concat) {
            int at = 0;
            for (int input : node.inputs()) {
                System.arraycopy(values[input], 0, y, at, values[input].length);
                at += values[input].length;
            }
        } else if (op instanceof CoreOp.Smooth smooth) {
            double[] x = values[node.input()];
            for (int i = 0; i < y.length; i++) {
                y[i] = smooth.function().value(x[i]);
            }
        } else if (op instanceof CoreOp.MaxGroups max) {
            double[] x = values[node.input()];
            for (int i = 0; i < y.length; i++) {
                y[i] = x[largest(x, max.groups()[i])];
            }
        } else if (op instanceof CoreOp.Product) {
            double[] a = values[node.inputs().get(0)];
            double[] b = values[node.inputs().get(1)];
            for (int i = 0; i < y.length; i++) {
                y[i] = a[i] * b[i];
            }
        }
    }

    private static void piecewise(CoreOp.Piecewise op, double[] x, double[] y) {
        if (op.isRelu()) {
            for (int i = 0; i < y.length; i++) {
                y[i] = Math.max(x[i], 0);
            }
        } else {
            for (int i = 0; i < y.length; i++) {
                y[i] = op.function(i).value(x[i]);
            }
        }
    }

    private static void sum(CoreNode node, double[][] values, double[] y) {
        Arrays.fill(y, 0);
        for (int input : node.inputs()) {
            double[] x = values[input];
            for (int i = 0; i < y.length; i++) {
                y[i] += x[i];
            }
        }
    }

    private static int largest(double[] x, int[] group) {
        int best = group[0];
        for (int i : group) {
            if (x[i] > x[best]) {
                best = i;
            }
        }
        return best;
    }

    private static void backward(
            CoreGraph graph, double[][] values, double[] outputGradient, double[][] gradients, boolean[] carries) {
        for (double[] gradient : gradients) {
            Arrays.fill(gradient, 0);
        }
        if (!carries[graph.outputId()] || gradients[graph.outputId()].length == 0) {
            return;
        }
        System.arraycopy(outputGradient, 0, gradients[graph.outputId()], 0, outputGradient.length);
        for (int id = graph.outputId(); id >= 0; id--) {
            if (carries[id]) {
                push(graph.node(id), values, gradients, carries);
            }
        }
    }

    private static void push(CoreNode node, double[][] values, double[][] gradients, boolean[] carries) {
        CoreOp op = node.op();
        double[] g = gradients[node.id()];
        if (op instanceof CoreOp.Affine affine) {
            affine.map().applyTransposed(g, 1, gradients[node.input()]);
        } else if (op instanceof CoreOp.Piecewise piecewise) {
            pushPiecewise(piecewise, values[node.input()], g, gradients[node.input()]);
        } else if (op instanceof CoreOp.Sum || op instanceof CoreOp.Concat) {
            int at = 0;
            for (int input : node.inputs()) {
                for (int i = 0; carries[input] && i < gradients[input].length; i++) {
                    gradients[input][i] += g[at + i];
                }
                at += op instanceof CoreOp.Concat ? values[input].length : 0;
            }
        } else if (op instanceof CoreOp.Smooth smooth) {
            double[] x = values[node.input()];
            for (int i = 0; i < g.length; i++) {
                gradients[node.input()][i] += g[i] * SmoothDerivative.value(smooth.function(), x[i]);
            }
        } else if (op instanceof CoreOp.MaxGroups max) {
            double[] x = values[node.input()];
            for (int i = 0; i < g.length; i++) {
                gradients[node.input()][largest(x, max.groups()[i])] += g[i];
            }
        } else if (op instanceof CoreOp.Product) {
            int a = node.inputs().get(0);
            int b = node.inputs().get(1);
            for (int i = 0; i < g.length; i++) {
                if (carries[a]) {
                    gradients[a][i] += g[i] * values[b][i];
                }
                if (carries[b]) {
                    gradients[b][i] += g[i] * values[a][i];
                }
            }
        }
    }

    private static void pushPiecewise(CoreOp.Piecewise op, double[] x, double[] g, double[] target) {
        if (op.isRelu()) {
            for (int i = 0; i < g.length; i++) {
                target[i] += x[i] >= 0 ? g[i] : 0;
            }
        } else {
            for (int i = 0; i < g.length; i++) {
                target[i] += op.function(i).slopes()[op.function(i).piece(x[i])] * g[i];
            }
        }
    }

    private static void checkSize(String what, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException("the " + what + " has " + expected + " elements, found " + found);
        }
    }
}
