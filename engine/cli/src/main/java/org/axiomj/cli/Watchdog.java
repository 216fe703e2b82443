package org.axiomj.cli;

import java.util.concurrent.locks.LockSupport;
import org.axiomj.engine.Verdict;

/**
 * Sees to it that the process ends in time whatever the search does: a thread that shows progress while it waits, publishes a
 * time-out when the deadline has passed by {@link #GRACE_NANOS} without an answer, and ends the process.
 */
final class Watchdog extends Thread {
    /** The search stops by itself at the deadline; this long it may take to do so. */
    private static final long GRACE_NANOS = 1_000_000_000;

    private static final long TICK_NANOS = 100_000_000;
    private static final long LAST_RESORT_MILLIS = 500;

    private final long deadlineNanos;
    private final ProgressBoard board;
    private final VerifyCommand.Session session;
    private volatile boolean stopped;

    // Workers keep every core busy; this thread must be scheduled all the same.
    @SuppressWarnings("ThreadPriorityCheck")
    Watchdog(long deadlineNanos, ProgressBoard board, VerifyCommand.Session session) {
        super("watchdog");
        this.deadlineNanos = deadlineNanos;
        this.board = board;
        this.session = session;
        setDaemon(true);
        setPriority(MAX_PRIORITY);
    }

    void finish() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            long left = deadlineNanos + GRACE_NANOS - System.nanoTime();
            if (left <= 0) {
                break;
            }
            LockSupport.parkNanos(Math.min(left, TICK_NANOS));
            if (!stopped) {
                board.tick(session.elapsedMillis());
            }
        }
        if (!stopped) {
            expire();
        }
    }

    private void expire() {
        try {
            // In threads of their own, since either may hang where the heap is exhausted.
            Thread last = new Thread(this::publishAndExit, "timeout");
            last.setDaemon(true);
            last.start();
            last.join(LAST_RESORT_MILLIS);
        } catch (Throwable e) {
            // The process is to end in any case; the next line does.
        }
        Runtime.getRuntime().halt(ExitCode.UNKNOWN);
    }

    private void publishAndExit() {
        board.clear();
        int code =
                session.giveUp(Verdict.Reason.TIMEOUT, "the time limit was reached", "Give more time with --timeout.");
        if (code >= 0) {
            System.exit(code);
        }
    }
}
