package org.axiomj.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.axiomj.encoders.backend.SmtInterpolSolver;
import org.axiomj.encoders.backend.Z3Solver;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

/** Three voices on thousands of tiny networks and properties: Z3, SMTInterpol, and exact sampling. */
class SolverAgreementTest {
    private static final SmtSolver Z3 = new Z3Solver();
    private static final SmtSolver SMTINTERPOL = new SmtInterpolSolver();
    private static final long SEED = 20261123;

    @Test
    void z3AndSmtInterpolAgreeAndNoSampleContradictsThem() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] words = new int[2];
        for (int k = 0; k < 2000; k++) {
            CoreGraph graph = network(random);
            Query.Case unsafe = TinyQueries.random(random, graph);
            boolean z3 = satisfiable(graph, unsafe, Z3, k);
            assertThat(satisfiable(graph, unsafe, SMTINTERPOL, k))
                    .as("problem %d, Z3 says %s", k, z3)
                    .isEqualTo(z3);
            if (!z3) {
                Optional<List<Rational>> sampled = TinyQueries.sample(random, graph, unsafe, 40);
                assertThat(sampled)
                        .as("problem %d, both say that there is no counterexample", k)
                        .isEmpty();
            }
            words[z3 ? 1 : 0]++;
        }
        assertThat(words[0]).as("without counterexample").isGreaterThan(500);
        assertThat(words[1]).as("with counterexample").isGreaterThan(500);
    }

    private static CoreGraph network(SplittableRandom random) {
        int inputs = 2 + random.nextInt(2);
        return random.nextInt(3) == 0
                ? TinyNetworks.relu(random, inputs, 3 + random.nextInt(2), 1 + random.nextInt(2), 2)
                : TinyNetworks.random(random, inputs, 3, 1 + random.nextInt(2), 2);
    }

    /** An assignment has been checked by {@link SmtDecision}, and is checked here again, by other code. */
    private static boolean satisfiable(CoreGraph graph, Query.Case unsafe, SmtSolver solver, int k) {
        SmtAnswer answer = SmtDecision.decide(graph, unsafe, solver, System.nanoTime() + 20_000_000_000L);
        assertThat(answer).as("%s on problem %d", solver.name(), k).isNotInstanceOf(SmtAnswer.Unknown.class);
        if (answer instanceof SmtAnswer.Sat sat) {
            assertThat(TinyQueries.violates(graph, unsafe, sat.inputs()))
                    .as("%s on problem %d", solver.name(), k)
                    .isTrue();
            return true;
        }
        return false;
    }
}
