package org.axiomj.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random small statements over any graph of the kernel's nodes, with any condition, some with tolerances. */
public final class Varieties {
    private static final int MOST = 7;

    private Varieties() {}

    /**
     * A statement that is probably true.
     *
     * @param room how far the condition's bounds are from what sampling finds, in parts of the range found
     */
    public static Statement statement(Random random, double room) {
        return statement(random, room, 0);
    }

    /** @param reach how far weights, boxes and bounds may be from 1, as a power of two */
    public static Statement statement(Random random, double room, int reach) {
        KernelNetwork network = network(random, reach);
        List<Statement.Case> cases = new ArrayList<>();
        int count = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        for (int c = 0; c < count; c++) {
            List<Fraction> low = new ArrayList<>();
            List<Fraction> high = new ArrayList<>();
            for (int i = 0; i < network.inputSize(); i++) {
                Fraction l = scaled(Examples.random(random, 3), either(random, reach / 2));
                low.add(l);
                high.add(l.plus(scaled(Fraction.of(random.nextInt(15), 10), either(random, reach / 2))));
            }
            List<Fraction[][]> samples = samples(random, network, low, high);
            cases.add(new Statement.Case(low, high, condition(random, network, samples, room, 0)));
        }
        return new Statement(random.nextBoolean() ? "real" : "float32", network, cases);
    }

    private static List<Fraction[][]> samples(
            Random random, KernelNetwork network, List<Fraction> low, List<Fraction> high) {
        ExactNetwork exact = new ExactNetwork(network);
        List<Fraction[][]> samples = new ArrayList<>();
        for (int s = 0; s < 30; s++) {
            Fraction[] x = exact.point(random, low, high);
            samples.add(new Fraction[][] {x, exact.perturbed(x, random)[network.output()]});
        }
        return samples;
    }

    private static int either(Random random, int reach) {
        return reach == 0 ? 0 : random.nextInt(2 * reach + 1) - reach;
    }

    private static Fraction scaled(Fraction f, int by) {
        return ExactNetwork.times(f, ExactNetwork.dyadic(1, by));
    }

