package org.axiomj.encoders.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SmtSolvers;
import org.axiomj.encoders.SolverContract;
import org.junit.jupiter.api.Test;

class Z3SolverTest extends SolverContract {
    @Override
    protected SmtSolver solver() {
        return new Z3Solver();
    }

    @Test
    void runningOutOfMemoryIsNoAnswerAndDoesNotSpoilTheNextProblem() {
        assumeTrue(SmtSolvers.availability(solver()).works(), "no z3 here");
        assertThat(new Z3Solver(8, 1).solve(hard(), System.nanoTime() + 20_000_000_000L))
                .isInstanceOf(SmtAnswer.Unknown.class);
        assertThat(SmtSolvers.availability(solver()).works()).isTrue();
    }
}
