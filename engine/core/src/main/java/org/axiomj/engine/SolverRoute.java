package org.axiomj.engine;

import java.util.Optional;
import java.util.function.BiFunction;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtDecision;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;
import org.axiomj.properties.Query;

/**
 * Lets one SMT solver decide every case alone. That nothing satisfies is the solver's word, an oracle; an assignment counts
 * only after replay.
 */
final class SolverRoute {
    private final CoreGraph graph;
    private final Query query;
    private final SmtSolver solver;
    private final long deadlineNanos;
    private final BiFunction<Integer, double[], Optional<Counterexample>> confirm;

    SolverRoute(
            CoreGraph graph,
            Query query,
            SmtSolver solver,
            long deadlineNanos,
            BiFunction<Integer, double[], Optional<Counterexample>> confirm) {
        this.graph = graph;
        this.query = query;
        this.solver = solver;
        this.deadlineNanos = deadlineNanos;
        this.confirm = confirm;
    }

    /** How the solver's run ended. */
    sealed interface Result {
        record NothingSatisfies() implements Result {}

        record Found(Counterexample counterexample) implements Result {}

        record Failed(Verdict.Reason reason, String detail) implements Result {}
    }

    Result decide() {
        Optional<Result> failure = Optional.empty();
        for (int i = 0; i < query.cases().size(); i++) {
            if (System.nanoTime() - deadlineNanos >= 0) {
                return new Result.Failed(Verdict.Reason.TIMEOUT, "the time limit was reached");
            }
            SmtAnswer answer = SmtDecision.decide(graph, query.cases().get(i), solver, deadlineNanos);
            Result result = result(i, answer);
            if (result instanceof Result.Found) {
                return result;
            } else if (result instanceof Result.Failed && failure.isEmpty()) {
                failure = Optional.of(result);
            }
        }
        return failure.orElse(new Result.NothingSatisfies());
    }

    private Result result(int caseIndex, SmtAnswer answer) {
        if (answer instanceof SmtAnswer.Unsat) {
            return new Result.NothingSatisfies();
        } else if (answer instanceof SmtAnswer.Sat sat) {
            double[] point =
                    sat.inputs().stream().mapToDouble(Rational::toDouble).toArray();
            Optional<Counterexample> replayed = confirm.apply(caseIndex, point);
            return replayed.isPresent()
                    ? new Result.Found(replayed.get())
                    : new Result.Failed(
                            Verdict.Reason.INCOMPLETE,
                            solver.name()
                                    + " found a real input that violates the property, but its nearest float32 input does not");
        }
        boolean late = System.nanoTime() - deadlineNanos >= 0;
        return new Result.Failed(
                late ? Verdict.Reason.TIMEOUT : Verdict.Reason.SOLVER_FAILED, ((SmtAnswer.Unknown) answer).reason());
    }
}
