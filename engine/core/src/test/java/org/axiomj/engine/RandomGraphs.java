package org.axiomj.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;

/** Small random networks of every kind of node; the weights are multiples of 1/16, so exact evaluation stays short. */
public final class RandomGraphs {
    private RandomGraphs() {}

    public static CoreGraph relu(SplittableRandom random, int inputs, int width, int layers, int outputs) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int node = builder.input(inputs);
        for (int l = 0; l < layers; l++) {
            node = dense(builder, random, node, width);
            node = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(node), width, "relu" + l);
        }
        return builder.build(dense(builder, random, node, outputs));
    }

    /** Layers drawn from every kind of node that has bounds; sums and concatenations make it a graph, not a chain. */
    public static CoreGraph mixed(SplittableRandom random, int inputs, int layers, int outputs, boolean smooth) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int node = builder.input(inputs);
        for (int l = 0; l < layers; l++) {
            node = layer(builder, random, dense(builder, random, node, 4), smooth);
        }
        return builder.build(dense(builder, random, node, outputs));
    }

    /** The same graph with random float32 weights, whose sums no double holds exactly. */
    public static CoreGraph withFloats(SplittableRandom random, CoreGraph graph) {
        List<CoreNode> nodes = new ArrayList<>();
        for (CoreNode node : graph.nodes()) {
            CoreOp op = node.op() instanceof CoreOp.Affine affine
                    ? new CoreOp.Affine(
                            new DenseMap(
                                    node.size(),
                                    affine.map().inputSize(),
                                    floats(random, node.size() * affine.map().inputSize())),
                            floats(random, node.size()))
                    : node.op();
            nodes.add(new CoreNode(node.id(), op, node.inputs(), node.size(), node.origin()));
        }
        return new CoreGraph(nodes, graph.inputId(), graph.outputId());
    }

    private static double[] floats(SplittableRandom random, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }

    private static int layer(CoreGraph.Builder builder, SplittableRandom random, int node, boolean smooth) {
        switch (random.nextInt(smooth ? 9 : 7)) {
            case 0:
                return piecewise(builder, node, PiecewiseLinear.RELU);
            case 1:
                return piecewise(builder, node, PiecewiseLinear.leakyRelu(0.0625));
            case 2:
                return piecewise(builder, node, PiecewiseLinear.clip(-0.5, 0.75));
            case 3:
                return piecewise(builder, node, PiecewiseLinear.ABS);
            case 4:
                return builder.add(
                        new CoreOp.MaxGroups(new int[][] {{0, 1, 2}, {3, 1}, {2}, {0, 3}}), List.of(node), 4, "max");
            case 5: {
                int relu = piecewise(builder, node, PiecewiseLinear.RELU);
                int other = dense(builder, random, relu, 4);
                return builder.add(new CoreOp.Sum(), List.of(node, other), 4, "residual");
            }
            case 6: {
                int relu = piecewise(builder, node, PiecewiseLinear.RELU);
                return builder.add(new CoreOp.Concat(), List.of(relu, node), 8, "concat");
            }
            case 7: {
                SmoothFunction[] functions = {
                    SmoothFunction.SIGMOID, SmoothFunction.TANH, SmoothFunction.SQUARE, SmoothFunction.POW_3
                };
                return builder.add(
                        new CoreOp.Smooth(functions[random.nextInt(functions.length)]), List.of(node), 4, "smooth");
            }
            default:
                return builder.add(new CoreOp.Product(), List.of(node, dense(builder, random, node, 4)), 4, "product");
        }
    }

    private static int piecewise(CoreGraph.Builder builder, int node, PiecewiseLinear f) {
        return builder.add(new CoreOp.Piecewise(List.of(f)), List.of(node), builder.size(node), "piecewise");
    }

    private static int dense(CoreGraph.Builder builder, SplittableRandom random, int node, int outputs) {
        int inputs = builder.size(node);
        double[] weights = sixteenths(random, inputs * outputs, 16);
        return builder.affine(new DenseMap(outputs, inputs, weights), sixteenths(random, outputs, 8), node, "dense");
    }

    private static double[] sixteenths(SplittableRandom random, int n, int most) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (random.nextInt(2 * most + 1) - most) / 16.0;
        }
        return values;
    }

    /** Points of a box: corners, faces and inner points, all doubles. */
    public static List<double[]> points(SplittableRandom random, double[] lower, double[] upper, int count) {
        List<double[]> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double[] x = new double[lower.length];
            for (int i = 0; i < x.length; i++) {
                double t = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextInt(65) / 64.0;
                x[i] = Math.max(lower[i], Math.min(upper[i], lower[i] + t * (upper[i] - lower[i])));
            }
            points.add(x);
        }
        return points;
    }
}
