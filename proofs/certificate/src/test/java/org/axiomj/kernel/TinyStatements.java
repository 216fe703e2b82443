package org.axiomj.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.elaborate.ProofTree;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.proofs.statement.StatementBuilder;
import org.axiomj.proofs.statement.Translation;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;

/** True statements about random core graphs with leaky ReLUs, maxima and residual sums, over one to three boxes. */
final class TinyStatements {
    private TinyStatements() {}

    record Example(CoreGraph graph, Query query) {
        Translation translation(Semantics arithmetic) {
            return StatementBuilder.build(graph, query, arithmetic);
        }

        /** One tree a case, with nothing in it: the certificate's writer splits. */
        List<ProofTree> trees() {
            return query.cases().stream().map(c -> new ProofTree()).toList();
        }
    }

    static Example random(Random random) {
        CoreGraph graph = graph(random);
        List<Box> boxes = new ArrayList<>();
        for (int c = 0; c < 1 + random.nextInt(3); c++) {
            boxes.add(box(random, graph.inputSize()));
        }
        // The kernel's own network says which values come up.
        Query any = new Query(
                graph.inputSize(),
                graph.outputSize(),
                boxes.stream()
                        .map(b -> new Query.Case(b, atMost(0, Rational.ZERO, false)))
                        .toList());
        Statement asked = StatementBuilder.build(graph, any, Semantics.REAL).statement();
        List<Query.Case> cases = new ArrayList<>();
        for (int c = 0; c < boxes.size(); c++) {
            cases.add(new Query.Case(boxes.get(c), unsafe(random, asked, c)));
        }
        return new Example(graph, new Query(graph.inputSize(), graph.outputSize(), cases));
    }

    /** {@code y0 below what sampling finds}, alone or beside the same of y1. */
    private static Condition unsafe(Random random, Statement asked, int caseIndex) {
        Condition first = atMost(0, least(random, asked, caseIndex, 0), random.nextBoolean());
        Condition second = atMost(1, least(random, asked, caseIndex, 1), random.nextBoolean());
        return switch (random.nextInt(4)) {
            case 0 -> first;
            case 1 -> new Condition.Or(List.of(first, second));
            case 2 -> new Condition.And(List.of(second, new Condition.Or(List.of(first))));
            default -> new Condition.Or(List.of(new Condition.And(List.of(first, second)), first));
        };
    }

    private static Rational least(Random random, Statement asked, int caseIndex, int output) {
        ExactNetwork exact = new ExactNetwork(asked.network());
        Statement.Case c = asked.cases().get(caseIndex);
        Fraction least = Fraction.of(1 << 20, 1);
        for (int s = 0; s < 60; s++) {
            Fraction[] x = exact.point(random, c.lower(), c.upper());
            least = ExactNetwork.min(least, exact.values(x)[asked.network().output()][output]);
        }
        BigInteger sixteenths = least.plus(Fraction.of(-1, 3)).floorScaled(4);
        return new Rational(sixteenths, BigInteger.valueOf(16));
    }

    private static Condition atMost(int output, Rational bound, boolean strict) {
        TreeMap<Integer, Rational> y = new TreeMap<>();
        y.put(output, Rational.ONE);
        return new Condition.Atom(new LinearConstraint(new TreeMap<>(), y, bound, strict));
    }

    private static Box box(Random random, int inputs) {
        List<Rational> lower = new ArrayList<>();
        List<Rational> upper = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            Rational l = new Rational(BigInteger.valueOf(random.nextInt(21) - 10), BigInteger.valueOf(7));
            lower.add(l);
            upper.add(l.add(new Rational(BigInteger.valueOf(random.nextInt(9)), BigInteger.TEN)));
        }
        return new Box(lower, upper);
    }

    /** {@code sum of relu(x - c) - relu(x - c)} is not below -1/10 in [-1, 1]: a bound that knows no split cannot tell. */
    static Statement differences(int count) {
        int rows = 2 * count;
        int[] start = IntStream.rangeClosed(0, rows).toArray();
        long[] ones = new long[rows];
        Arrays.fill(ones, 1);
        long[] bias =
                IntStream.range(0, rows).mapToLong(i -> i / 2 * 2 - count + 1).toArray();
        int[] eighths = new int[rows];
        Arrays.fill(eighths, -3);
        KernelNetwork.Linear first = new KernelNetwork.Linear(
                0, 1, start, new int[rows], ones, new int[rows], bias, eighths, KernelNetwork.Tolerance.NONE);
        long[] signs =
                IntStream.range(0, rows).mapToLong(i -> i % 2 == 0 ? 1 : -1).toArray();
        int[] all = IntStream.range(0, rows).toArray();
        KernelNetwork.Linear last = new KernelNetwork.Linear(
                2,
                rows,
                new int[] {0, rows},
                all,
                signs,
                new int[rows],
                new long[1],
                new int[1],
                KernelNetwork.Tolerance.NONE);
        KernelNetwork network =
                new KernelNetwork(List.of(new KernelNetwork.Input(1), first, new KernelNetwork.Relu(1), last), 3);
        org.axiomj.kernel.Condition unsafe = new org.axiomj.kernel.Condition.Atom(
                List.of(),
                List.of(new org.axiomj.kernel.Condition.Term(0, Fraction.of(1, 1))),
                Fraction.of(-1, 10),
                false);
        return new Statement(
                "real",
                network,
                List.of(new Statement.Case(List.of(Fraction.of(-1, 1)), List.of(Fraction.of(1, 1)), unsafe)));
    }

    private static CoreGraph graph(Random random) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int width = 4;
        int x = builder.input(2);
        int a = piecewise(builder, dense(builder, random, x, width), PiecewiseLinear.leakyRelu(0.0625));
        int b = piecewise(builder, dense(builder, random, a, width), PiecewiseLinear.RELU);
        int sum = builder.add(new CoreOp.Sum(), List.of(a, b, b), width, "residual");
        int[][] groups = {{0, 1, 3}, {2}, {1, 2}};
        int max = builder.add(new CoreOp.MaxGroups(groups), List.of(sum), 3, "max");
        int both = builder.add(new CoreOp.Concat(), List.of(max, x, a), 3 + 2 + width, "concat");
        return builder.build(dense(builder, random, both, 2));
    }

    private static int piecewise(CoreGraph.Builder builder, int node, PiecewiseLinear f) {
        return builder.add(new CoreOp.Piecewise(List.of(f)), List.of(node), builder.size(node), "piecewise");
    }

    private static int dense(CoreGraph.Builder builder, Random random, int node, int outputs) {
        int inputs = builder.size(node);
        double[] weights = new double[inputs * outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() - 0.5f;
        }
        double[] bias = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            bias[i] = (random.nextInt(17) - 8) / 16.0;
        }
        return builder.affine(new DenseMap(outputs, inputs, weights), bias, node, "dense");
    }
}