    private static KernelNetwork network(Random random, int reach) {
        List<KernelNetwork.Node> nodes = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        nodes.add(new KernelNetwork.Input(1 + random.nextInt(3)));
        sizes.add(((KernelNetwork.Input) nodes.get(0)).size());
        int count = 2 + random.nextInt(8);
        boolean tolerant = random.nextInt(3) == 0;
        while (nodes.size() < count) {
            int last = nodes.size() - 1;
            int in = random.nextInt(3) == 0 ? random.nextInt(last + 1) : last;
            int size = sizes.get(in);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    int rows = 1 + random.nextInt(5);
                    nodes.add(linear(random, in, size, rows, tolerant, either(random, reach)));
                    size = rows;
                }
                case 3, 4, 5 -> {
                    nodes.add(activation(random, in, size));
                    size = nodes.get(last + 1) instanceof KernelNetwork.Product ? size / 2 : size;
                }
                case 6 -> {
                    int wanted = size;
                    List<Integer> same = new ArrayList<>();
                    for (int k = 0; k <= last; k++) {
                        if (sizes.get(k) == wanted) {
                            same.add(k);
                        }
                    }
                    List<Integer> parts = new ArrayList<>();
                    for (int k = 1 + random.nextInt(3); k > 0; k--) {
                        parts.add(same.get(random.nextInt(same.size())));
                    }
                    nodes.add(new KernelNetwork.Sum(parts));
                }
                default -> {
                    List<Integer> parts = new ArrayList<>(List.of(in));
                    for (int k = random.nextInt(3); k > 0; k--) {
                        int part = random.nextInt(last + 1);
                        if (size + sizes.get(part) <= MOST) {
                            parts.add(part);
                            size += sizes.get(part);
                        }
                    }
                    nodes.add(new KernelNetwork.Concat(parts));
                }
            }
            sizes.add(size);
        }
        return new KernelNetwork(nodes, random.nextInt(8) == 0 ? random.nextInt(count) : count - 1);
    }

    private static KernelNetwork.Node activation(Random random, int in, int size) {
        if (random.nextInt(3) > 0) {
            return new KernelNetwork.Relu(in);
        }
        if (size % 2 == 0 && random.nextBoolean()) {
            return new KernelNetwork.Product(in);
        }
        return new KernelNetwork.Smooth(Curve.values()[random.nextInt(Curve.values().length)], in);
    }

    private static KernelNetwork.Linear linear(
            Random random, int in, int columns, int rows, boolean tolerant, int reach) {
        double density = random.nextInt(3) == 0 ? 0.5 : random.nextInt(20) == 0 ? 0 : 1;
        int fineness = random.nextBoolean() ? 1 : 40;
        KernelNetwork.Linear l = Examples.linear(random, in, columns, rows, density, fineness);
        KernelNetwork.Tolerance tolerance = KernelNetwork.Tolerance.NONE;
        if (tolerant && random.nextInt(4) > 0) {
            long relative = random.nextInt(4) == 0 ? 0 : 1L << random.nextInt(50);
            long absolute = random.nextInt(3) == 0 ? 0 : 1L << random.nextInt(56);
            tolerance = new KernelNetwork.Tolerance(relative, absolute);
        }
        boolean unbiased = random.nextInt(6) == 0;
        int[] exponent = Arrays.stream(l.exponent).map(e -> e + reach).toArray();
        int biasReach = either(random, Math.abs(reach));
        int[] biasExponent =
                Arrays.stream(l.biasExponent).map(e -> e + biasReach).toArray();
        return new KernelNetwork.Linear(
                l.input,
                l.columns,
                l.rowStart,
                l.column,
                l.mantissa,
                exponent,
                unbiased ? new long[rows] : l.biasMantissa,
                biasExponent,
                tolerance);
    }

    private static Condition condition(
            Random random, KernelNetwork network, List<Fraction[][]> samples, double room, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 6);
        if (depth < 3 && kind < 2) {
            List<Condition> parts = new ArrayList<>();
            int count = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3);
            count = kind == 0 && count == 0 ? 1 : count;
            for (int i = 0; i < count; i++) {
                parts.add(condition(random, network, samples, room, depth + 1));
            }
            return kind == 0 ? new Condition.And(parts) : new Condition.Or(parts);
        }
        List<Condition.Term> in = terms(random, network.inputSize(), 4);
        List<Condition.Term> out = terms(random, network.sizes()[network.output()], 1);
        Condition.Atom atom = new Condition.Atom(in, out, Fraction.ZERO, random.nextBoolean());
        Fraction least = null;
        Fraction most = null;
        for (Fraction[][] s : samples) {
            Fraction v = ExactNetwork.left(atom, s[0], s[1]);
            least = least == null || ExactNetwork.less(v, least) ? v : least;
            most = most == null || ExactNetwork.less(most, v) ? v : most;
        }
        Fraction range = most.plus(least.negate()).plus(Fraction.of(1, 10));
        Fraction slack = ExactNetwork.times(range, Fraction.of((long) (room * (64 + random.nextInt(64))), 64));
        Fraction bound = least.plus(slack.negate());
        int fine = 3 + random.nextInt(30);
        bound = new Fraction(bound.floorScaled(fine), BigInteger.ONE.shiftLeft(fine));
        return new Condition.Atom(in, out, bound, atom.strict());
    }

    private static List<Condition.Term> terms(Random random, int size, int rarity) {
        List<Condition.Term> terms = new ArrayList<>();
        if (random.nextInt(rarity) == 0) {
            for (int i = 0; i < size; i++) {
                Fraction c = Examples.random(random, 1 << random.nextInt(8));
                if (c.signum() != 0 && random.nextInt(3) > 0) {
                    terms.add(new Condition.Term(i, c));
                }
            }
        }
        return terms;
    }

    /** The statement with conditions weakened until a sampled execution contradicts it, if that succeeds. */
    public static Optional<Statement> falsified(Statement s, Random random) {
        for (int more = 1; more < 1 << 14; more *= 2) {
            Fraction by = Fraction.of(more, 20);
            List<Statement.Case> cases = s.cases().stream()
                    .map(c -> new Statement.Case(c.lower(), c.upper(), weaker(c.unsafe(), by)))
                    .toList();
            Statement weakened = new Statement(s.semantics(), s.network(), cases);
            if (ExactNetwork.refuted(weakened, random, 20)) {
                return Optional.of(weakened);
            }
        }
        return Optional.empty();
    }

    private static Condition weaker(Condition c, Fraction by) {
        if (c instanceof Condition.Atom a) {
            return new Condition.Atom(a.inputs(), a.outputs(), a.bound().plus(by), a.strict());
        } else if (c instanceof Condition.And and) {
            return new Condition.And(
                    and.parts().stream().map(p -> weaker(p, by)).toList());
        }
        return new Condition.Or(
                ((Condition.Or) c).parts().stream().map(p -> weaker(p, by)).toList());
    }
}
