package org.axiomj.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.proofs.elaborate.Elaboration;
import org.axiomj.proofs.elaborate.Elaborator;
import org.axiomj.proofs.elaborate.ProofTree;
import org.axiomj.proofs.statement.Translation;

/** Random small statements of varied shape, and certificates for them. */
public final class Examples {
    private Examples() {}

    static KernelNetwork.Linear linear(Random random, int input, int columns, int rows, double density, int fineness) {
        int[] start = new int[rows + 1];
        List<long[]> entries = new ArrayList<>();
        long[] bias = new long[rows];
        int[] biasExponent = new int[rows];
        for (int o = 0; o < rows; o++) {
            for (int i = 0; i < columns; i++) {
                if (random.nextDouble() < density) {
                    long m = random.nextInt(1 << 24) - (1 << 23);
                    entries.add(new long[] {i, m, -23 - random.nextInt(fineness)});
                }
            }
            start[o + 1] = entries.size();
            bias[o] = random.nextInt(1 << 24) - (1 << 23);
            biasExponent[o] = -25 - random.nextInt(fineness);
        }
        int[] column = entries.stream().mapToInt(e -> (int) e[0]).toArray();
        long[] mantissa = entries.stream().mapToLong(e -> e[1]).toArray();
        int[] exponent = entries.stream().mapToInt(e -> (int) e[2]).toArray();
        return new KernelNetwork.Linear(
                input, columns, start, column, mantissa, exponent, bias, biasExponent, KernelNetwork.Tolerance.NONE);
    }

    /** Shape 0: a chain; 1: a residual sum; 2: a concatenation; 3: sparse chain. */
    static KernelNetwork network(Random random, int shape) {
        int n = 2 + random.nextInt(2);
        int w = 3 + random.nextInt(4);
        double density = shape == 3 ? 0.4 : 1;
        int fine = random.nextBoolean() ? 1 : 30;
        List<KernelNetwork.Node> nodes = new ArrayList<>();
        nodes.add(new KernelNetwork.Input(n));
        nodes.add(linear(random, 0, n, w, density, fine));
        nodes.add(new KernelNetwork.Relu(1));
        nodes.add(linear(random, 2, w, w, density, fine));
        int last;
        if (shape == 1) {
            nodes.add(new KernelNetwork.Sum(List.of(3, 2, 2)));
            nodes.add(new KernelNetwork.Relu(4));
            last = 5;
        } else if (shape == 2) {
            nodes.add(new KernelNetwork.Relu(3));
            nodes.add(new KernelNetwork.Concat(List.of(4, 0, 1)));
            last = 5;
        } else {
            nodes.add(new KernelNetwork.Relu(3));
            last = 4;
        }
        int size = shape == 2 ? 2 * w + n : w;
        nodes.add(linear(random, last, size, 3, density, fine));
        return new KernelNetwork(nodes, nodes.size() - 1);
    }

    static Fraction random(Random random, int range) {
        return Fraction.of(random.nextInt(2 * range + 1) - range, 1 + random.nextInt(9));
    }

