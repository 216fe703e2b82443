package org.axiomj.engine.search;

import java.util.concurrent.atomic.AtomicLong;

/** Watches the Java heap against a ceiling, asking the virtual machine at most fifty times a second. */
public final class MemoryGuard {
    private static final AtomicLong NEXT_LOOK = new AtomicLong(System.nanoTime());

    private MemoryGuard() {}

    /** Whether more than this is in use even after a collection. */
    public static boolean exceeded(long megabytes) {
        long now = System.nanoTime();
        long next = NEXT_LOOK.get();
        if (now - next < 0 || !NEXT_LOOK.compareAndSet(next, now + 20_000_000L)) {
            return false;
        }
        if (used() <= megabytes << 20) {
            return false;
        }
        System.gc();
        return used() > megabytes << 20;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
