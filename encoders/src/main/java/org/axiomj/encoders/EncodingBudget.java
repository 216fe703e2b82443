package org.axiomj.encoders;

/** Ends an encoding that takes too long or too much memory. Rough: a coefficient held costs some hundred bytes. */
final class EncodingBudget {
    private static final int LOOK_AT_CLOCK = 1 << 12;
    private final long deadlineNanos;
    private final boolean timed;
    private final long mostCharacters;
    private final long mostCoefficients;
    private long characters;
    private long coefficients;
    private int work;

    private EncodingBudget(long deadlineNanos, boolean timed) {
        this.deadlineNanos = deadlineNanos;
        this.timed = timed;
        long memory = Runtime.getRuntime().maxMemory();
        mostCharacters = Math.min(1L << 28, memory / 8);
        mostCoefficients = memory / 1024;
    }

    static EncodingBudget until(long deadlineNanos) {
        return new EncodingBudget(deadlineNanos, true);
    }

    static EncodingBudget untimed() {
        return new EncodingBudget(0, false);
    }

    void write(int more) {
        characters += more;
        if (characters > mostCharacters) {
            throw new Exhausted("the network is too large for an SMT problem: more than " + (mostCharacters >> 20)
                    + " million characters; give Java more memory with -Xmx, or use --solver auto");
        }
    }

    /** A sum has been computed from {@code terms} others. */
    void compute(int terms) {
        work += terms + 1;
        if (work >= LOOK_AT_CLOCK) {
            work = 0;
            if (timed && System.nanoTime() - deadlineNanos >= 0) {
                throw new Exhausted("the time limit was reached while the problem was written");
            }
        }
    }

    void hold(int more) {
        coefficients += more;
        if (coefficients > mostCoefficients) {
            throw new Exhausted("the network is too large for an SMT problem: more than " + mostCoefficients
                    + " coefficients at a time; give Java more memory with -Xmx, or use --solver auto");
        }
    }

    void release(int fewer) {
        coefficients -= fewer;
    }

    /** The encoding was given up; the message says why and what to do. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted(String message) {
            super(message);
        }
    }
}
