package org.axiomj.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

final class ReplayerTest {
    private static final float TINY = 0x1p-30f;

    @Test
    void aTieViolatesANonStrictLimitAndNotAStrictOne() {
        CoreGraph identity = affine(1, 1, new float[] {1}, new float[] {0});
        assertConfirmed(replay(identity, box("0", "1"), outputAtMost("0.5", false), 0.5));
        assertThat(replay(identity, box("0", "1"), outputAtMost("0.5", true), 0.5))
                .isInstanceOf(ReplayOutcome.Rejected.class);
        assertConfirmed(replay(identity, box("0", "1"), outputAtMost("0.5", true), Math.nextDown(0.5f)));
    }

    /** 1 + 2^-30 is above 1, but rounds to it. */
    @Test
    void aViolationInRealArithmeticOnlyIsToldApart() {
        Condition above = outputAtLeast("1", true);
        ReplayOutcome outcome = replay(nudged(), box("1", "1"), above, 1);
        assertThat(outcome).isInstanceOfSatisfying(ReplayOutcome.Disagreement.class, d -> {
            assertThat(d.what()).startsWith("real only");
            assertThat(d.counterexample().replays())
                    .extracting(Counterexample.Replay::violates)
                    .containsExactly(true, false, false);
            assertThat(d.counterexample().replays().get(2).runtime()).startsWith("onnxruntime 1.");
        });
    }

    @Test
    void aViolationInFloat32OnlyIsToldApart() {
        ReplayOutcome outcome = replay(nudged(), box("1", "1"), outputAtMost("1", false), 1);
        assertThat(outcome).isInstanceOfSatisfying(ReplayOutcome.Disagreement.class, d -> {
            assertThat(d.what()).startsWith("float32 only");
            assertThat(d.counterexample().replays())
                    .extracting(Counterexample.Replay::violates)
                    .containsExactly(false, true);
        });
    }

    private static CoreGraph nudged() {
        return affine(1, 1, new float[] {1}, new float[] {TINY});
    }

    @Test
    void aBoxWithoutFloat32ValuesKeepsItsExactInputAndWarns() {
        CoreGraph identity = affine(1, 1, new float[] {1}, new float[] {0});
        ReplayOutcome outcome = replay(identity, box("0.1", "0.1"), outputAtLeast("0.05", false), 7);
        assertThat(outcome).isInstanceOfSatisfying(ReplayOutcome.Confirmed.class, c -> {
            assertThat(c.counterexample().input()).containsExactly(decimal("0.1"));
            assertThat(c.counterexample().input32()).containsExactly(0.1f);
            assertThat(c.warnings()).anyMatch(w -> w.contains("no float32"));
        });
        // 0.1f lies above 0.1: exactly on the limit in real arithmetic, beyond it in float32
        assertThat(replay(identity, box("0.1", "0.1"), outputAtMost("0.1", false), 0.1))
                .isInstanceOfSatisfying(
                        ReplayOutcome.Disagreement.class,
                        d -> assertThat(d.what()).startsWith("real only"));
        assertThat(replay(identity, box("0.1", "0.1"), outputAtLeast("0.1", true), 0.1))
                .isInstanceOfSatisfying(
                        ReplayOutcome.Disagreement.class,
                        d -> assertThat(d.what()).startsWith("float32 only"));
    }

    @Test
    void candidatesAreMovedIntoTheBox() {
        CoreGraph identity = affine(1, 1, new float[] {1}, new float[] {0});
        ReplayOutcome outcome = replay(identity, box("0.1", "0.9"), outputAtMost("0.5", false), -3);
        assertThat(outcome).isInstanceOfSatisfying(ReplayOutcome.Confirmed.class, c -> {
            assertThat(c.counterexample().input32()).containsExactly(0.1f);
            assertThat(c.counterexample().input()).containsExactly(Rational.of(0.1f));
            assertThat(c.warnings()).isEmpty();
            assertThat(c.counterexample().replays()).hasSize(3);
        });
        outcome = replay(identity, box("-1", "0.9"), outputAtLeast("0.5", false), 3);
        // the float32 nearest to 0.9 lies below it
        assertThat(((ReplayOutcome.Confirmed) outcome).counterexample().input32())
                .containsExactly(0.9f);
        outcome = replay(identity, box("-1", "0.7"), outputAtLeast("0.5", false), 3);
        float highest = ((ReplayOutcome.Confirmed) outcome).counterexample().input32()[0];
        assertThat(Rational.of(highest)).isLessThanOrEqualTo(decimal("0.7"));
        assertThat(Rational.of(Math.nextUp(highest))).isGreaterThan(decimal("0.7"));
    }

