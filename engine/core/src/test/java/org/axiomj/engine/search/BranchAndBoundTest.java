package org.axiomj.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Queries;
import org.axiomj.engine.RandomGraphs;
import org.axiomj.engine.attack.Falsifier;
import org.axiomj.engine.bounds.BoundGraph;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Replayer;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

class BranchAndBoundTest {
    private static final CoreGraph NETWORK = RandomGraphs.relu(new SplittableRandom(3), 3, 12, 2, 1);

    /** Every input violates it, so nothing may ever be excluded; the replayer is told of a case that nothing satisfies. */
    private static final Query ALWAYS_VIOLATED = Queries.single(
            1,
            Queries.box(-1, 1, -1, 1, -1, 1),
            new Condition.Or(List.of(
                    Queries.output(0, 1, Rational.of(1), false), Queries.output(0, -1, Rational.of(-1), false))));

    private static SearchOutcome search(long nanos, SmtSolver solver, int threads) {
        Query never = Queries.single(1, Queries.box(-1, 1, -1, 1, -1, 1), Condition.FALSE);
        Target target = Target.of(ALWAYS_VIOLATED, 0);
        Task task = new Root(new BoundGraph(NETWORK), List.of(target), () -> false)
                .open(target, new org.axiomj.proofs.elaborate.ProofTree(), () -> false)
                .orElseThrow();
        Options options = new Options(
                System.nanoTime() + nanos,
                Semantics.REAL,
                threads,
                4000,
                1,
                "auto",
                Options.Certificates.OFF,
                java.util.Optional.empty());
        try (Replayer replayer = new Replayer(NETWORK, Optional.empty(), never)) {
            Falsifier falsifier = new Falsifier(NETWORK, replayer, 1);
            TieBreaker ties = new TieBreaker(NETWORK, ALWAYS_VIOLATED, solver, true);
            return new BranchAndBound(task, options, falsifier, ties, Progress.Listener.NONE).run();
        }
    }

    @Test
    void aDeadlineAtAnyMomentNeverTurnsAnOpenPartIntoAnExcludedOne() {
        SplittableRandom random = new SplittableRandom(5);
        for (int k = 0; k < 1500; k++) {
            long nanos = random.nextInt(1_500_000);
            assertThat(search(nanos, new StandIn(new SmtAnswer.Unknown("silent")), 1 + k % 2))
                    .as("deadline after %d ns", nanos)
                    .isInstanceOf(SearchOutcome.Open.class);
        }
    }

    /** A solver that always says the same. */
    private record StandIn(SmtAnswer answer) implements SmtSolver {
        @Override
        public String name() {
            return "stand-in";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public boolean supportsNonlinear() {
            return true;
        }

        @Override
        public SmtAnswer solve(SmtProblem problem, long deadlineNanos) {
            return answer;
        }
    }
}
