package org.axiomj.encoders;

import java.util.List;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Conditions;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;

/**
 * Lets a solver decide one case, over the real numbers. A satisfying assignment counts only if the network itself, evaluated
 * exactly on it and not through the encoding, satisfies the unsafe condition; a solver that says otherwise was wrong and the
 * answer is {@link SmtAnswer.Unknown}. {@link SmtAnswer.Unsat} is the solver's word, an oracle.
 */
public final class SmtDecision {
    private SmtDecision() {}

    /** As below, with nothing known about the neurons. */
    public static SmtAnswer decide(CoreGraph graph, Query.Case unsafe, SmtSolver solver, long deadlineNanos) {
        return decide(graph, unsafe, NeuronBounds.NONE, solver, deadlineNanos);
    }

    /**
     * Whether an input of the case's box meets its unsafe condition. Whatever the solver does, hanging and throwing included,
     * this returns soon after the deadline of {@link System#nanoTime}.
     *
     * @throws UnsupportedOperatorException naming the node, if the network cannot be written in polynomial real arithmetic
     */
    public static SmtAnswer decide(
            CoreGraph graph, Query.Case unsafe, NeuronBounds bounds, SmtSolver solver, long deadlineNanos) {
        SmtProblem problem;
        try {
            problem = CaseEncoder.encode(graph, List.of(unsafe), bounds, EncodingBudget.until(deadlineNanos));
        } catch (EncodingBudget.Exhausted e) {
            return new SmtAnswer.Unknown(String.valueOf(e.getMessage()));
        }
        if (problem.nonlinear() && !solver.supportsNonlinear()) {
            return new SmtAnswer.Unknown(solver.name() + " does not multiply variables, and this problem does");
        }
        SmtAnswer answer = GuardedSolver.solve(solver, problem, deadlineNanos);
        return answer instanceof SmtAnswer.Sat sat ? checked(graph, unsafe, solver, sat) : answer;
    }

    private static SmtAnswer checked(CoreGraph graph, Query.Case unsafe, SmtSolver solver, SmtAnswer.Sat sat) {
        try {
            if (satisfies(graph, unsafe, sat.inputs())) {
                return sat;
            }
        } catch (UnsupportedOperatorException undefined) {
            return new SmtAnswer.Unknown(
                    solver.name() + " found an input at which the network has no value: " + undefined.getMessage());
        }
        return new SmtAnswer.Unknown(
                sat.exact()
                        ? solver.name() + " gave an assignment that does not satisfy the problem"
                        : solver.name() + " found an irrational solution, and no rational input near it is one");
    }

    private static boolean satisfies(CoreGraph graph, Query.Case unsafe, List<Rational> x) {
        if (x.size() != unsafe.box().size() || !Conditions.contains(unsafe.box(), x::get)) {
            return false;
        }
        return holds(unsafe.unsafe(), x, ExactEvaluator.evaluate(graph, x));
    }

    /** Whether the condition holds wherever in their enclosures the outputs lie. */
    private static boolean holds(Condition condition, List<Rational> x, List<Enclosure> y) {
        if (condition instanceof Condition.Atom atom) {
            Rational most = atom.constraint().excess(x::get, j -> worst(atom.constraint(), j, y.get(j)));
            return atom.constraint().strict() ? most.signum() < 0 : most.signum() <= 0;
        } else if (condition instanceof Condition.And and) {
            return and.parts().stream().allMatch(c -> holds(c, x, y));
        }
        return ((Condition.Or) condition).parts().stream().anyMatch(c -> holds(c, x, y));
    }

    /** The end of an output's enclosure that makes the constraint hardest to meet. */
    private static Rational worst(LinearConstraint constraint, int output, Enclosure y) {
        Rational factor = constraint.outputs().getOrDefault(output, Rational.ZERO);
        return factor.signum() > 0 ? y.upper() : y.lower();
    }
}