    @Test
    void candidatesThatAreNoNumbersAreRejected() {
        CoreGraph identity = affine(1, 1, new float[] {1}, new float[] {0});
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(replay(identity, box("0", "1"), outputAtMost("0.5", false), bad))
                    .isInstanceOf(ReplayOutcome.Rejected.class);
        }
        assertThatThrownBy(() -> replay(identity, box("0", "1"), outputAtMost("0.5", false), 1, 2))
                .hasMessageContaining("expected 1 numbers, found 2");
    }

    @Test
    void inputConstraintsAndNestedConditionsAreDecidedExactly() {
        CoreGraph identity = affine(1, 1, new float[] {1}, new float[] {0});
        Condition inputAtLeastHalf = atom(Map.of(0, Rational.of(-1)), Map.of(), decimal("-0.5"), false);
        Condition both = new Condition.And(List.of(inputAtLeastHalf, outputAtMost("0.5", false)));
        assertConfirmed(replay(identity, box("0", "1"), both, 0.5));
        assertThat(replay(identity, box("0", "1"), both, Math.nextUp(0.5f))).isInstanceOf(ReplayOutcome.Rejected.class);
        assertThat(replay(identity, box("0", "1"), both, Math.nextDown(0.5f)))
                .isInstanceOf(ReplayOutcome.Rejected.class);
        Condition either = new Condition.Or(List.of(outputAtLeast("0.75", true), both));
        assertConfirmed(replay(identity, box("0", "1"), either, 0.5));
        assertConfirmed(replay(identity, box("0", "1"), either, 0.875));
        assertThat(replay(identity, box("0", "1"), either, 0.75)).isInstanceOf(ReplayOutcome.Rejected.class);
        assertThat(replay(identity, box("0", "1"), Condition.FALSE, 0.75)).isInstanceOf(ReplayOutcome.Rejected.class);
        assertConfirmed(replay(identity, box("0", "1"), Condition.TRUE, 0.75));
        // x - y < 0 and x - y <= 0 hold of no and of every identity
        for (boolean strict : new boolean[] {true, false}) {
            Condition mixed = atom(Map.of(0, Rational.ONE), Map.of(0, Rational.of(-1)), Rational.ZERO, strict);
            assertThat(replay(identity, box("0", "1"), mixed, 0.3) instanceof ReplayOutcome.Confirmed)
                    .isEqualTo(!strict);
        }
    }

    @Test
    void withoutARuntimeOurOwnFloat32Decides() {
        CoreGraph identity = affine(1, 1, new float[] {1}, new float[] {0});
        Query query = query(identity, box("0", "1"), outputAtMost("0.5", false));
        try (Replayer replayer = new Replayer(identity, Optional.empty(), query)) {
            ReplayOutcome.Confirmed c = (ReplayOutcome.Confirmed) replayer.replay(0, new double[] {0.25});
            assertThat(c.warnings()).isEmpty();
            assertThat(c.counterexample().output32()).containsExactly(0.25f);
            assertThat(c.counterexample().replays())
                    .extracting(Counterexample.Replay::runtime)
                    .containsExactly("exact", "float32");
        }
        try (Replayer replayer = new Replayer(identity, Optional.of(new byte[] {1, 2, 3}), query)) {
            ReplayOutcome.Confirmed c = (ReplayOutcome.Confirmed) replayer.replay(0, new double[] {0.25});
            assertThat(c.warnings()).singleElement().asString().startsWith("ONNX Runtime did not run the model");
        }
    }

    @Test
    void aRuntimeThatComputesAnotherFunctionPreventsAConfirmation() {
        CoreGraph identity = affine(1, 1, new float[] {1}, new float[] {0});
        byte[] other = TinyOnnx.affine(1, 1, new float[] {1}, new float[] {0.5f});
        Query query = query(identity, box("0", "1"), outputAtMost("0.5", false));
        try (Replayer replayer = new Replayer(identity, Optional.of(other), query)) {
            assertThat(replayer.replay(0, new double[] {0.25})).isInstanceOf(ReplayOutcome.Disagreement.class);
        }
        byte[] wrongSize = TinyOnnx.affine(1, 2, new float[] {1, 1}, new float[] {0});
        try (Replayer replayer = new Replayer(identity, Optional.of(wrongSize), query)) {
            ReplayOutcome.Confirmed c = (ReplayOutcome.Confirmed) replayer.replay(0, new double[] {0.25});
            assertThat(c.warnings()).singleElement().asString().contains("the model takes more than the expected 1");
        }
    }

    @Test
    void whatCannotBeDecidedIsNotConfirmed() {
        CoreGraph.Builder b = new CoreGraph.Builder();
        CoreGraph sine = b.build(b.add(new CoreOp.Smooth(SmoothFunction.SIN), List.of(b.input(1)), 1, "Sin 's'"));
        Query query = query(sine, box("0", "0"), outputAtMost("0", false));
        try (Replayer replayer = new Replayer(sine, Optional.empty(), query)) {
            assertThat(replayer.replay(0, new double[] {0}))
                    .isInstanceOfSatisfying(
                            ReplayOutcome.Rejected.class,
                            r -> assertThat(r.reason()).contains("Sin 's'"));
        }
        Query clear = query(sine, box("0", "1"), outputAtLeast("0.5", false));
        try (Replayer replayer = new Replayer(sine, Optional.empty(), clear)) {
            assertConfirmed(replayer.replay(0, new double[] {1}));
        }
    }

    @Test
    void aClosedReplayerStillReplays() {
        CoreGraph identity = affine(1, 1, new float[] {1}, new float[] {0});
        Replayer replayer = replayer(identity, query(identity, box("0", "1"), outputAtMost("0.5", false)));
        assertConfirmed(replayer.replay(0, new double[] {0.25}));
        replayer.close();
        replayer.close();
        assertConfirmed(replayer.replay(0, new double[] {0.25}));
        replayer.close();
    }

    /** The limit is the exact output itself: the outcome must follow from strictness alone. */
    @Property(tries = 150)
    void exactTiesAreDecidedByStrictness(@ForAll long seed) {
        Random random = new Random(seed);
        float[] weights = new float[3];
        float[] x = new float[3];
        for (int i = 0; i < 3; i++) {
            weights[i] = (float) random.nextGaussian();
            x[i] = random.nextFloat();
        }
        CoreGraph graph = affine(1, 3, weights, new float[] {0});
        Rational y = Rational.ZERO;
        for (int i = 0; i < 3; i++) {
            y = y.add(Rational.of(weights[i]).multiply(Rational.of(x[i])));
        }
        Box box = new Box(
                List.of(Rational.ZERO, Rational.ZERO, Rational.ZERO),
                List.of(Rational.ONE, Rational.ONE, Rational.ONE));
        for (boolean strict : new boolean[] {true, false}) {
            Condition tie = atom(Map.of(), Map.of(0, Rational.ONE), y, strict);
            try (Replayer replayer = new Replayer(graph, Optional.empty(), query(graph, box, tie))) {
                ReplayOutcome outcome = replayer.replay(0, new double[] {x[0], x[1], x[2]});
                List<Counterexample.Replay> replays = outcome instanceof ReplayOutcome.Confirmed c
                        ? c.counterexample().replays()
                        : outcome instanceof ReplayOutcome.Disagreement d
                                ? d.counterexample().replays()
                                : List.of();
                assertThat(!replays.isEmpty() && replays.get(0).violates()).isEqualTo(!strict);
            }
        }
    }

    private static ReplayOutcome replay(CoreGraph graph, Box box, Condition unsafe, double... candidate) {
        try (Replayer replayer = replayer(graph, query(graph, box, unsafe))) {
            return replayer.replay(0, candidate);
        }
    }

    private static Replayer replayer(CoreGraph graph, Query query) {
        CoreOp.Affine op = (CoreOp.Affine) graph.node(graph.outputId()).op();
        float[] weights = new float[graph.inputSize() * graph.outputSize()];
        for (int i = 0; i < graph.outputSize(); i++) {
            int row = i * graph.inputSize();
            op.map().row(i, (j, w) -> weights[row + j] = (float) w);
        }
        float[] bias = new float[op.bias().length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) op.bias()[i];
        }
        byte[] onnx = TinyOnnx.affine(graph.outputSize(), graph.inputSize(), weights, bias);
        return new Replayer(graph, Optional.of(onnx), query);
    }

    private static Query query(CoreGraph graph, Box box, Condition unsafe) {
        return new Query(graph.inputSize(), graph.outputSize(), List.of(new Query.Case(box, unsafe)));
    }

    private static void assertConfirmed(ReplayOutcome outcome) {
        assertThat(outcome).isInstanceOf(ReplayOutcome.Confirmed.class);
    }

    static CoreGraph affine(int rows, int columns, float[] weights, float[] bias) {
        double[] w = new double[weights.length];
        Arrays.setAll(w, i -> weights[i]);
        double[] c = new double[bias.length];
        Arrays.setAll(c, i -> bias[i]);
        CoreGraph.Builder b = new CoreGraph.Builder();
        return b.build(b.affine(new DenseMap(rows, columns, w), c, b.input(columns), "Gemm"));
    }

    private static Box box(String low, String high) {
        return new Box(List.of(decimal(low)), List.of(decimal(high)));
    }

    private static Condition outputAtMost(String bound, boolean strict) {
        return atom(Map.of(), Map.of(0, Rational.ONE), decimal(bound), strict);
    }

    private static Condition outputAtLeast(String bound, boolean strict) {
        return atom(Map.of(), Map.of(0, Rational.of(-1)), decimal(bound).negate(), strict);
    }

    static Condition atom(Map<Integer, Rational> x, Map<Integer, Rational> y, Rational bound, boolean strict) {
        return new Condition.Atom(new LinearConstraint(new TreeMap<>(x), new TreeMap<>(y), bound, strict));
    }

    private static Rational decimal(String text) {
        return Rational.of(new BigDecimal(text));
    }
}
