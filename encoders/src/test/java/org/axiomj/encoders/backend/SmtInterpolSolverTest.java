package org.axiomj.encoders.backend;

import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SolverContract;

class SmtInterpolSolverTest extends SolverContract {
    @Override
    protected SmtSolver solver() {
        return new SmtInterpolSolver();
    }
}
