package org.axiomj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtDecision;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SmtSolvers;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

/**
 * Four voices on thousands of tiny networks and properties: the search, Z3, SMTInterpol, and exact sampling. A counterexample
 * of a solver may be a real point that no float32 has, so the search may then be undecided; it may never contradict.
 */
class AgreementTest {
    @Test
    void theSearchZ3SmtInterpolAndSamplingNeverContradictEachOther() {
        SplittableRandom random = new SplittableRandom(20261123);
        List<SmtSolver> solvers = SmtSolvers.all();
        int[] words = new int[3];
        for (int k = 0; k < 2000; k++) {
            CoreGraph graph = random.nextBoolean()
                    ? RandomGraphs.relu(random, 2, 3, 1 + random.nextInt(2), 2)
                    : RandomGraphs.mixed(random, 2, 1, 2, false);
            Query query = Queries.random(random, graph);
            Options options = Options.withTimeout(Duration.ofSeconds(2)).withThreads(1);
            Verdict verdict = Verifier.verify(graph, Optional.empty(), query, options, Progress.Listener.NONE);
            Optional<List<Rational>> sampled = Queries.sample(random, graph, query, 12);
            words[verdict instanceof Verdict.Proved ? 0 : verdict instanceof Verdict.Refuted ? 1 : 2]++;
            if (sampled.isPresent()) {
                assertThat(verdict).as("case %d, sampled %s", k, sampled).isNotInstanceOf(Verdict.Proved.class);
            }
            // Z3 speaks on every problem; SMTInterpol, slower to start, on every eighth.
            for (SmtSolver solver : k % 8 == 0 ? solvers : solvers.subList(0, 1)) {
                boolean satisfiable = satisfiable(graph, query, solver);
                assertThat(satisfiable && verdict instanceof Verdict.Proved)
                        .as("%s, case %d", solver.name(), k)
                        .isFalse();
                assertThat(!satisfiable && verdict instanceof Verdict.Refuted)
                        .as("%s, case %d", solver.name(), k)
                        .isFalse();
                assertThat(!satisfiable && sampled.isPresent())
                        .as("%s, case %d", solver.name(), k)
                        .isFalse();
            }
        }
        assertThat(words[0]).as("proved").isGreaterThan(300);
        assertThat(words[1]).as("refuted").isGreaterThan(300);
        assertThat(words[2]).as("undecided").isLessThan(40);
    }

    private static boolean satisfiable(CoreGraph graph, Query query, SmtSolver solver) {
        for (Query.Case unsafe : query.cases()) {
            SmtAnswer answer = SmtDecision.decide(graph, unsafe, solver, System.nanoTime() + 20_000_000_000L);
            assertThat(answer).isNotInstanceOf(SmtAnswer.Unknown.class);
            if (answer instanceof SmtAnswer.Sat) {
                return true;
            }
        }
        return false;
    }
}
