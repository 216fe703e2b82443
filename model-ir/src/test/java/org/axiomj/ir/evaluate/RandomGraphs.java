package org.axiomj.ir.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.core.ConvolutionGeometry;
import org.axiomj.ir.core.ConvolutionMap;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.DivideMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.RepeatedMap;
import org.axiomj.ir.core.ScaleMap;
import org.axiomj.ir.core.SelectionMap;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.core.TransposedMap;

/** Small random core graphs with every kind of node. */
final class RandomGraphs {
    private static final SmoothFunction[] SMOOTH = {
        SmoothFunction.SIGMOID,
        SmoothFunction.TANH,
        SmoothFunction.SQUARE,
        SmoothFunction.POW_3,
        SmoothFunction.SOFTPLUS
    };

    private RandomGraphs() {}

    /** Without smooth functions, jumps or inexact coefficients: exact and continuous. */
    static CoreGraph piecewiseLinear(Random random) {
        return graph(random, false);
    }

    static CoreGraph any(Random random) {
        return graph(random, true);
    }

    private static CoreGraph graph(Random random, boolean smooth) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        List<Integer> nodes = new ArrayList<>();
        nodes.add(builder.input(2 + random.nextInt(4)));
        int count = 3 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            int last = random.nextInt(3) > 0 ? nodes.get(nodes.size() - 1) : nodes.get(random.nextInt(nodes.size()));
            nodes.add(add(builder, last, nodes, random, smooth));
        }
        int last = nodes.get(nodes.size() - 1);
        return builder.build(
                builder.affine(dense(2, builder.size(last), random), floats(2, random), last, "Gemm 'output'"));
    }

    private static int add(CoreGraph.Builder b, int x, List<Integer> nodes, Random random, boolean smooth) {
        int n = b.size(x);
        switch (random.nextInt(smooth ? 11 : 8)) {
            case 0, 1 -> {
                int out = 1 + random.nextInt(6);
                return b.affine(dense(out, n, random), floats(out, random), x, "Gemm");
            }
            case 2, 3 -> {
                return b.add(new CoreOp.Piecewise(List.of(function(random))), List.of(x), n, "Relu");
            }
            case 4 -> {
                int other =
                        nodes.stream().filter(i -> b.size(i) == n).findFirst().orElse(x);
                return b.add(new CoreOp.Sum(), List.of(x, other), n, "Add");
            }
            case 5 -> {
                int other = nodes.get(random.nextInt(nodes.size()));
                return n + b.size(other) > 12
                        ? x
                        : b.add(new CoreOp.Concat(), List.of(x, other), n + b.size(other), "Concat");
            }
            case 6 -> {
                int[][] groups = new int[1 + random.nextInt(3)][];
                for (int i = 0; i < groups.length; i++) {
                    groups[i] = new int[] {random.nextInt(n), random.nextInt(n)};
                }
                return b.add(new CoreOp.MaxGroups(groups), List.of(x), groups.length, "MaxPool");
            }
            case 7 -> {
                return structured(b, x, n, random);
            }
            case 8 -> {
                return b.add(new CoreOp.Smooth(SMOOTH[random.nextInt(SMOOTH.length)]), List.of(x), n, "Smooth");
            }
            case 9 -> {
                int other =
                        nodes.stream().filter(i -> b.size(i) == n).findFirst().orElse(x);
                return b.add(new CoreOp.Product(), List.of(x, other), n, "Mul");
            }
            default -> {
                return b.affine(new ScaleMap(floats(n, random), 0x1p-50), floats(n, random), x, "BatchNormalization");
            }
        }
    }

    private static int structured(CoreGraph.Builder b, int x, int n, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                ConvolutionGeometry g = new ConvolutionGeometry(1, 1, 1, n, 2, 1, 2, 1, 1, 1, 1, 0, 1, 0, 0);
                LinearMap map = new ConvolutionMap(g, floats(4, random));
                return b.affine(map, new double[map.outputSize()], x, "Conv");
            }
            case 1 -> {
                int[] source = new int[n];
                for (int i = 0; i < n; i++) {
                    source[i] = random.nextInt(n + 1) - 1;
                }
                return b.affine(new SelectionMap(n, source), new double[n], x, "Gather");
            }
            case 2 -> {
                LinearMap map = new TransposedMap(dense(n, 3, random));
                return b.affine(map, floats(3, random), x, "ConvTranspose");
            }
            default -> {
                double[] divisors = new double[n];
                java.util.Arrays.fill(divisors, 3 + random.nextInt(5));
                LinearMap map = random.nextBoolean()
                        ? new DivideMap(divisors)
                        : new RepeatedMap(n, new DivideMap(new double[] {7}));
                return b.affine(map, new double[n], x, "Div");
            }
        }
    }

    private static PiecewiseLinear function(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> PiecewiseLinear.ABS;
            case 1 -> PiecewiseLinear.leakyRelu((float) 0.1);
            case 2 -> PiecewiseLinear.clip(-0.5, 1.25);
            default -> PiecewiseLinear.RELU;
        };
    }

    static DenseMap dense(int rows, int columns, Random random) {
        return new DenseMap(rows, columns, floats(rows * columns, random));
    }

    static double[] floats(int size, Random random) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            v[i] = random.nextInt(6) == 0 ? 0 : (float) random.nextGaussian();
        }
        return v;
    }
}
