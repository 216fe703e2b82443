package org.axiomj.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
    /** y = relu(x0 - x1) / 2 - relu(x1 - x0) / 2 on [0, 1]^2, whose range is [-1/2, 1/2]. */
    private static final CoreGraph HALF = half();

    private static CoreGraph half() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(2);
        int z = builder.affine(new DenseMap(2, 2, new double[] {1, -1, -1, 1}), new double[2], x, "hidden");
        int h = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(z), 2, "relu");
        return builder.build(builder.affine(new DenseMap(1, 2, new double[] {0.5, -0.5}), new double[1], h, "output"));
    }

    private static Verdict decide(Condition unsafe, String solver) {
        Query query = Queries.single(1, Queries.box(0, 1, 0, 1), unsafe);
        return Verifier.verify(HALF, Optional.empty(), query, options().withSolver(solver), Progress.Listener.NONE);
    }

    private static Options options() {
        return Options.withTimeout(Duration.ofSeconds(20)).withThreads(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "z3", "smtinterpol"})
    void theOutputNeverExceedsOneHalf(String solver) {
        assertThat(decide(Queries.output(0, -1, Rational.of(-0.5), true), solver))
                .isInstanceOf(Verdict.Proved.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "z3", "smtinterpol"})
    void theOutputReachesOneHalfAtACorner(String solver) {
        Verdict verdict = decide(Queries.output(0, -1, Rational.of(-0.5), false), solver);
        assertThat(verdict).isInstanceOf(Verdict.Refuted.class);
        assertThat(((Verdict.Refuted) verdict).counterexample().input()).containsExactly(Rational.ONE, Rational.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "z3", "smtinterpol"})
    void theOutputStaysAboveItsMinimumAndGoesBelowZero(String solver) {
        assertThat(decide(Queries.output(0, 1, Rational.of(-0.6), false), solver))
                .isInstanceOf(Verdict.Proved.class);
        assertThat(decide(Queries.output(0, 1, Rational.ZERO, true), solver)).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void aConditionThatIsNeverTrueIsExcludedAndOneThatAlwaysHoldsIsMet() {
        assertThat(decide(Condition.FALSE, "auto")).isInstanceOf(Verdict.Proved.class);
        assertThat(decide(Condition.TRUE, "auto")).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void anUnknownSolverIsAFailureAndNoVerdict() {
        Verdict verdict = decide(Condition.TRUE, "nonesuch");
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class, u -> assertThat(u.reason()).isEqualTo(Verdict.Reason.SOLVER_FAILED));
    }

    @Test
    void anOracleIsNotACertificate() {
        Query query = Queries.single(1, Queries.box(0, 1, 0, 1), Queries.output(0, 1, Rational.of(-1), true));
        Options strict = options().withCertificates(Options.Certificates.REQUIRED, Optional.empty());
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(2);
        int sign = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.SIGN)), List.of(x), 2, "sign");
        CoreGraph jumps =
                builder.build(builder.affine(new DenseMap(1, 2, new double[] {1, 1}), new double[1], sign, "sum"));
        Verdict word = Verifier.verify(
                jumps,
                Optional.empty(),
                Queries.single(1, Queries.box(1, 2, 1, 2), Queries.output(0, 1, Rational.of(1), true)),
                strict.withSolver("z3"),
                Progress.Listener.NONE);
        assertThat(word)
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class, u -> assertThat(u.reason()).isEqualTo(Verdict.Reason.UNCERTIFIED));
        Verdict proof = Verifier.verify(HALF, Optional.empty(), query, strict, Progress.Listener.NONE);
        assertThat(proof)
                .isInstanceOfSatisfying(
                        Verdict.Proved.class, p -> assertThat(p.evidence()).isInstanceOf(Evidence.Certificate.class));
    }

    @Test
    void aPassedDeadlineIsATimeout() {
        Query query = Queries.single(1, Queries.box(0, 1, 0, 1), Queries.output(0, -1, Rational.of(-0.5), true));
        Options late = Options.withTimeout(Duration.ZERO);
        Verdict verdict = Verifier.verify(HALF, Optional.empty(), query, late, Progress.Listener.NONE);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class, u -> assertThat(u.reason()).isEqualTo(Verdict.Reason.TIMEOUT));
    }

    @Test
    void aFunctionWithoutBoundsIsUnsupportedByName() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        CoreGraph sine =
                builder.build(builder.add(new CoreOp.Smooth(SmoothFunction.SIN), List.of(x), 1, "Sin 'wave' (node 0)"));
        Query query = Queries.single(1, Queries.box(0, 1), Queries.output(0, -1, Rational.of(-2), true));
        Verdict verdict = Verifier.verify(sine, Optional.empty(), query, options(), Progress.Listener.NONE);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Unknown.class, u -> {
            assertThat(u.reason()).isEqualTo(Verdict.Reason.UNSUPPORTED);
            assertThat(u.detail()).contains("Sin 'wave' (node 0)");
        });
    }

    @Test
    void aQueryAboutAnotherNetworkIsRefused() {
        Query query = Queries.single(1, Queries.box(0, 1), Condition.TRUE);
        assertThatThrownBy(() -> Verifier.verify(HALF, Optional.empty(), query, options(), Progress.Listener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 inputs and 1 outputs, the network has 2 and 1");
    }

    /** The sum of 0.1f and 0.2f is about 0.3 + 4e-9 over the reals, and 0.3 + 1.2e-8 in float32; the limit is between. */
    @Test
    void aProofOverTheRealsSaysWhereRoundingBreaksTheProperty() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        int y = builder.affine(new DenseMap(1, 1, new double[] {0.1f}), new double[] {0.2f}, x, "sum");
        CoreGraph graph = builder.build(y);
        Rational exact = Rational.of(0.1f).add(Rational.of(0.2f));
        assertThat(Rational.of(0.1f + 0.2f)).isGreaterThan(exact);

        Rational limit = exact.add(Rational.of(0.1f + 0.2f)).divide(Rational.of(2L));
        Query query = Queries.single(1, Queries.box(1, 1), Queries.output(0, -1, limit.negate(), true));
        Verdict verdict = Verifier.verify(graph, Optional.empty(), query, options(), Progress.Listener.NONE);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Proved.class, p -> {
            assertThat(p.evidence()).isInstanceOf(Evidence.Certificate.class);
            assertThat(p.float32Violation())
                    .hasValueSatisfying(c -> assertThat(c.output32()).containsExactly(0.1f + 0.2f));
        });
    }
}
