package org.axiomj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SelectionMap;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.evaluate.Float32Evaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Conditions;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts about float32 execution, beside those about real numbers. */
class Float32SemanticsTest {
    private static final double ULP = 0x1p-23;

    // ------------------------------------------------------------------------------------------------ the two differ

    /** Over the reals 0; in float32 {@code x + 2^24} loses x. */
    private static final Network LOSES_X = Models.readOnnx(
            new TinyOnnx(1, 1)
                    .floats("large", 0x1p24f)
                    .node("Add", "up", "x", "large")
                    .node("Sub", "down", "up", "large")
                    .node("Sub", "y", "down", "x")
                    .bytes(),
            "loses-x.onnx");

    private static final Query NEAR_ZERO = Queries.single(
            1,
            Queries.box(0.3, 0.45),
            new Condition.Or(List.of(
                    Queries.output(0, 1, Rational.of(-0.1), true), Queries.output(0, -1, Rational.of(-0.1), true))));

    @Test
    void whatHoldsOverTheRealsMayFailInFloat32() {
        assertProvedWithCertificate(
                Verifier.verify(LOSES_X, NEAR_ZERO, options(Semantics.REAL), Progress.Listener.NONE));

        Verdict verdict = Verifier.verify(LOSES_X, NEAR_ZERO, options(Semantics.FLOAT32), Progress.Listener.NONE);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refuted.class, r -> {
            assertThat(r.semantics()).isEqualTo(Semantics.FLOAT32);
            List<Counterexample.Replay> replays = r.counterexample().replays();
            assertThat(replays)
                    .extracting(Counterexample.Replay::runtime)
                    .startsWith("exact", "float32")
                    .anyMatch(name -> name.startsWith("onnxruntime"));
            assertThat(replays).extracting(Counterexample.Replay::violates).containsExactly(false, true, true);
            float x = r.counterexample().input32()[0];
            assertThat(r.counterexample().output32()).containsExactly(-x);
        });
    }

    /** Rounding adds 2^-23 at most to a value of up to 1: inside a limit that leaves room, outside of one that does not. */
    @Test
    void aLimitIsProvedInFloat32OnlyIfItLeavesRoomForRounding() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(2);
        CoreGraph sum = builder.build(
                builder.affine(new DenseMap(1, 2, new double[] {0.1f, 0.7f}), new double[] {0.2f}, x, "Gemm"));
        Rational most = Rational.of(0.1f).add(Rational.of(0.7f)).add(Rational.of(0.2f));
        for (double room : new double[] {1e-3, 1e-5}) {
            Query query = above(Queries.box(0, 1, 0, 1), most.add(Rational.of(room)));
            assertProvedWithCertificate(verify(sum, query, Semantics.FLOAT32));
        }
        Query tight = above(Queries.box(0, 1, 0, 1), most.add(Rational.of(0x1p-40)));
        assertProvedWithCertificate(verify(sum, tight, Semantics.REAL));
        assertThat(verify(sum, tight, Semantics.FLOAT32)).isNotInstanceOf(Verdict.Proved.class);
    }

    /** The box holds one float32, 1 + 2^-23, and real numbers below the limit. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatFailsOverTheRealsMayHoldInFloat32(boolean relu) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        int copy = builder.affine(new SelectionMap(1, new int[] {0}), new double[1], x, "Identity");
        CoreGraph graph = builder.build(
                relu
                        ? builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(copy), 1, "Relu")
                        : copy);
        Query query = Queries.single(
                1, Queries.box(1 + 0.25 * ULP, 1 + 1.25 * ULP), Queries.output(0, 1, Rational.of(1 + 0.9 * ULP), true));

        assertProvedWithCertificate(verify(graph, query, Semantics.FLOAT32));
        Options real = options(Semantics.REAL, Duration.ofMillis(500));
        assertThat(Verifier.verify(graph, Optional.empty(), query, real, Progress.Listener.NONE))
                .isNotInstanceOf(Verdict.Proved.class);
    }

    // ------------------------------------------------------------------------------------------------ what is not
    // answered

    @Test
    void aBoxWithoutAnyFloat32IsUnsupportedAndNoProof() {
        Query query = Queries.single(1, Queries.box(1 + 0.25 * ULP, 1 + 0.75 * ULP), Condition.TRUE);
        assertThat(verify(identity(), query, Semantics.FLOAT32)).isInstanceOfSatisfying(Verdict.Unknown.class, u -> {
            assertThat(u.reason()).isEqualTo(Verdict.Reason.UNSUPPORTED);
            assertThat(u.detail()).contains("no float32 number", "input 0");
            assertThat(u.semantics()).isEqualTo(Semantics.FLOAT32);
        });
        assertThat(verify(identity(), query, Semantics.REAL)).isInstanceOf(Verdict.Refuted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"z3", "smtinterpol"})
    void aSolverIsNotAskedAboutFloat32(String solver) {
        Query query = above(Queries.box(0, 1), Rational.of(2));
        Verdict verdict = Verifier.verify(
                identity(),
                Optional.empty(),
                query,
                options(Semantics.FLOAT32).withSolver(solver),
                Progress.Listener.NONE);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Unknown.class, u -> {
            assertThat(u.reason()).isEqualTo(Verdict.Reason.UNSUPPORTED);
            assertThat(u.detail()).contains("float32");
        });
    }

    @Test
    void aProofAboutFloat32NeverRestsOnAnOracle() {
        Query easy = above(Queries.box(0, 1), Rational.of(2));
        Options without = options(Semantics.FLOAT32).withCertificates(Options.Certificates.OFF, Optional.empty());
        assertUncertified(Verifier.verify(identity(), Optional.empty(), easy, without, Progress.Listener.NONE));

        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        CoreGraph smooth = builder.build(
                builder.add(new CoreOp.Smooth(SmoothFunction.TANH), List.of(x), 1, "Tanh 'squash' (node 0)"));
        assertThat(assertUncertified(verify(smooth, easy, Semantics.FLOAT32))).contains("Tanh 'squash' (node 0)");
        assertThat(verify(smooth, easy, Semantics.REAL)).isInstanceOf(Verdict.Proved.class);
    }

    // ------------------------------------------------------------------------------------------------ random networks

    @Test
    void noExecutionContradictsAProofAndOurOwnShowsEveryCounterexample() {
        long seed = 20261201;
        SplittableRandom random = new SplittableRandom(seed);
        Random orders = new Random(seed);
        int[] words = new int[3];
        for (int k = 0; k < 200; k++) {
            CoreGraph graph =
                    RandomGraphs.withFloats(random, RandomGraphs.relu(random, 2, 4, 1 + random.nextInt(2), 2));
            Query query = query(random, graph);
            Options options = options(Semantics.FLOAT32, Duration.ofMillis(250));
            Verdict verdict = Verifier.verify(graph, Optional.empty(), query, options, Progress.Listener.NONE);
            String which = "seed " + seed + ", network " + k;
            if (verdict instanceof Verdict.Proved) {
                assertThat(assertProvedWithCertificate(verdict)).isNotNull();
                for (int sample = 0; sample < 200; sample++) {
                    float[] x = point(random, query.cases().get(0).box());
                    assertThat(violates(query, 0, x, Float32Evaluator.evaluate(graph, x)))
                            .as("%s at %s", which, Arrays.toString(x))
                            .isFalse();
                    assertThat(violates(query, 0, x, execute(graph, x, orders)))
                            .as("%s at %s", which, Arrays.toString(x))
                            .isFalse();
                }
                words[0]++;
            } else if (verdict instanceof Verdict.Refuted r) {
                float[] x = r.counterexample().input32();
                assertThat(violates(query, r.counterexample().caseIndex(), x, Float32Evaluator.evaluate(graph, x)))
                        .as(which)
                        .isTrue();
                words[1]++;
            } else {
                words[2]++;
            }
        }
        assertThat(words[0]).as("proved, of %s", Arrays.toString(words)).isGreaterThan(30);
        assertThat(words[1]).as("refuted, of %s", Arrays.toString(words)).isGreaterThan(30);
    }

    /** "The first output exceeds a limit" that lies near what random points reach, a little or much above or below. */
    private static Query query(SplittableRandom random, CoreGraph graph) {
        double[] ends = new double[2 * graph.inputSize()];
        for (int i = 0; i < graph.inputSize(); i++) {
            ends[2 * i] = random.nextDouble() * 2 - 1;
            ends[2 * i + 1] = ends[2 * i] + random.nextDouble() * (random.nextBoolean() ? 1 : 1e-3);
        }
        Box box = Queries.box(ends);
        float most = Float.NEGATIVE_INFINITY;
        for (int sample = 0; sample < 300; sample++) {
            most = Math.max(most, Float32Evaluator.evaluate(graph, point(random, box))[0]);
        }
        double[] steps = {-0.1, -1e-3, -0x1p-23, 0, 1e-3, 1e-2, 0.1};
        return above(box, Rational.of(most + steps[random.nextInt(steps.length)]), graph.outputSize());
    }

    private static float[] point(SplittableRandom random, Box box) {
        float[] x = new float[box.size()];
        for (int i = 0; i < x.length; i++) {
            double low = box.lower().get(i).toDouble();
            double high = box.upper().get(i).toDouble();
            double t = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextDouble();
            float f = (float) (low + t * (high - low));
            f = f < low ? Math.nextUp(f) : f > high ? Math.nextDown(f) : f;
            x[i] = f;
        }
        return x;
    }

    /** Dense layers and ReLUs in float32, every sum in another order, products fused into it or not. */
    private static float[] execute(CoreGraph graph, float[] x, Random random) {
        float[] values = x;
        for (CoreNode node : graph.nodes()) {
            if (node.op() instanceof CoreOp.Affine affine) {
                float[] in = values;
                float[] out = new float[node.size()];
                for (int o = 0; o < out.length; o++) {
                    List<float[]> terms = new ArrayList<>();
                    terms.add(new float[] {(float) affine.bias()[o], 1});
                    affine.map().row(o, (column, w) -> terms.add(new float[] {(float) w, in[column]}));
                    Collections.shuffle(terms, random);
                    boolean fused = random.nextBoolean();
                    for (float[] t : terms) {
                        out[o] = fused ? Math.fma(t[0], t[1], out[o]) : out[o] + t[0] * t[1];
                    }
                }
                values = out;
            } else if (node.op() instanceof CoreOp.Piecewise) {
                values = values.clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.max(0, values[i]);
                }
            }
        }
        return values;
    }

    private static boolean violates(Query query, int caseIndex, float[] x, float[] y) {
        return Conditions.holds(query.cases().get(caseIndex), i -> Rational.of(x[i]), i -> Rational.of(y[i]));
    }

    // ------------------------------------------------------------------------------------------------ what they use

    private static CoreGraph identity() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        return builder.build(builder.input(1));
    }

    private static Query above(Box box, Rational limit) {
        return above(box, limit, 1);
    }

    private static Query above(Box box, Rational limit, int outputs) {
        TreeMap<Integer, Rational> y = new TreeMap<>();
        y.put(0, Rational.of(-1));
        return Queries.single(
                outputs, box, new Condition.Atom(new LinearConstraint(new TreeMap<>(), y, limit.negate(), true)));
    }

    private static Verdict verify(CoreGraph graph, Query query, Semantics semantics) {
        return Verifier.verify(graph, Optional.empty(), query, options(semantics), Progress.Listener.NONE);
    }

    private static Options options(Semantics semantics) {
        return options(semantics, Duration.ofSeconds(5));
    }

    private static Options options(Semantics semantics, Duration timeout) {
        Options real = Options.withTimeout(timeout).withThreads(1);
        return new Options(
                real.deadlineNanos(),
                semantics,
                real.threads(),
                real.memoryMegabytes(),
                real.seed(),
                real.solver(),
                real.certificates(),
                real.certificateFile());
    }

    private static Evidence assertProvedWithCertificate(Verdict verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Proved.class, p -> assertThat(p.evidence()).isInstanceOf(Evidence.Certificate.class));
        return ((Verdict.Proved) verdict).evidence();
    }

    private static String assertUncertified(Verdict verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class, u -> assertThat(u.reason()).isEqualTo(Verdict.Reason.UNCERTIFIED));
        return ((Verdict.Unknown) verdict).detail();
    }
}
