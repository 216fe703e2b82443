package org.axiomj.proofs.statement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.MaximumLowering;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.kernel.Condition.And;
import org.axiomj.kernel.Condition.Atom;
import org.axiomj.kernel.Condition.Or;
import org.axiomj.kernel.Condition.Term;
import org.axiomj.kernel.Curve;
import org.axiomj.kernel.Fraction;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.KernelNetwork.Tolerance;
import org.axiomj.kernel.Statement;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;

/**
 * Says a network and a query in the kernel's words. Trusted, and exact: over the reals the kernel network computes what the
 * core graph computes; what a float32 execution may do on top is in the tolerances ({@link Semantics}).
 *
 * <p>A continuous piecewise-linear function is {@code f(x) = a x + c + sum_j d_j relu(x - t_j)}. Over the
 * reals there are products and some smooth functions too. Functions with jumps and other smooth functions are not expressible.
 */
public final class StatementBuilder {
    private static final int[] SAME = {};
    /** Powers of two that differ by no more than this are as good as one another. */
    private static final int NEAR = 4;

    private final Semantics semantics;
    private final CoreGraph graph;
    private final List<KernelNetwork.Node> nodes = new ArrayList<>();
    /** The kernel's node for a core node whose values are {@code 2^exponent} times as large. */
    private final int[] renamed;

    private final int[] exponent;
    private final double[] middle;
    private double[][] sample = {};
    private final int[][] reluNode;
    private final int[][][] reluElement;
    private final long mostCoefficients;
    private long coefficients;

    private StatementBuilder(CoreGraph graph, Query query, Semantics semantics) {
        this.graph = graph;
        middle = middle(query.cases().get(0));
        this.semantics = semantics;
        int n = graph.nodes().size();
        renamed = new int[n];
        exponent = new int[n];
        reluNode = new int[n][0];
        reluElement = new int[n][0][];
        // A coefficient takes some 30 bytes here and in the kernel; half of the heap is for the rest.
        mostCoefficients = Math.min(1L << 27, Runtime.getRuntime().maxMemory() / 60);
    }

    /**
     * The statement that no case of the query has a point.
     *
     * @param core the network as read; its maxima are lowered here
     * @throws InexpressibleException naming the node that the kernel has no words for
     */
    public static Translation build(CoreGraph core, Query query, Semantics semantics) {
        try {
            StatementBuilder builder = new StatementBuilder(MaximumLowering.lower(core), query, semantics);
            KernelNetwork network = builder.network();
            Query asked = semantics == Semantics.FLOAT32 ? Float32Grid.restrict(query) : query;
            List<Statement.Case> cases =
                    asked.cases().stream().map(StatementBuilder::unsafeCase).toList();
            return new Translation(
                    new Statement(semantics.text(), network, cases), builder.reluNode, builder.reluElement);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InexpressibleException(String.valueOf(e.getMessage()));
        }
    }

    // ------------------------------------------------------------------------------------------------ network

    private KernelNetwork network() {
        boolean[] alive = MaximumLowering.reachable(graph);
        if (graph.inputId() != 0) {
            nodes.add(new KernelNetwork.Input(graph.inputSize()));
        }
        for (CoreNode node : graph.nodes()) {
            if (alive[node.id()]) {
                renamed[node.id()] = node.id() == graph.inputId() ? input() : translate(node);
            }
        }
        return new KernelNetwork(nodes, output(plain(graph.outputId())));
    }

    private int input() {
        if (nodes.isEmpty()) {
            nodes.add(new KernelNetwork.Input(graph.inputSize()));
        }
        return 0;
    }

    /** In float32 a last copy or ReLU may still flush a subnormal number to zero. */
    private int output(int node) {
        if (semantics == Semantics.REAL) {
            return node;
        }
        int size = graph.outputSize();
        return add(elementwise(size, 1, 0).node(node, new Tolerance(0, 1)));
    }

