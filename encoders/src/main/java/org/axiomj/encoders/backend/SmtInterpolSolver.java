package org.axiomj.encoders.backend;

import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.encoders.SmtSolver;

/**
 * SMTInterpol through JavaSMT: pure Java, linear arithmetic, a second opinion that shares nothing with Z3. This class mentions
 * none of theirs, so that having it loads nothing.
 */
public final class SmtInterpolSolver implements SmtSolver {
    @Override
    public String name() {
        return "smtinterpol";
    }

    @Override
    public String version() {
        return JavaSmtSession.version();
    }

    @Override
    public boolean supportsNonlinear() {
        return false;
    }

    @Override
    public SmtAnswer solve(SmtProblem problem, long deadlineNanos) {
        return JavaSmtSession.solve(problem, deadlineNanos);
    }
}
