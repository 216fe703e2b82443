package org.axiomj.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.axiomj.encoders.backend.SmtInterpolSolver;
import org.axiomj.encoders.backend.Z3Solver;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Products and polynomials, which Z3 decides and SMTInterpol does not take. */
class NonlinearTest {
    private static final SmtSolver Z3 = new Z3Solver();

    @BeforeAll
    static void z3IsThere() {
        SmtSolvers.Availability z3 = SmtSolvers.availability(Z3);
        assumeTrue(z3.works(), z3.problem());
    }

    @Test
    void randomPolynomialNetworksAreContradictedByNoSample() {
        SplittableRandom random = new SplittableRandom(5);
        int[] words = new int[3];
        for (int k = 0; k < 150; k++) {
            CoreGraph graph = polynomial(random);
            Query.Case unsafe = TinyQueries.random(random, graph);
            SmtAnswer answer = SmtDecision.decide(graph, unsafe, Z3, System.nanoTime() + 2_000_000_000L);
            if (answer instanceof SmtAnswer.Unsat) {
                assertThat(TinyQueries.sample(random, graph, unsafe, 100))
                        .as("problem %d", k)
                        .isEmpty();
            } else if (answer instanceof SmtAnswer.Sat sat) {
                assertThat(TinyQueries.violates(graph, unsafe, sat.inputs()))
                        .as("problem %d", k)
                        .isTrue();
            }
            words[answer instanceof SmtAnswer.Unsat ? 0 : answer instanceof SmtAnswer.Sat ? 1 : 2]++;
        }
        assertThat(words[0]).as("without counterexample").isGreaterThan(30);
        assertThat(words[1]).as("with counterexample").isGreaterThan(30);
        assertThat(words[2]).as("undecided").isLessThan(30);
    }

    @Test
    void powersAreExactAtTies() {
        assertThat(decide(SmoothFunction.SQUARE, -2, 2, TinyQueries.output(0, -1, Rational.of(-4), true)))
                .isInstanceOf(SmtAnswer.Unsat.class);
        assertThat(decide(SmoothFunction.POW_3, -2, 2, TinyQueries.output(0, 1, Rational.of(-8), false)))
                .isEqualTo(new SmtAnswer.Sat(List.of(Rational.of(-2))));
        assertThat(decide(SmoothFunction.RECIPROCAL, 1, 3, TinyQueries.output(0, 3, Rational.ONE, true)))
                .isInstanceOf(SmtAnswer.Unsat.class);
        assertThat(decide(SmoothFunction.RECIPROCAL, 1, 3, TinyQueries.output(0, 3, Rational.ONE, false)))
                .isEqualTo(new SmtAnswer.Sat(List.of(Rational.of(3))));
    }

    @Test
    void anIrrationalSolutionIsNotTakenForACounterexample() {
        Condition isTwo = new Condition.And(List.of(
                TinyQueries.output(0, 1, Rational.of(2), false), TinyQueries.output(0, -1, Rational.of(-2), false)));
        assertThat(decide(SmoothFunction.SQUARE, 0, 2, isTwo))
                .isInstanceOf(SmtAnswer.Unknown.class)
                .asString()
                .contains("irrational");
    }

    @Test
    void nothingIsProvedOfAReciprocalAtZero() {
        Condition isZero = new Condition.And(List.of(
                TinyQueries.output(0, 1, Rational.ZERO, false), TinyQueries.output(0, -1, Rational.ZERO, false)));
        assertThat(decide(SmoothFunction.RECIPROCAL, -1, 1, isZero)).isInstanceOf(SmtAnswer.Unknown.class);
        assertThat(decide(SmoothFunction.RECIPROCAL, 1, 2, isZero)).isInstanceOf(SmtAnswer.Unsat.class);
    }

    @Test
    void aLinearSolverDeclines() {
        Query.Case unsafe = new Query.Case(TinyQueries.box(0, 1), Condition.TRUE);
        assertThat(SmtDecision.decide(
                        single(SmoothFunction.SQUARE),
                        unsafe,
                        new SmtInterpolSolver(),
                        System.nanoTime() + 20_000_000_000L))
                .isInstanceOf(SmtAnswer.Unknown.class)
                .asString()
                .contains("does not multiply");
    }

    private static CoreGraph polynomial(SplittableRandom random) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int a = TinyNetworks.dense(builder, random, builder.input(2), 2);
        int b = TinyNetworks.dense(builder, random, a, 2);
        int node = random.nextBoolean()
                ? builder.add(new CoreOp.Product(), List.of(a, b), 2, "product")
                : builder.add(
                        new CoreOp.Smooth(random.nextBoolean() ? SmoothFunction.SQUARE : SmoothFunction.POW_3),
                        List.of(b),
                        2,
                        "power");
        return builder.build(TinyNetworks.dense(builder, random, node, 2));
    }

    private static CoreGraph single(SmoothFunction function) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        return builder.build(builder.add(new CoreOp.Smooth(function), List.of(builder.input(1)), 1, "smooth"));
    }

    private static SmtAnswer decide(SmoothFunction function, double lower, double upper, Condition unsafe) {
        Query.Case problem = new Query.Case(TinyQueries.box(lower, upper), unsafe);
        return SmtDecision.decide(single(function), problem, Z3, System.nanoTime() + 20_000_000_000L);
    }
}