    /** A true statement with little to spare: the bound is near the least value that sampling finds. */
    public static Statement statement(Random random, int shape) {
        KernelNetwork network = network(random, shape);
        int n = network.inputSize();
        List<Fraction> low = new ArrayList<>();
        List<Fraction> high = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Fraction l = random(random, 3);
            low.add(l);
            high.add(l.plus(Fraction.of(1 + random.nextInt(20), 10)));
        }
        List<Condition.Atom> atoms = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int a = 0; a < count; a++) {
            List<Condition.Term> in = random.nextInt(3) == 0
                    ? List.of(new Condition.Term(random.nextInt(n), Fraction.of(1 + random.nextInt(5), 7)))
                    : List.of();
            List<Condition.Term> out = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                Fraction c = random(random, 4);
                if (c.signum() != 0) {
                    out.add(new Condition.Term(j, c));
                }
            }
            atoms.add(new Condition.Atom(in, out, Fraction.ZERO, random.nextBoolean()));
        }
        boolean and = random.nextBoolean();
        double least = Double.POSITIVE_INFINITY;
        ExactNetwork exact = new ExactNetwork(network);
        List<Fraction[][]> samples = new ArrayList<>();
        for (int s = 0; s < 60; s++) {
            Fraction[] x = exact.point(random, low, high);
            samples.add(new Fraction[][] {x, exact.values(x)[network.output()]});
        }
        List<Condition> parts = new ArrayList<>();
        for (Condition.Atom atom : atoms) {
            Fraction smallest = null;
            for (Fraction[][] s : samples) {
                Fraction v = ExactNetwork.left(atom, s[0], s[1]);
                smallest = smallest == null || v.plus(smallest.negate()).signum() < 0 ? v : smallest;
            }
            Fraction slack = Fraction.of(1 + random.nextInt(30), 20);
            parts.add(new Condition.Atom(
                    atom.inputs(), atom.outputs(), coarse(smallest.plus(slack.negate())), atom.strict()));
        }
        Condition unsafe = and ? new Condition.And(parts) : new Condition.Or(parts);
        if (parts.size() > 2 && random.nextBoolean()) {
            unsafe = new Condition.Or(List.of(parts.get(0), new Condition.And(parts.subList(1, parts.size()))));
        }
        return new Statement("real", network, List.of(new Statement.Case(low, high, unsafe)));
    }

    private static Fraction coarse(Fraction f) {
        return new Fraction(f.floorScaled(12), BigInteger.ONE.shiftLeft(12));
    }

    /** A tree that splits inputs and ReLUs at random; activations have the kernel's own numbers. */
    public static ProofTree tree(Random random, Statement statement, int depth) {
        ProofTree tree = new ProofTree();
        grow(random, statement, tree, depth);
        return tree;
    }

    private static void grow(Random random, Statement statement, ProofTree tree, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return;
        }
        int[] sizes = statement.network().sizes();
        if (random.nextInt(3) == 0) {
            int relu = random.nextBoolean() ? 2 : lastRelu(statement.network());
            tree.splitActivation(relu, 0, random.nextInt(sizes[relu]));
        } else {
            tree.splitInput(random.nextInt(sizes[0]));
        }
        grow(random, statement, tree.low(), depth - 1);
        grow(random, statement, tree.high(), depth - 1);
    }

    private static int lastRelu(KernelNetwork network) {
        int last = 0;
        for (int k = 0; k < network.nodes().size(); k++) {
            last = network.nodes().get(k) instanceof KernelNetwork.Relu ? k : last;
        }
        return last;
    }

    /** Every ReLU node is the activation of its own number. */
    public static Translation named(Statement statement) {
        int n = statement.network().nodes().size();
        int[][] node = new int[n][0];
        int[][][] element = new int[n][0][];
        for (int k = 0; k < n; k++) {
            if (statement.network().nodes().get(k) instanceof KernelNetwork.Relu) {
                node[k] = new int[] {k};
                element[k] = new int[][] {{}};
            }
        }
        return new Translation(statement, node, element);
    }

    public record Written(Elaboration elaboration, byte[] bytes) {}

    public static Written write(Statement statement, ProofTree tree, long maxNodes) {
        return write(statement, tree, maxNodes, 28, 24);
    }

    public static Written write(Statement statement, ProofTree tree, long maxNodes, int unit, int bits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Elaborator.Options options = new Elaborator.Options(
                    unit, bits, true, maxNodes, 40, System.nanoTime() + 60_000_000_000L, leaves -> {});
            Elaboration e = Elaborator.write(named(statement), List.of(tree), out, options);
            return new Written(e, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Verdict check(Statement statement, byte[] certificate) {
        return Kernel.check(
                statement, new java.io.ByteArrayInputStream(certificate), System.nanoTime() + 60_000_000_000L);
    }
}
