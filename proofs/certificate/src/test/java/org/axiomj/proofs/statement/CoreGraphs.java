package org.axiomj.proofs.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.core.ConvolutionGeometry;
import org.axiomj.ir.core.ConvolutionMap;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.RepeatedMap;
import org.axiomj.ir.core.ScaleMap;
import org.axiomj.ir.core.SelectionMap;
import org.axiomj.ir.core.TransposedMap;

/** Small random core graphs of everything that a statement can say exactly; some nodes are used twice and some never. */
final class CoreGraphs {
    private final Random random;
    private final CoreGraph.Builder builder = new CoreGraph.Builder();
    private final List<Integer> nodes = new ArrayList<>();

    private CoreGraphs(Random random) {
        this.random = random;
    }

    static CoreGraph random(Random random) {
        return new CoreGraphs(random).graph();
    }

    private CoreGraph graph() {
        if (random.nextInt(3) == 0) {
            nodes.add(constant(2 + random.nextInt(3))); // then the input is not the first node
        }
        nodes.add(builder.input(1 + random.nextInt(4)));
        int count = random.nextInt(10);
        for (int i = 0; i < count; i++) {
            int last = random.nextInt(3) > 0 ? nodes.get(nodes.size() - 1) : nodes.get(random.nextInt(nodes.size()));
            nodes.add(node(last));
        }
        return builder.build(nodes.get(nodes.size() - 1));
    }

    private int node(int x) {
        int n = builder.size(x);
        return switch (random.nextInt(9)) {
            case 0, 1 -> {
                int out = 1 + random.nextInt(5);
                yield builder.affine(
                        new DenseMap(out, n, floats(out * n, random)), floats(out, random), x, "Gemm 'dense'");
            }
            case 2, 3 -> piecewise(x, List.of(function(random)));
            case 4 -> {
                List<PiecewiseLinear> each = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    each.add(function(random));
                }
                yield piecewise(x, each);
            }
            case 5 -> {
                List<Integer> summands = new ArrayList<>(List.of(x));
                nodes.stream().filter(i -> builder.size(i) == n).limit(2).forEach(summands::add);
                yield builder.add(new CoreOp.Sum(), summands, n, "Add 'residual'");
            }
            case 6 -> {
                int other = random.nextBoolean() ? nodes.get(random.nextInt(nodes.size())) : constant(2);
                int size = n + builder.size(other);
                yield size > 10 ? x : builder.add(new CoreOp.Concat(), List.of(other, x), size, "Concat 'both'");
            }
            case 7 -> {
                int[][] groups = new int[1 + random.nextInt(3)][];
                for (int i = 0; i < groups.length; i++) {
                    groups[i] =
                            random.ints(1 + random.nextInt(5), 0, n).distinct().toArray();
                }
                yield builder.add(new CoreOp.MaxGroups(groups), List.of(x), groups.length, "MaxPool 'max'");
            }
            default -> structured(x, n);
        };
    }

    private int structured(int x, int n) {
        LinearMap map = switch (random.nextInt(5)) {
            case 0 ->
                new ConvolutionMap(
                        new ConvolutionGeometry(1, 1, 1, n, 2, 1, 2, 1, 2, 1, 1, 0, 1, 0, 1), floats(4, random));
            case 1 -> new SelectionMap(n, random.ints(1 + n, -1, n).toArray());
            case 2 -> new TransposedMap(new DenseMap(n, 3, floats(3 * n, random)));
            case 3 -> new RepeatedMap(n, new DenseMap(2, 1, floats(2, random)));
            default -> new ScaleMap(floats(n, random), 0);
        };
        double[] bias = random.nextBoolean() ? new double[map.outputSize()] : floats(map.outputSize(), random);
        int mapped = builder.affine(map, bias, x, "Conv 'structured'");
        // A bias as a node of its own, which the lowering of maxima may merge.
        return random.nextBoolean()
                ? mapped
                : builder.affine(
                        new SelectionMap(
                                map.outputSize(),
                                java.util.stream.IntStream.range(0, map.outputSize())
                                        .toArray()),
                        floats(map.outputSize(), random),
                        mapped,
                        "Add 'bias'");
    }

    private int constant(int size) {
        return builder.add(new CoreOp.Constant(floats(size, random)), List.of(), size, "Constant 'c'");
    }

    private int piecewise(int x, List<PiecewiseLinear> functions) {
        return builder.add(new CoreOp.Piecewise(functions), List.of(x), builder.size(x), "Piecewise 'f'");
    }

    /** Named functions, and continuous ones with up to four breakpoints. */
    private static PiecewiseLinear function(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> PiecewiseLinear.RELU;
            case 1 -> PiecewiseLinear.ABS;
            case 2 -> PiecewiseLinear.leakyRelu((float) 0.01);
            case 3 -> PiecewiseLinear.clip(-0.5, 1.25);
            case 4 -> PiecewiseLinear.clip(Double.NEGATIVE_INFINITY, 0.75);
            default -> continuous(random, random.nextInt(5));
        };
    }

    static PiecewiseLinear continuous(Random random, int kinks) {
        double[] at = new double[kinks];
        double[] slopes = new double[kinks + 1];
        double[] intercepts = new double[kinks + 1];
        double[] values = new double[kinks];
        slopes[0] = eighths(random);
        intercepts[0] = eighths(random);
        for (int j = 0; j < kinks; j++) {
            at[j] = (j == 0 ? -1 : at[j - 1]) + (1 + random.nextInt(6)) / 8.0;
            slopes[j + 1] = eighths(random);
            values[j] = slopes[j] * at[j] + intercepts[j];
            intercepts[j + 1] = values[j] - slopes[j + 1] * at[j];
        }
        return new PiecewiseLinear(at, slopes, intercepts, values);
    }

    private static double eighths(Random random) {
        return (random.nextInt(33) - 16) / 8.0;
    }

    /** Float32 numbers of many magnitudes, some 0. */
    static double[] floats(int size, Random random) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            int kind = random.nextInt(8);
            double x = random.nextGaussian() * (kind == 0 ? 0 : kind == 1 ? 0x1p-30 : kind == 2 ? 0x1p20 : 1);
            v[i] = (float) x;
        }
        return v;
    }
}
