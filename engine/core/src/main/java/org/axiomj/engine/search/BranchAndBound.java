package org.axiomj.engine.search;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.attack.Falsifier;

/**
 * Branch and bound over one case: bound, try the relaxation's minimiser as a counterexample, split, until nothing is left.
 * Sound: a part is dropped only when {@link org.axiomj.engine.bounds.SpecificationBounder} excludes the condition on it or
 * its neuron bounds are empty, and the parts of a split cover the whole. Complete for piecewise-linear networks up to the
 * precision of doubles, given time. A counterexample is reported only after replay.
 *
 * <p>Workers share one stack, newest first, so memory stays proportional to the depth; with one worker the order, and so
 * the outcome, is a function of the seed.
 */
public final class BranchAndBound {
    private final Task task;
    private final Options options;
    private final Falsifier falsifier;
    private final TieBreaker ties;
    private final Progress.Listener listener;
    private final ArrayDeque<Subproblem> stack = new ArrayDeque<>();
    private final AtomicReference<SearchOutcome> outcome = new AtomicReference<>();
    private int busy;
    /** Parts that are neither excluded nor split: a proof is claimed only when this has come down to 0. */
    private long open = 1;

    private long done;
    private long splits;
    private double closedShare;
    private boolean stuck;
    private double worstMargin = Double.POSITIVE_INFINITY;
    private long lastProgressNanos = System.nanoTime();

    public BranchAndBound(
            Task task, Options options, Falsifier falsifier, TieBreaker ties, Progress.Listener listener) {
        this.task = task;
        this.options = options;
        this.falsifier = falsifier;
        this.ties = ties;
        this.listener = listener;
    }

    public long subproblems() {
        return done;
    }

    public long splits() {
        return splits;
    }

    public double worstMargin() {
        return worstMargin;
    }

    /** Searches until decided or out of time or memory. */
    public SearchOutcome run() {
        byte[][] phases = new byte[task.graph().nodeCount()][0];
        Target target = task.target();
        stack.push(new Subproblem(
                target.lower(),
                target.upper(),
                task.rootBounds().copy(),
                phases,
                task.rowBounds(),
                task.warm(),
                1,
                Double.NEGATIVE_INFINITY,
                0,
                task.proof()));
        Thread[] helpers = new Thread[options.threads() - 1];
        for (int i = 0; i < helpers.length; i++) {
            int number = i + 1;
            helpers[i] = new Thread(null, () -> work(number), "axiom-worker-" + number, 1 << 20);
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
        work(0);
        for (Thread helper : helpers) {
            join(helper);
        }
        SearchOutcome found = outcome.get();
        if (found != null) {
            return found;
        }
        if (stuck) {
            return new SearchOutcome.Open(
                    SearchOutcome.Why.STUCK, "some parts cannot be split further in double precision");
        }
        return open == 0
                ? new SearchOutcome.Excluded()
                : new SearchOutcome.Open(SearchOutcome.Why.FAILED, open + " parts were lost");
    }

    private static void join(Thread helper) {
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(int number) {
        try {
            SubproblemBounder bounder = new SubproblemBounder(task);
            for (Optional<Subproblem> next = take(); next.isPresent(); next = take()) {
                process(next.get(), bounder, number);
                finish();
            }
        } catch (OutOfMemoryError e) {
            end(new SearchOutcome.Open(SearchOutcome.Why.MEMORY, "the Java heap is exhausted"));
        } catch (RuntimeException | Error e) {
            end(new SearchOutcome.Open(SearchOutcome.Why.FAILED, "a worker failed: " + e));
        }
    }

    private synchronized Optional<Subproblem> take() {
        while (outcome.get() == null) {
            if (!stack.isEmpty()) {
                busy++;
                return Optional.of(stack.pop());
            }
            if (busy == 0) {
                notifyAll();
                return Optional.empty();
            }
            try {
                wait(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end(new SearchOutcome.Open(SearchOutcome.Why.FAILED, "the search was interrupted"));
            }
        }
        return Optional.empty();
    }

    private synchronized void finish() {
        busy--;
        done++;
        if (busy == 0 && stack.isEmpty()) {
            notifyAll();
        }
    }

    private void end(SearchOutcome result) {
        outcome.compareAndSet(null, result);
        synchronized (this) {
            notifyAll();
        }
    }

    private boolean over() {
        return outcome.get() != null || options.expired();
    }

    private void process(Subproblem sub, SubproblemBounder bounder, int number) {
        if (options.expired()) {
            end(new SearchOutcome.Open(SearchOutcome.Why.DEADLINE, "the time limit was reached"));
            return;
        }
        if (MemoryGuard.exceeded(options.memoryMegabytes())) {
            end(new SearchOutcome.Open(
                    SearchOutcome.Why.MEMORY,
                    "the memory ceiling of " + options.memoryMegabytes() + " MB was reached"));
            return;
        }
        if (number == 0) {
            falsifier.burst(task.target(), this::over).ifPresent(c -> end(new SearchOutcome.Found(c)));
        }
        boolean excluded = bounder.exclude(sub, this::over);
        if (excluded) {
            close(sub);
            return;
        }
        if (over()) {
            end(new SearchOutcome.Open(SearchOutcome.Why.DEADLINE, "the time limit was reached"));
            return;
        }
        double[] candidate = bounder.candidate();
        if (candidate.length > 0) {
            falsifier.tryPoint(task.target(), candidate).ifPresent(c -> end(new SearchOutcome.Found(c)));
        }
        if (isTie(sub, bounder)
                && ties.excludes(task.target().caseIndex(), sub.lower(), sub.upper(), options.deadlineNanos())) {
            close(sub);
            return;
        }
        List<Subproblem> parts = bounder.split(sub);
        if (parts.isEmpty()) {
            synchronized (this) {
                stuck = true;
            }
            return;
        }
        push(parts, bounder.margin());
    }

    private static boolean isTie(Subproblem sub, SubproblemBounder bounder) {
        return sub.depth() >= TieBreaker.LEAST_DEPTH && bounder.margin() > -TieBreaker.TIE;
    }

    private synchronized void push(List<Subproblem> parts, double margin) {
        splits++;
        open += parts.size() - 1;
        worstMargin = margin;
        for (Subproblem part : parts) {
            stack.push(part);
        }
        notifyAll();
        report();
    }

    private synchronized void close(Subproblem sub) {
        open--;
        closedShare += sub.share();
        report();
    }

    /** Called under the lock; tells the listener at most five times a second. */
    private void report() {
        long now = System.nanoTime();
        if (now - lastProgressNanos > 200_000_000L) {
            lastProgressNanos = now;
            double worst = Double.NaN;
            for (Subproblem waiting : stack) {
                worst = Double.isNaN(worst) ? waiting.margin() : Math.min(worst, waiting.margin());
            }
            worstMargin = worst;
            listener.progress(new Progress("search", done, stack.size() + busy, worst, Math.min(1, closedShare)));
        }
    }
}