    private int translate(CoreNode node) {
        CoreOp op = node.op();
        if (op instanceof CoreOp.Constant constant) {
            Coefficients c = new Coefficients(graph.inputSize(), node.size());
            for (double value : constant.values()) {
                c.end(value);
            }
            Tolerance stored = semantics.ofFunction(1, node.origin());
            return add(c.node(0, stored));
        } else if (op instanceof CoreOp.Affine affine) {
            return affine(node, affine);
        } else if (op instanceof CoreOp.Sum) {
            return sum(node);
        } else if (op instanceof CoreOp.Concat) {
            return add(new KernelNetwork.Concat(operands(node)));
        } else if (op instanceof CoreOp.Piecewise piecewise) {
            return piecewise(node, piecewise);
        } else if (op instanceof CoreOp.Smooth smooth) {
            return smooth(node, smooth.function());
        } else if (op instanceof CoreOp.Product) {
            requireReal(node, "a product of two variables");
            List<Integer> factors = new ArrayList<>();
            for (int input : node.inputs()) {
                int power = power(input);
                factors.add(scaled(input, power));
                exponent[node.id()] += power;
            }
            return add(new KernelNetwork.Product(add(new KernelNetwork.Concat(factors))));
        }
        throw new InexpressibleException(node.origin() + ": it has no certificate rule yet");
    }

    private void requireReal(CoreNode node, String what) {
        if (semantics != Semantics.REAL) {
            throw new InexpressibleException(
                    node.origin() + ": " + what + " rounds in a way that float32 certificates do not cover yet");
        }
    }

    private int smooth(CoreNode node, SmoothFunction function) {
        requireReal(node, "the smooth function " + function);
        return switch (function) {
            case SIGMOID -> add(new KernelNetwork.Smooth(Curve.SIGMOID, plain(node.input())));
            case EXP -> add(new KernelNetwork.Smooth(Curve.EXP, plain(node.input())));
            case RECIPROCAL -> homogeneous(node, Curve.RECIPROCAL, -1);
            case SQUARE -> homogeneous(node, Curve.SQUARE, 2);
            case POW_3 -> homogeneous(node, Curve.CUBE, 3);
            case TANH -> {
                // tanh(z) = 2 s(2 z) - 1 with s the sigmoid.
                int doubled = add(elementwise(node.size(), 2, 0).node(plain(node.input()), Tolerance.NONE));
                int sigmoid = add(new KernelNetwork.Smooth(Curve.SIGMOID, doubled));
                yield add(elementwise(node.size(), 2, -1).node(sigmoid, Tolerance.NONE));
            }
            default ->
                throw new InexpressibleException(
                        node.origin() + ": the smooth function " + function + " has no certificate rule yet");
        };
    }

    /** {@code g(z) = 2^(degree power) g(2^-power z)}. */
    private int homogeneous(CoreNode node, Curve curve, int degree) {
        int power = power(node.input());
        exponent[node.id()] = degree * power;
        return add(new KernelNetwork.Smooth(curve, scaled(node.input(), power)));
    }

    /**
     * The power of two by which a node is best divided before a curve: the kernel has absolute precision, so numbers should
     * be near 1. Any is right; this is that of the largest value in the middle of the first case, or the one that is there.
     */
    private int power(int id) {
        if (sample.length == 0) {
            sample = DoubleEvaluator.evaluateAll(graph, middle);
        }
        double most = 0;
        for (double v : sample[id]) {
            most = Math.abs(v) > most ? Math.abs(v) : most;
        }
        int power = most == 0 || Double.isInfinite(most) ? 0 : Math.getExponent(most);
        return Math.abs(power - exponent[id]) <= NEAR ? exponent[id] : power;
    }

    /** The kernel's node for a core node divided by a power of two. */
    private int scaled(int id, int power) {
        int by = exponent[id] - power;
        int size = graph.node(id).size();
        return by == 0 ? renamed[id] : add(elementwise(size, 1, 0).node(renamed[id], by, Tolerance.NONE));
    }

    private int plain(int id) {
        return scaled(id, 0);
    }

    private static double[] middle(Query.Case c) {
        double[] x = new double[c.box().lower().size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = c.box().lower().get(i).toDouble() / 2
                    + c.box().upper().get(i).toDouble() / 2;
        }
        return x;
    }

    private static Coefficients elementwise(int size, double factor, double shift) {
        Coefficients c = new Coefficients(size, size);
        for (int i = 0; i < size; i++) {
            c.add(i, factor);
            c.end(shift);
        }
        return c;
    }

