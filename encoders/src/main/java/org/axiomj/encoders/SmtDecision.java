package org.axiomj.encoders;

import java.util.List;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;

/**
 * Lets a solver decide one case. A satisfying assignment counts only if the network, evaluated exactly on it, satisfies the
 * unsafe condition; a solver that says otherwise was wrong and the answer is {@link SmtAnswer.Unknown}. {@link
 * SmtAnswer.Unsat} is the solver's word.
 */
public final class SmtDecision {
    private SmtDecision() {}

    /** Never throws for what a solver does; see {@link GuardedSolver}. */
    public static SmtAnswer decide(CoreGraph graph, Query.Case unsafe, SmtSolver solver, long deadlineNanos) {
        CaseEncoder encoder = new CaseEncoder(graph, lowerCorner(unsafe.box()), upperCorner(unsafe.box()));
        SmtProblem problem = encoder.problem(encoder.holds(unsafe));
        if (problem.nonlinear() && !solver.supportsNonlinear()) {
            return new SmtAnswer.Unknown(solver.name() + " does not multiply variables, and this problem does");
        }
        SmtAnswer answer = GuardedSolver.solve(solver, problem, deadlineNanos);
        return answer instanceof SmtAnswer.Sat sat && !satisfies(graph, unsafe, sat.inputs())
                ? new SmtAnswer.Unknown(solver.name() + " gave an assignment that does not satisfy the problem")
                : answer;
    }

    private static boolean satisfies(CoreGraph graph, Query.Case unsafe, List<Rational> x) {
        if (x.size() != unsafe.box().size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i).compareTo(unsafe.box().lower().get(i)) < 0 || x.get(i).compareTo(unsafe.box().upper().get(i)) > 0) {
                return false;
            }
        }
        List<Enclosure> y = ExactEvaluator.evaluate(graph, x);
        return holds(unsafe.unsafe(), x, y);
    }

    private static boolean holds(Condition condition, List<Rational> x, List<Enclosure> y) {
        if (condition instanceof Condition.Atom atom) {
            Rational most = atom.constraint().excess(x::get, j -> atom.constraint().outputs().get(j).signum() > 0
                    ? y.get(j).upper() : y.get(j).lower());
            return atom.constraint().strict() ? most.signum() < 0 : most.signum() <= 0;
        } else if (condition instanceof Condition.And and) {
            return and.parts().stream().allMatch(c -> holds(c, x, y));
        }
        return ((Condition.Or) condition).parts().stream().anyMatch(c -> holds(c, x, y));
    }

    static double[] lowerCorner(Box box) {
        return box.lower().stream().mapToDouble(Rational::toDoubleDown).toArray();
    }

    static double[] upperCorner(Box box) {
        return box.upper().stream().mapToDouble(Rational::toDoubleUp).toArray();
    }
}
