package org.axiomj.encoders;

import java.util.List;
import java.util.Optional;
import org.axiomj.encoders.backend.SmtInterpolSolver;
import org.axiomj.encoders.backend.Z3Solver;

/** The solvers that come with the program. A new one is one class and one line here. */
public final class SmtSolvers {
    private SmtSolvers() {}

    public static List<SmtSolver> all() {
        return List.of(new Z3Solver(), new SmtInterpolSolver());
    }

    public static Optional<SmtSolver> find(String name) {
        return all().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** Whether the solver decides a trivial problem here, and if not, why. */
    public static Availability availability(SmtSolver solver) {
        try {
            String version = solver.version();
            SmtProblem trivial = new SmtProblem(
                    "(set-logic QF_LRA)\n(declare-fun X_0 () Real)\n(assert (and (> X_0 1.0) (< X_0 1.0)))\n", List.of("X_0"), false);
            SmtAnswer answer = solver.solve(trivial, System.nanoTime() + 20_000_000_000L);
            return new Availability(
                    answer instanceof SmtAnswer.Unsat, version,
                    answer instanceof SmtAnswer.Unsat ? "" : "answered " + answer + " to a problem without a solution");
        } catch (RuntimeException | LinkageError e) {
            return new Availability(false, "", e.toString());
        }
    }

    /**
     * Whether a solver works on this machine.
     *
     * @param version empty if it could not be asked
     * @param problem empty if it works
     */
    public record Availability(boolean works, String version, String problem) {}
}
