package org.axiomj.encoders;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a solver so that nothing it does can hurt: it has a thread of its own, which is abandoned (a daemon) where the solver
 * does not come back soon after its deadline, and whatever it throws becomes {@link SmtAnswer.Unknown}.
 */
public final class GuardedSolver {
    private static final long GRACE_NANOS = 500_000_000L;

    private GuardedSolver() {}

    public static SmtAnswer solve(SmtSolver solver, SmtProblem problem, long deadlineNanos) {
        CompletableFuture<SmtAnswer> answer = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> run(solver, problem, deadlineNanos, answer), "axiom-" + solver.name(), 64L << 20);
        thread.setDaemon(true);
        thread.start();
        try {
            long wait = Math.max(0, deadlineNanos - System.nanoTime()) + GRACE_NANOS;
            return answer.get(wait, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new SmtAnswer.Unknown(solver.name() + " did not come back in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SmtAnswer.Unknown("interrupted while waiting for " + solver.name());
        } catch (ExecutionException e) {
            return new SmtAnswer.Unknown(solver.name() + " failed: " + e.getCause());
        }
    }

    private static void run(SmtSolver solver, SmtProblem problem, long deadlineNanos, CompletableFuture<SmtAnswer> answer) {
        try {
            answer.complete(solver.solve(problem, deadlineNanos));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }
}
