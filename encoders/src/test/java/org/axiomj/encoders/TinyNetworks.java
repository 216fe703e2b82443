package org.axiomj.encoders;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;

/** Small networks for tests. Weights are multiples of 1/16, so that ties and values on breakpoints really occur. */
final class TinyNetworks {
    /** Continuous and not, convex, concave and neither, with values at jumps on the left, on the right, on neither side. */
    private static final List<PiecewiseLinear> FUNCTIONS = List.of(
            PiecewiseLinear.RELU,
            PiecewiseLinear.leakyRelu(0.0625),
            PiecewiseLinear.clip(-0.5, 0.75),
            PiecewiseLinear.clip(Double.NEGATIVE_INFINITY, 0.25),
            PiecewiseLinear.ABS,
            PiecewiseLinear.SIGN,
            new PiecewiseLinear(new double[] {0}, new double[] {0, 0}, new double[] {0, 1}, new double[] {0}),
            new PiecewiseLinear(new double[] {0}, new double[] {0, 0}, new double[] {0, 1}, new double[] {1}),
            new PiecewiseLinear(
                    new double[] {-0.5, 0.5}, new double[] {1, -1, 1}, new double[] {1, 0, -1}, new double[] {0.5, 3}));

    private TinyNetworks() {}

    /** Layers of every kind that linear arithmetic can express; sums and concatenations make it a graph, not a chain. */
    static CoreGraph random(SplittableRandom random, int inputs, int width, int layers, int outputs) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int node = builder.input(inputs);
        for (int l = 0; l < layers; l++) {
            node = layer(builder, random, dense(builder, random, node, width));
        }
        return builder.build(dense(builder, random, node, outputs));
    }

    static CoreGraph relu(SplittableRandom random, int inputs, int width, int layers, int outputs) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int node = builder.input(inputs);
        for (int l = 0; l < layers; l++) {
            node = piecewise(builder, dense(builder, random, node, width), PiecewiseLinear.RELU);
        }
        return builder.build(dense(builder, random, node, outputs));
    }

    /** One input, one output, one function. */
    static CoreGraph single(PiecewiseLinear f) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        return builder.build(piecewise(builder, builder.input(1), f));
    }

    static List<PiecewiseLinear> functions() {
        return FUNCTIONS;
    }

    private static int layer(CoreGraph.Builder builder, SplittableRandom random, int node) {
        int width = builder.size(node);
        int kind = random.nextInt(12);
        if (kind < 4) {
            return piecewise(builder, node, PiecewiseLinear.RELU);
        } else if (kind < 8) {
            List<PiecewiseLinear> each = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                each.add(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())));
            }
            return builder.add(new CoreOp.Piecewise(each), List.of(node), width, "piecewise");
        } else if (kind < 10) {
            int[][] groups = {{0, 1, width - 1}, {width - 1}, {0, width - 1}};
            return builder.add(new CoreOp.MaxGroups(groups), List.of(node), 3, "max");
        }
        int relu = piecewise(builder, node, PiecewiseLinear.RELU);
        return kind == 10
                ? builder.add(
                        new CoreOp.Sum(), List.of(node, dense(builder, random, relu, width), relu), width, "residual")
                : builder.add(new CoreOp.Concat(), List.of(relu, node), 2 * width, "concat");
    }

    private static int piecewise(CoreGraph.Builder builder, int node, PiecewiseLinear f) {
        return builder.add(new CoreOp.Piecewise(List.of(f)), List.of(node), builder.size(node), "piecewise");
    }

    static int dense(CoreGraph.Builder builder, SplittableRandom random, int node, int outputs) {
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
}