    private List<Integer> operands(CoreNode node) {
        return node.inputs().stream().map(this::plain).toList();
    }

    private int affine(CoreNode node, CoreOp.Affine affine) {
        long most = (long) affine.map().maxTerms() * affine.map().outputSize();
        if (coefficients + most > 4 * mostCoefficients) {
            throw tooLarge(node, coefficients + most);
        }
        Coefficients c = Coefficients.of(affine.map(), affine.bias());
        int terms = Semantics.terms(graph, node.id());
        Tolerance tolerance = semantics.ofAffine(affine, terms, c.largestSum(), c.smallest(), node.origin());
        coefficients += c.count();
        if (coefficients > mostCoefficients) {
            throw tooLarge(node, coefficients);
        }
        return add(c.node(renamed[node.input()], exponent[node.input()], tolerance));
    }

    private InexpressibleException tooLarge(CoreNode node, long count) {
        return new InexpressibleException(node.origin() + ": the network has " + count
                + " coefficients or more when convolutions are written out, the limit here is " + mostCoefficients);
    }

    /** The kernel's sum is exact, so the rounding of ours goes into a map of its own. */
    private int sum(CoreNode node) {
        Tolerance tolerance = semantics.ofSum(node.inputs().size(), node.origin());
        if (tolerance.equals(Tolerance.NONE)) {
            return add(new KernelNetwork.Sum(operands(node)));
        }
        int operands = node.inputs().size();
        int all = add(new KernelNetwork.Concat(operands(node)));
        Coefficients c = new Coefficients(operands * node.size(), node.size());
        for (int i = 0; i < node.size(); i++) {
            for (int k = 0; k < operands; k++) {
                c.add(k * node.size() + i, 1);
            }
            c.end(0);
        }
        return add(c.node(all, tolerance));
    }

    private int add(KernelNetwork.Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    // ------------------------------------------------------------------------------------------------ activations

    private int piecewise(CoreNode node, CoreOp.Piecewise op) {
        int argument = plain(node.input());
        if (op.isRelu()) {
            reluNode[node.id()] = new int[] {add(new KernelNetwork.Relu(argument))};
            reluElement[node.id()] = new int[][] {SAME};
            return reluNode[node.id()][0];
        }
        int n = node.size();
        int rounds = 0;
        double steepest = 0;
        for (int i = 0; i < n; i++) {
            PiecewiseLinear f = op.function(i);
            requireContinuous(f, node.origin());
            rounds = Math.max(rounds, f.breakpoints().length);
            for (double slope : f.slopes()) {
                steepest = Math.max(steepest, Math.abs(slope));
            }
        }
        Tolerance tolerance = Tolerance.NONE;
        if (semantics == Semantics.FLOAT32 && !isComputedExactly(op, n)) {
            requireHomogeneous(op, n, node.origin());
            tolerance = semantics.ofFunction(2 * steepest + 1, node.origin());
        }
        List<Integer> parts = new ArrayList<>(List.of(argument));
        int[] offsets = new int[rounds];
        reluNode[node.id()] = new int[rounds];
        reluElement[node.id()] = new int[rounds][];
        int width = n;
        for (int j = 0; j < rounds; j++) {
            int relu = kinks(node, op, j, argument);
            reluNode[node.id()][j] = relu;
            parts.add(relu);
            offsets[j] = width;
            width += ((KernelNetwork.Linear) nodes.get(relu - 1)).rows();
        }
        int all = parts.size() == 1 ? argument : add(new KernelNetwork.Concat(parts));
        Coefficients c = new Coefficients(width, n);
        for (int i = 0; i < n; i++) {
            PiecewiseLinear f = op.function(i);
            c.add(i, f.slopes()[0]);
            for (int j = 0; j < f.breakpoints().length; j++) {
                c.add(
                        offsets[j] + reluElement[node.id()][j][i],
                        exactly(Rational.of(f.slopes()[j + 1]).subtract(Rational.of(f.slopes()[j])), node.origin()));
            }
            // f(x) = slopes[0] x + intercepts[0] left of the first breakpoint, where every ReLU is 0.
            c.end(f.intercepts()[0]);
        }
        return add(c.node(all, tolerance));
    }

    /** {@code relu(x_i - t_j)} for every element whose function has a j-th breakpoint. */
    private int kinks(CoreNode node, CoreOp.Piecewise op, int j, int argument) {
        int n = node.size();
        int[] place = new int[n];
        Arrays.fill(place, -1);
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (j < op.function(i).breakpoints().length) {
                place[i] = count++;
            }
        }
        Coefficients shift = new Coefficients(n, count);
        for (int i = 0; i < n; i++) {
            if (place[i] >= 0) {
                shift.add(i, 1);
                shift.end(-op.function(i).breakpoints()[j]);
            }
        }
        reluElement[node.id()][j] = place;
        return add(new KernelNetwork.Relu(add(shift.node(argument, Tolerance.NONE))));
    }

