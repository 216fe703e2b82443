package org.axiomj.encoders;

import java.util.List;
import java.util.Optional;
import org.axiomj.encoders.backend.SmtInterpolSolver;
import org.axiomj.encoders.backend.Z3Solver;
import org.axiomj.ir.exact.Rational;

/** The solvers that come with the program. A new one is one class and one line here. */
public final class SmtSolvers {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private SmtSolvers() {}

    /** All of them, working or not; nothing of a solver is loaded by this. */
    public static List<SmtSolver> all() {
        return List.of(new Z3Solver(), new SmtInterpolSolver());
    }

    public static Optional<SmtSolver> find(String name) {
        return all().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** Whether the solver decides trivial problems here, one with and one without a solution, and if not, why. */
    public static Availability availability(SmtSolver solver) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        return GuardedSolver.call(
                solver.name(), () -> tried(solver, deadline), reason -> new Availability(false, "", reason), deadline);
    }

    private static Availability tried(SmtSolver solver, long deadline) {
        String version = solver.version();
        SmtAnswer none = solver.solve(trivial("(< X_0 1.0)"), deadline);
        if (!(none instanceof SmtAnswer.Unsat)) {
            return new Availability(false, version, "answered " + none + " to a problem without a solution");
        }
        SmtAnswer one = solver.solve(trivial("(< X_0 3.0)"), deadline);
        boolean right = one instanceof SmtAnswer.Sat sat
                && sat.inputs().size() == 1
                && sat.inputs().get(0).compareTo(Rational.of(1)) > 0
                && sat.inputs().get(0).compareTo(Rational.of(3)) < 0;
        return new Availability(
                right, version, right ? "" : "answered " + one + " to a problem with solutions between 1 and 3");
    }

    private static SmtProblem trivial(String second) {
        return new SmtProblem(
                "(declare-fun X_0 () Real)\n(assert (and (> X_0 1.0) " + second + "))\n", List.of("X_0"), false);
    }

    /**
     * Whether a solver works on this machine.
     *
     * @param version empty if it could not be asked
     * @param problem empty if it works
     */
    public record Availability(boolean works, String version, String problem) {}
}
