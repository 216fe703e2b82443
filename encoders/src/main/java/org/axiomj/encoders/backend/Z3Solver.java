package org.axiomj.encoders.backend;

import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.encoders.SmtSolver;

/**
 * Z3 through its own Java bindings; its native library comes inside the artefact. Linear and non-linear real arithmetic. This
 * class mentions none of Z3's, so that having it loads nothing.
 */
public final class Z3Solver implements SmtSolver {
    private final int memoryMegabytes;
    private final int seed;

    /** At most 2 GB of native memory, seed 1. */
    public Z3Solver() {
        this(2048, 1);
    }

    /**
     * A solver with its own limits.
     *
     * @param memoryMegabytes native memory; Z3 has one limit for the process, the last one set
     * @param seed for every random choice; equal seeds give equal answers
     */
    public Z3Solver(int memoryMegabytes, int seed) {
        this.memoryMegabytes = memoryMegabytes;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "z3";
    }

    @Override
    public String version() {
        return Z3Session.version();
    }

    @Override
    public boolean supportsNonlinear() {
        return true;
    }

    @Override
    public SmtAnswer solve(SmtProblem problem, long deadlineNanos) {
        return Z3Session.solve(problem, memoryMegabytes, seed, deadlineNanos);
    }
}