    private static void requireContinuous(PiecewiseLinear f, String origin) {
        for (int j = 0; j < f.breakpoints().length; j++) {
            Rational t = Rational.of(f.breakpoints()[j]);
            Rational left = Rational.of(f.slopes()[j]).multiply(t).add(Rational.of(f.intercepts()[j]));
            Rational right = Rational.of(f.slopes()[j + 1]).multiply(t).add(Rational.of(f.intercepts()[j + 1]));
            if (!left.equals(right) || !left.equals(Rational.of(f.valuesAt()[j]))) {
                throw new InexpressibleException(origin + ": its function jumps at " + f.breakpoints()[j]
                        + ", which has no certificate rule yet");
            }
        }
    }

    /** Whether no execution rounds: every piece is constant or the argument or its negative. */
    private static boolean isComputedExactly(CoreOp.Piecewise op, int n) {
        for (int i = 0; i < n; i++) {
            PiecewiseLinear f = op.function(i);
            for (int p = 0; p < f.slopes().length; p++) {
                boolean constant = f.slopes()[p] == 0;
                boolean copy = Math.abs(f.slopes()[p]) == 1 && f.intercepts()[p] == 0;
                if (!constant && !copy || (float) f.intercepts()[p] != f.intercepts()[p]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Rounding is then at most that of one product, which the sum of magnitudes of the kernel's form covers. */
    private static void requireHomogeneous(CoreOp.Piecewise op, int n, String origin) {
        for (int i = 0; i < n; i++) {
            PiecewiseLinear f = op.function(i);
            boolean homogeneous = Arrays.stream(f.intercepts()).allMatch(c -> c == 0)
                    && Arrays.stream(f.breakpoints()).allMatch(t -> t == 0);
            if (!homogeneous) {
                throw new InexpressibleException(
                        origin + ": its function rounds in a way that float32 certificates do not cover yet");
            }
        }
    }

    private static double exactly(Rational value, String origin) {
        double d = value.toDouble();
        if (!Rational.of(d).equals(value)) {
            throw new InexpressibleException(origin + ": a difference of slopes is no double");
        }
        return d;
    }

    // ------------------------------------------------------------------------------------------------ property

    private static Statement.Case unsafeCase(Query.Case c) {
        return new Statement.Case(
                c.box().lower().stream().map(StatementBuilder::fraction).toList(),
                c.box().upper().stream().map(StatementBuilder::fraction).toList(),
                condition(c.unsafe()));
    }

    /** Constraints stay in the order of a walk in preorder. Recursion is as deep as the property, which its reader bounds. */
    private static org.axiomj.kernel.Condition condition(Condition condition) {
        if (condition instanceof Condition.Atom atom) {
            LinearConstraint c = atom.constraint();
            return new Atom(terms(c.inputs()), terms(c.outputs()), fraction(c.bound()), c.strict());
        } else if (condition instanceof Condition.And and) {
            return new And(and.parts().stream().map(StatementBuilder::condition).toList());
        }
        return new Or(((Condition.Or) condition)
                .parts().stream().map(StatementBuilder::condition).toList());
    }

    private static List<Term> terms(SortedMap<Integer, Rational> sum) {
        List<Term> terms = new ArrayList<>();
        for (Map.Entry<Integer, Rational> e : sum.entrySet()) {
            terms.add(new Term(e.getKey(), fraction(e.getValue())));
        }
        return terms;
    }

    private static Fraction fraction(Rational r) {
        return new Fraction(r.numerator(), r.denominator());
    }
}
