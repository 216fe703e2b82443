package org.axiomj.encoders.backend;

/**
 * Tells a running solver to stop, once the deadline has passed or the thread that made this is interrupted. The action is
 * repeated until this is closed, since solvers forget a request that comes between two of their phases; it never runs after
 * {@link #close}.
 */
final class Alarm implements AutoCloseable {
    private static final long PERIOD_MILLIS = 50;
    private final long deadlineNanos;
    private final Runnable action;
    private final Thread solving = Thread.currentThread();
    private boolean closed;

    Alarm(String name, long deadlineNanos, Runnable action) {
        this.deadlineNanos = deadlineNanos;
        this.action = action;
        Thread thread = new Thread(this::watch, name);
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void watch() {
        try {
            while (!closed) {
                if (System.nanoTime() - deadlineNanos >= 0 || solving.isInterrupted()) {
                    action.run();
                }
                wait(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; should it happen, the solver's own time limit is left.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
