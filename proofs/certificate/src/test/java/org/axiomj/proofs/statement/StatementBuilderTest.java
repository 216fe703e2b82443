package org.axiomj.proofs.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Percentage;
import org.axiomj.ir.Models;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.MaximumLowering;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.kernel.ExactNetwork;
import org.axiomj.kernel.Fraction;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Statement;
import org.axiomj.proofs.TinyOnnx;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;
import org.axiomj.properties.vnnlib.VnnLib;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementBuilderTest {
    // ------------------------------------------------------------------------------------------------ the network

    @Property(tries = 1500)
    void overTheRealsTheKernelsNetworkComputesExactlyWhatTheCoreGraphComputes(@ForAll long seed) {
        Random random = new Random(seed);
        CoreGraph core = CoreGraphs.random(random);
        KernelNetwork network = network(core, Semantics.REAL);
        ExactNetwork exact = new ExactNetwork(network);
        for (int sample = 0; sample < 4; sample++) {
            List<Rational> x = new ArrayList<>();
            for (int i = 0; i < core.inputSize(); i++) {
                x.add(rational(random.nextInt(401) - 200, 1 + random.nextInt(60)));
            }
            Fraction[] y = exact.values(fractions(x))[network.output()];
            assertThat(rationals(y)).isEqualTo(evaluated(core, x));
        }
    }

    @Property(tries = 300)
    void atAndAroundEveryBreakpointAFunctionOfSeveralPiecesHasItsValue(@ForAll long seed) {
        Random random = new Random(seed);
        PiecewiseLinear f = CoreGraphs.continuous(random, 1 + random.nextInt(5));
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        CoreGraph core = builder.build(builder.add(new CoreOp.Piecewise(List.of(f)), List.of(x), 1, "f"));
        KernelNetwork network = network(core, Semantics.REAL);
        for (double t : f.breakpoints()) {
            for (double at : new double[] {t, Math.nextUp(t), Math.nextDown(t), t + 100, t - 100}) {
                List<Rational> point = List.of(Rational.of(at));
                Fraction[] y = new ExactNetwork(network).values(fractions(point))[network.output()];
                assertThat(rationals(y)).isEqualTo(evaluated(core, point));
            }
        }
    }

    @Property(tries = 50)
    void inFloat32TheNetworkIsTheSameUpToItsTolerances(@ForAll long seed) {
        CoreGraph core = residual(new Random(seed));
        KernelNetwork real = network(core, Semantics.REAL);
        KernelNetwork rounded = network(core, Semantics.FLOAT32);
        Fraction[] x = fractions(List.of(rational(7, 3), rational(-1, 7)));
        assertThat(new ExactNetwork(rounded).values(x)[rounded.output()])
                .isEqualTo(new ExactNetwork(real).values(x)[real.output()]);
        assertThat(largestRadius(real, x).signum()).isZero();
        assertThat(largestRadius(rounded, x).signum()).isPositive();
    }

    @Test
    void anOutputThatIsTheInputOrAConstantIsExpressed() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int c = builder.add(new CoreOp.Constant(new double[] {3, -0.5}), List.of(), 2, "c");
        int x = builder.input(2);
        List<Rational> point = List.of(rational(1, 3), rational(5, 1));
        for (int output : new int[] {c, x}) {
            CoreGraph core = builder.build(output);
            KernelNetwork network = network(core, Semantics.REAL);
            Fraction[] y = new ExactNetwork(network).values(fractions(point))[network.output()];
            assertThat(rationals(y)).isEqualTo(evaluated(core, point));
        }
    }

    @Property(tries = 200)
    void everyActivationOfTheLoweredGraphIsFoundInTheKernelsNetwork(@ForAll long seed) {
        Random random = new Random(seed);
        CoreGraph source = CoreGraphs.random(random);
        CoreGraph core = MaximumLowering.lower(source);
        Translation translation = StatementBuilder.build(source, anything(source), Semantics.REAL);
        KernelNetwork network = translation.statement().network();
        List<Rational> x = new ArrayList<>();
        for (int i = 0; i < core.inputSize(); i++) {
            x.add(rational(random.nextInt(41) - 20, 7));
        }
        Fraction[][] values = new ExactNetwork(network).values(fractions(x));
        for (CoreNode node : core.nodes()) {
            if (!(node.op() instanceof CoreOp.Piecewise piecewise)) {
                continue;
            }
            List<Rational> argument = evaluated(new CoreGraph(core.nodes(), core.inputId(), node.input()), x);
            for (int i = 0; i < node.size(); i++) {
                PiecewiseLinear f = piecewise.function(i);
                for (int j = 0; j < f.breakpoints().length && translation.node(node.id(), j) >= 0; j++) {
                    Rational beyond = argument.get(i).subtract(Rational.of(f.breakpoints()[j]));
                    Fraction relu = values[translation.node(node.id(), j)][translation.element(node.id(), j, i)];
                    assertThat(rationals(relu)).containsExactly(beyond.signum() > 0 ? beyond : Rational.ZERO);
                }
            }
        }
    }

    @Test
    void whatTheKernelHasNoWordsForIsRefusedByTheNameOfItsNode() {
        refused(new CoreOp.Smooth(SmoothFunction.SQRT), 1, "Sqrt 'root' (node 3)", "SQRT");
        refused(new CoreOp.Piecewise(List.of(PiecewiseLinear.SIGN)), 1, "Sign 's' (node 1)", "jumps at 0");
        double[] t = {1};
        PiecewiseLinear wrongAtTheKink =
                new PiecewiseLinear(t, new double[] {0, 1}, new double[] {0, -1}, new double[] {1});
        refused(new CoreOp.Piecewise(List.of(wrongAtTheKink)), 1, "Custom 'k'", "jumps at 1");
        PiecewiseLinear lastOfThree = new PiecewiseLinear(
                new double[] {0, 1}, new double[] {0, 1, 0}, new double[] {0, 0, 1.5}, new double[] {0, 1});
        refused(new CoreOp.Piecewise(List.of(lastOfThree)), 1, "Custom 'last'", "jumps at 1");
    }

    @Test
    void curvesAndProductsFarFromOneAreScaledAndKeepTheirValues() {
        for (SmoothFunction function : List.of(
                SmoothFunction.SIGMOID,
                SmoothFunction.TANH,
                SmoothFunction.EXP,
                SmoothFunction.RECIPROCAL,
                SmoothFunction.SQUARE,
                SmoothFunction.POW_3)) {
            CoreGraph.Builder builder = new CoreGraph.Builder();
            int x = builder.input(2);
            int g = builder.add(new CoreOp.Smooth(function), List.of(x), 2, "g");
            int h = builder.affine(new DenseMap(2, 2, new double[] {900, 1, -3, 5000}), new double[] {1, 7}, g, "h");
            int p = builder.add(new CoreOp.Product(), List.of(h, g), 2, "p");
            int q = builder.add(new CoreOp.Smooth(SmoothFunction.SQUARE), List.of(p), 2, "q");
            int r = builder.add(new CoreOp.Smooth(SmoothFunction.RECIPROCAL), List.of(q), 2, "r");
            CoreGraph core = builder.build(builder.add(new CoreOp.Sum(), List.of(r, p), 2, "Add"));
            for (double at : new double[] {0.25, 3, saturates(function) ? -2 : -300}) {
                Query query = at(core, List.of(Rational.of(at), Rational.of(2 * at)));
                KernelNetwork network = StatementBuilder.build(core, query, Semantics.REAL)
                        .statement()
                        .network();
                Fraction[] y = new ExactNetwork(network)
                        .values(fractions(List.of(Rational.of(at), Rational.of(2 * at))))[network.output()];
                double[] expected = DoubleEvaluator.evaluate(core, new double[] {at, 2 * at});
                for (int i = 0; i < 2; i++) {
                    assertThat(rationals(y[i]).get(0).toDouble())
                            .as("%s at %s", function, at)
                            .isCloseTo(expected[i], Percentage.withPercentage(1e-8));
                }
            }
            assertThatThrownBy(() -> network(core, Semantics.FLOAT32))
                    .isInstanceOf(InexpressibleException.class)
                    .hasMessageContaining("float32 certificates do not cover");
        }
    }

    private static boolean saturates(SmoothFunction function) {
        return function == SmoothFunction.EXP || function == SmoothFunction.SIGMOID;
    }

    @Test
    void aNodeWithoutWordsThatTheOutputDoesNotNeedHindersNothing() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        builder.add(new CoreOp.Smooth(SmoothFunction.TANH), List.of(x), 1, "Tanh");
        int y = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(x), 1, "Relu");
        assertThat(network(builder.build(y), Semantics.REAL).nodes()).hasSize(2);
    }

    @Test
    void aCoefficientThatIsNoNumberIsRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            CoreGraph core = affine(new double[] {bad}, new double[] {0});
            assertThatThrownBy(() -> network(core, Semantics.REAL)).isInstanceOf(InexpressibleException.class);
        }
    }

    @Test
    void aFunctionThatRoundsInManyStepsIsRefusedInFloat32AndNotOverTheReals() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        PiecewiseLinear shifted =
                new PiecewiseLinear(new double[] {1}, new double[] {0, 0.5}, new double[] {0, -0.5}, new double[] {0});
        CoreGraph core =
                builder.build(builder.add(new CoreOp.Piecewise(List.of(shifted)), List.of(x), 1, "Custom 'shifted'"));
        assertThat(network(core, Semantics.REAL).nodes()).isNotEmpty();
        assertThatThrownBy(() -> network(core, Semantics.FLOAT32))
                .isInstanceOf(InexpressibleException.class)
                .hasMessageContaining("Custom 'shifted'");
    }

    @Test
    void aSubnormalWeightIsRefusedInFloat32ByTheNameOfItsNode() {
        CoreGraph core = affine(new double[] {Float.MIN_VALUE}, new double[] {0});
        assertThat(network(core, Semantics.REAL).nodes()).isNotEmpty();
        assertThatThrownBy(() -> network(core, Semantics.FLOAT32))
                .isInstanceOf(InexpressibleException.class)
                .hasMessageContaining("Gemm")
                .hasMessageContaining("subnormal");
    }

    // ------------------------------------------------------------------------------------------------ the property

    @Property(tries = 500)
    void constraintsBoxesAndOperatorsStayAsTheQueryHasThem(@ForAll long seed) {
        Random random = new Random(seed);
        CoreGraph core = affine(new double[] {1, 2}, new double[] {0});
        List<Query.Case> cases = new ArrayList<>();
        for (int c = 0; c <= random.nextInt(3); c++) {
            Rational low = rational(random.nextInt(9) - 8, 3);
            cases.add(new Query.Case(
                    new Box(List.of(low, low), List.of(rational(1, 3), rational(7, 5))), condition(random, 4)));
        }
        Statement statement = StatementBuilder.build(core, new Query(2, 1, cases), Semantics.REAL)
                .statement();
        assertThat(statement.cases()).hasSameSizeAs(cases);
        for (int c = 0; c < cases.size(); c++) {
            Query.Case asked = cases.get(c);
            Statement.Case said = statement.cases().get(c);
            assertThat(rationals(said.lower().toArray(Fraction[]::new)))
                    .isEqualTo(asked.box().lower());
            assertThat(rationals(said.upper().toArray(Fraction[]::new)))
                    .isEqualTo(asked.box().upper());
            List<LinearConstraint> expected = new ArrayList<>();
            preorder(asked.unsafe(), expected);
            assertThat(org.axiomj.kernel.Condition.atoms(said.unsafe()).stream()
                            .map(StatementBuilderTest::constraint)
                            .toList())
                    .isEqualTo(expected);
            assertThat(shape(said.unsafe())).isEqualTo(shape(asked.unsafe()));
        }
    }

    @Test
    void inFloat32TheBoxIsThatOfTheNumbersInIt() {
        Rational third = rational(1, 3);
        CoreGraph core = affine(new double[] {1}, new double[] {0});
        Query query = new Query(
                1, 1, List.of(new Query.Case(new Box(List.of(third.negate()), List.of(third)), Condition.TRUE)));
        Statement.Case said = StatementBuilder.build(core, query, Semantics.FLOAT32)
                .statement()
                .cases()
                .get(0);
        float below = Float32Grid.down(third);
        assertThat(rationals(said.upper().get(0))).containsExactly(Rational.of(below));
        assertThat(rationals(said.lower().get(0))).containsExactly(Rational.of(-below));
    }

    // ------------------------------------------------------------------------------------------------ the hash

    @Property(tries = 300)
    void aFlippedBitOfAWeightOrABiasIsAnotherStatement(@ForAll long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[6];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        float[] changed = numbers.clone();
        int which = random.nextInt(numbers.length);
        changed[which] = Float.intBitsToFloat(Float.floatToRawIntBits(numbers[which]) ^ 1 << random.nextInt(32));
        if (Float.isFinite(changed[which])) {
            assertThat(hash(tiny(changed), QUERY)).isNotEqualTo(hash(tiny(numbers), QUERY));
        }
        assertThat(hash(tiny(numbers.clone()), QUERY)).isEqualTo(hash(tiny(numbers), QUERY));
    }

    private static final Query QUERY = new Query(
            2,
            2,
            List.of(
                    new Query.Case(
                            new Box(List.of(rational(0, 1), rational(1, 3)), List.of(rational(1, 1), rational(2, 3))),
                            new Condition.And(List.of(
                                    atom(new int[] {0}, new long[] {1}, new int[] {0, 1}, new long[] {2, -3}, 5, false),
                                    new Condition.Or(List.of(
                                            atom(new int[] {}, new long[] {}, new int[] {1}, new long[] {1}, 0, true),
                                            atom(
                                                    new int[] {},
                                                    new long[] {},
                                                    new int[] {0},
                                                    new long[] {1},
                                                    1,
                                                    true)))))),
                    new Query.Case(
                            new Box(List.of(rational(2, 1), rational(3, 1)), List.of(rational(4, 1), rational(5, 1))),
                            atom(new int[] {}, new long[] {}, new int[] {0}, new long[] {1}, 0, false))));

    @Test
    void anyChangeOfABoundStrictnessCoefficientOperatorOrOrderIsAnotherStatement() {
        CoreGraph core = tiny(1, 2, 3, 4, 5, 6);
        Set<String> hashes = new LinkedHashSet<>(Set.of(hash(core, QUERY)));
        List<Query> others = new ArrayList<>();
        Rational nudge = Rational.of(0x1p-60);
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < 2; i++) {
                int input = i;
                others.add(with(
                        c,
                        k -> new Query.Case(
                                new Box(
                                        moved(k.box().lower(), input, nudge),
                                        k.box().upper()),
                                k.unsafe())));
                others.add(with(
                        c,
                        k -> new Query.Case(
                                new Box(k.box().lower(), moved(k.box().upper(), input, nudge)), k.unsafe())));
            }
        }
        for (int a = 0; a < 4; a++) {
            others.add(withAtom(
                    a,
                    l -> new LinearConstraint(l.inputs(), l.outputs(), l.bound().add(nudge), l.strict())));
            others.add(withAtom(a, l -> new LinearConstraint(l.inputs(), l.outputs(), l.bound(), !l.strict())));
            others.add(withAtom(
                    a, l -> new LinearConstraint(l.inputs(), nudged(l.outputs(), nudge), l.bound(), l.strict())));
            others.add(withAtom(a, l -> new LinearConstraint(l.outputs(), l.inputs(), l.bound(), l.strict())));
        }
        others.add(withAtom(
                0, l -> new LinearConstraint(nudged(l.inputs(), nudge), l.outputs(), l.bound(), l.strict())));
        others.add(with(0, k -> new Query.Case(k.box(), new Condition.Or(((Condition.And) k.unsafe()).parts()))));
        others.add(with(0, k -> new Query.Case(k.box(), new Condition.And(List.of(k.unsafe())))));
        others.add(new Query(2, 2, List.of(QUERY.cases().get(1), QUERY.cases().get(0))));
        others.add(new Query(2, 2, QUERY.cases().subList(0, 1)));
        for (Query other : others) {
            assertThat(hashes.add(hash(core, other))).as("hash of %s", other).isTrue();
        }
        assertThat(hashes.add(HexFormat.of()
                        .formatHex(StatementBuilder.build(core, QUERY, Semantics.FLOAT32)
                                .statement()
                                .hash())))
                .as("another semantics")
                .isTrue();
    }

    @Test
    void theWordOfTheSemanticsAloneMakesAnotherStatement() {
        Statement real = StatementBuilder.build(tiny(1, 2, 3, 4, 5, 6), QUERY, Semantics.REAL)
                .statement();
        assertThat(new Statement("float32", real.network(), real.cases()).hash())
                .isNotEqualTo(real.hash());
    }

    @Test
    void theSameFilesReadTwiceAreTheSameStatement(@TempDir Path folder) throws IOException {
        Path model = Files.write(
                folder.resolve("tiny.onnx"), TinyOnnx.affine(1, 2, new float[] {0.1f, -3}, new float[] {1e-3f}));
        Path property = Files.writeString(
                folder.resolve("p.vnnlib"),
                "(declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)"
                        + "(assert (<= X_0 1.1))(assert (>= X_0 0.3))(assert (<= X_1 1))(assert (>= X_1 0))"
                        + "(assert (or (and (<= Y_0 -4.0)) (and (>= Y_0 7.1))))");
        for (Semantics semantics : Semantics.values()) {
            assertThat(fileHash(model, property, semantics)).isEqualTo(fileHash(model, property, semantics));
        }
        String before = fileHash(model, property, Semantics.REAL);
        Files.writeString(property, Files.readString(property).replace("7.1", "7.10000000000000000001"));
        assertThat(fileHash(model, property, Semantics.REAL)).isNotEqualTo(before);
    }

    // ------------------------------------------------------------------------------------------------ what they use

    private static String fileHash(Path model, Path property, Semantics semantics) {
        CoreGraph core = Models.read(model).core();
        Query query = VnnLib.read(property, core.inputSize(), core.outputSize());
        return HexFormat.of()
                .formatHex(StatementBuilder.build(core, query, semantics)
                        .statement()
                        .hash());
    }

    private static String hash(CoreGraph core, Query query) {
        return HexFormat.of()
                .formatHex(StatementBuilder.build(core, query, Semantics.REAL)
                        .statement()
                        .hash());
    }

    /** Four weights and two biases. */
    private static CoreGraph tiny(float... v) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(2);
        return builder.build(builder.affine(
                new DenseMap(2, 2, new double[] {v[0], v[1], v[2], v[3]}), new double[] {v[4], v[5]}, x, "Gemm"));
    }

    private static CoreGraph affine(double[] weights, double[] bias) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(weights.length);
        return builder.build(builder.affine(new DenseMap(1, weights.length, weights), bias, x, "Gemm 'only'"));
    }

    /** Two inputs through a dense layer, leaky ReLU, and a residual sum. */
    private static CoreGraph residual(Random random) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(2);
        int z = builder.affine(
                new DenseMap(2, 2, new double[] {1, random.nextFloat(), 0.5, -1}), new double[] {1, 2}, x, "Gemm");
        int h = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.leakyRelu(0.25))), List.of(z), 2, "Leaky");
        return builder.build(builder.add(new CoreOp.Sum(), List.of(h, x, z), 2, "Add"));
    }

    private static void refused(CoreOp op, int operands, String origin, String why) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(2);
        int z = builder.affine(new DenseMap(2, 2, new double[] {1, 2, 3, 4}), new double[2], x, "Gemm 'before'");
        CoreGraph core = builder.build(builder.add(op, operands == 1 ? List.of(z) : List.of(z, x), 2, origin));
        for (Semantics semantics : Semantics.values()) {
            assertThatThrownBy(() -> network(core, semantics))
                    .isInstanceOf(InexpressibleException.class)
                    .hasMessageContaining(origin)
                    .hasMessageContaining(why);
        }
    }

    private static KernelNetwork network(CoreGraph core, Semantics semantics) {
        return StatementBuilder.build(core, anything(core), semantics)
                .statement()
                .network();
    }

    private static Query anything(CoreGraph core) {
        return at(core, java.util.Collections.nCopies(core.inputSize(), Rational.ZERO));
    }

    private static Query at(CoreGraph core, List<Rational> x) {
        return new Query(core.inputSize(), core.outputSize(), List.of(new Query.Case(new Box(x, x), Condition.TRUE)));
    }

    private static Rational largestRadius(KernelNetwork network, Fraction[] x) {
        ExactNetwork exact = new ExactNetwork(network);
        Fraction[] radii = exact.radii(exact.values(x))[network.output()];
        return rationals(radii).stream().max(Rational::compareTo).orElseThrow();
    }

    private static List<Rational> evaluated(CoreGraph core, List<Rational> x) {
        List<Enclosure> y = ExactEvaluator.evaluate(core, x);
        assertThat(y).allMatch(Enclosure::isExact);
        return y.stream().map(Enclosure::lower).toList();
    }

    private static Rational rational(long numerator, long denominator) {
        return Rational.of(numerator).divide(Rational.of(denominator));
    }

    private static Fraction[] fractions(List<Rational> values) {
        return values.stream()
                .map(r -> new Fraction(r.numerator(), r.denominator()))
                .toArray(Fraction[]::new);
    }

    private static List<Rational> rationals(Fraction... values) {
        return java.util.Arrays.stream(values)
                .map(f -> new Rational(f.numerator(), f.denominator()))
                .toList();
    }

    private static Condition atom(int[] x, long[] byX, int[] y, long[] byY, long bound, boolean strict) {
        TreeMap<Integer, Rational> inputs = new TreeMap<>();
        TreeMap<Integer, Rational> outputs = new TreeMap<>();
        for (int i = 0; i < x.length; i++) {
            inputs.put(x[i], Rational.of(byX[i]));
        }
        for (int i = 0; i < y.length; i++) {
            outputs.put(y[i], Rational.of(byY[i]));
        }
        return new Condition.Atom(new LinearConstraint(inputs, outputs, Rational.of(bound), strict));
    }

    private static Condition condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return atom(
                    new int[] {0, 1},
                    new long[] {random.nextInt(5) - 2, random.nextInt(5) - 2},
                    new int[] {0},
                    new long[] {random.nextInt(7) - 3},
                    random.nextInt(1000),
                    random.nextBoolean());
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(condition(random, depth - 1));
        }
        return random.nextBoolean() ? new Condition.And(parts) : new Condition.Or(parts);
    }

    private static void preorder(Condition condition, List<LinearConstraint> into) {
        if (condition instanceof Condition.Atom atom) {
            into.add(atom.constraint());
        } else {
            parts(condition).forEach(p -> preorder(p, into));
        }
    }

    private static List<Condition> parts(Condition junction) {
        return junction instanceof Condition.And and ? and.parts() : ((Condition.Or) junction).parts();
    }

    private static String shape(Condition c) {
        if (c instanceof Condition.Atom) {
            return ".";
        }
        StringBuilder text = new StringBuilder(c instanceof Condition.And ? "and(" : "or(");
        parts(c).forEach(p -> text.append(shape(p)));
        return text.append(')').toString();
    }

    private static String shape(org.axiomj.kernel.Condition c) {
        if (c instanceof org.axiomj.kernel.Condition.Atom) {
            return ".";
        }
        boolean and = c instanceof org.axiomj.kernel.Condition.And;
        StringBuilder text = new StringBuilder(and ? "and(" : "or(");
        (and ? ((org.axiomj.kernel.Condition.And) c).parts() : ((org.axiomj.kernel.Condition.Or) c).parts())
                .forEach(p -> text.append(shape(p)));
        return text.append(')').toString();
    }

    private static LinearConstraint constraint(org.axiomj.kernel.Condition.Atom atom) {
        return new LinearConstraint(
                terms(atom.inputs()),
                terms(atom.outputs()),
                rationals(atom.bound()).get(0),
                atom.strict());
    }

    private static SortedMap<Integer, Rational> terms(List<org.axiomj.kernel.Condition.Term> terms) {
        SortedMap<Integer, Rational> map = new TreeMap<>();
        terms.forEach(t -> map.put(t.index(), rationals(t.coefficient()).get(0)));
        return map;
    }

    private static Query with(int index, UnaryOperator<Query.Case> change) {
        List<Query.Case> cases = new ArrayList<>(QUERY.cases());
        cases.set(index, change.apply(cases.get(index)));
        return new Query(2, 2, cases);
    }

    /** The query with its n-th constraint changed, counted through all cases. */
    private static Query withAtom(int index, UnaryOperator<LinearConstraint> change) {
        int[] count = {0};
        return new Query(
                2,
                2,
                QUERY.cases().stream()
                        .map(c -> new Query.Case(c.box(), changed(c.unsafe(), index, count, change)))
                        .toList());
    }

    private static Condition changed(Condition c, int index, int[] count, UnaryOperator<LinearConstraint> change) {
        if (c instanceof Condition.Atom atom) {
            return count[0]++ == index ? new Condition.Atom(change.apply(atom.constraint())) : c;
        }
        List<Condition> parts =
                parts(c).stream().map(p -> changed(p, index, count, change)).toList();
        return c instanceof Condition.And ? new Condition.And(parts) : new Condition.Or(parts);
    }

    private static List<Rational> moved(List<Rational> bounds, int index, Rational by) {
        List<Rational> moved = new ArrayList<>(bounds);
        moved.set(index, moved.get(index).add(by));
        return moved;
    }

    private static SortedMap<Integer, Rational> nudged(SortedMap<Integer, Rational> terms, Rational by) {
        SortedMap<Integer, Rational> changed = new TreeMap<>(terms);
        changed.compute(terms.firstKey(), (k, v) -> v == null ? by : v.add(by));
        return changed;
    }
}
