package org.axiomj.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.axiomj.proofs.statement.Semantics;

/**
 * How to search.
 *
 * @param deadlineNanos when to stop, on the clock of {@link System#nanoTime()}
 * @param semantics what the verdict shall be about
 * @param threads workers; at least 1
 * @param memoryMegabytes ceiling on the Java heap in use; reaching it yields UNKNOWN(MEMORY)
 * @param seed of every random choice
 * @param solver "auto" (search, then SMT where bounds end) or the name of an SMT solver that shall decide alone
 * @param certificates whether proofs are to be certified
 * @param certificateFile where a certificate goes; it is gzipped
 */
public record Options(
        long deadlineNanos,
        Semantics semantics,
        int threads,
        long memoryMegabytes,
        long seed,
        String solver,
        Certificates certificates,
        Optional<Path> certificateFile) {
    /** Whether a proof gets a certificate. */
    public enum Certificates {
        /** The search's word is enough, and time matters. */
        OFF,
        /** A certificate where there is time and the kernel has words for the network; an oracle's word otherwise. */
        WHERE_POSSIBLE,
        /** An oracle's word is too little. */
        REQUIRED
    }

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
                Certificates.WHERE_POSSIBLE,
                Optional.empty());
    }

    public Options withDeadline(long newDeadlineNanos) {
        return new Options(
                newDeadlineNanos, semantics, threads, memoryMegabytes, seed, solver, certificates, certificateFile);
    }

    public Options withSemantics(Semantics newSemantics) {
        return new Options(
                deadlineNanos, newSemantics, threads, memoryMegabytes, seed, solver, certificates, certificateFile);
    }

    public Options withSeed(long newSeed) {
        return new Options(
                deadlineNanos, semantics, threads, memoryMegabytes, newSeed, solver, certificates, certificateFile);
    }

    public Options withThreads(int newThreads) {
        return new Options(
                deadlineNanos, semantics, newThreads, memoryMegabytes, seed, solver, certificates, certificateFile);
    }

    public Options withSolver(String newSolver) {
        return new Options(
                deadlineNanos, semantics, threads, memoryMegabytes, seed, newSolver, certificates, certificateFile);
    }

    public Options withCertificates(Certificates newCertificates, Optional<Path> newFile) {
        return new Options(deadlineNanos, semantics, threads, memoryMegabytes, seed, solver, newCertificates, newFile);
    }

    public boolean expired() {
        return System.nanoTime() - deadlineNanos >= 0;
    }
}
