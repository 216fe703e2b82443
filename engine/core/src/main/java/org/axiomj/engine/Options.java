package org.axiomj.engine;

/**
 * How to search.
 *
 * @param deadlineNanos when to stop, on the clock of {@link System#nanoTime()}
 * @param semantics what the verdict shall be about
 * @param threads workers; at least 1
 * @param memoryMegabytes ceiling on the Java heap in use; reaching it yields UNKNOWN(MEMORY)
 * @param seed of every random choice
 * @param solver "auto" (search, then SMT where bounds end) or the name of an SMT solver that shall decide alone
 * @param requireCertificate whether an oracle's word is too little
 */
public record Options(
        long deadlineNanos,
        Semantics semantics,
        int threads,
        long memoryMegabytes,
        long seed,
        String solver,
        boolean requireCertificate) {
    public Options {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, found " + threads);
        }
    }

    /** Real semantics, every core, three quarters of the heap that the machine allows, automatic solver. */
    public static Options withTimeout(java.time.Duration timeout) {
        return new Options(
                System.nanoTime() + timeout.toNanos(),
                Semantics.REAL,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / (1 << 20) * 3 / 4,
                1,
                "auto",
                false);
    }

    public Options withSeed(long newSeed) {
        return new Options(deadlineNanos, semantics, threads, memoryMegabytes, newSeed, solver, requireCertificate);
    }

    public Options withThreads(int newThreads) {
        return new Options(deadlineNanos, semantics, newThreads, memoryMegabytes, seed, solver, requireCertificate);
    }

    public Options withSolver(String newSolver) {
        return new Options(deadlineNanos, semantics, threads, memoryMegabytes, seed, newSolver, requireCertificate);
    }

    public boolean expired() {
        return System.nanoTime() - deadlineNanos >= 0;
    }
}
