package org.axiomj.encoders;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a solver so that nothing it does can hurt: it has a thread of its own, which is abandoned (a daemon) where the solver
 * does not come back soon after its deadline, and whatever it throws becomes an answer. A crash of native code is beyond
 * this: it ends the process.
 */
public final class GuardedSolver {
    private static final long GRACE_NANOS = 500_000_000L;
    private static final long STACK_BYTES = 64L << 20;

    private GuardedSolver() {}

    /** The solver's answer, or {@link SmtAnswer.Unknown}; returns at most half a second after the deadline. */
    public static SmtAnswer solve(SmtSolver solver, SmtProblem problem, long deadlineNanos) {
        return call(solver.name(), () -> solver.solve(problem, deadlineNanos), SmtAnswer.Unknown::new, deadlineNanos);
    }

    /** What {@code work} yields, or what {@code failed} makes of the reason why it yields nothing. */
    static <T> T call(String name, Supplier<T> work, Function<String, T> failed, long deadlineNanos) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> run(work, result), "axiom-" + name, STACK_BYTES);
        thread.setDaemon(true);
        try {
            thread.start();
            long left = Math.max(0, deadlineNanos - System.nanoTime());
            T value = result.get(left + GRACE_NANOS, TimeUnit.NANOSECONDS);
            return value == null ? failed.apply(name + " gave no answer") : value;
        } catch (TimeoutException e) {
            thread.interrupt();
            return failed.apply(name + " did not come back in time");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return failed.apply("interrupted while waiting for " + name);
        } catch (ExecutionException e) {
            return failed.apply(name + " failed: " + e.getCause());
        } catch (OutOfMemoryError e) {
            return failed.apply("no thread could be started for " + name + ": " + e.getMessage());
        }
    }

    /** Catches everything: a solver may be missing, out of memory or stack, or throw what it does not declare. */
    private static <T> void run(Supplier<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.get());
        } catch (Throwable anything) {
            result.completeExceptionally(anything);
        }
    }
}
