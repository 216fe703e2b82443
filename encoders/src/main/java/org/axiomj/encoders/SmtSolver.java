package org.axiomj.encoders;

/** A solver of real arithmetic. Implementations load native code only when {@link #version} or {@link #solve} is called. */
public interface SmtSolver {
    /** The name on the command line: lower case, no spaces. */
    String name();

    /**
     * Loads the solver and returns its version.
     *
     * @throws RuntimeException or a {@link LinkageError} if it cannot run here
     */
    String version();

    /** Whether products of variables are understood. */
    boolean supportsNonlinear();

    /** Decides a problem; should stop by itself at the deadline of {@link System#nanoTime}. */
    SmtAnswer solve(SmtProblem problem, long deadlineNanos);
}
