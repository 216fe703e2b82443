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

    EncodingBudget(long deadlineNanos, boolean timed, long mostCharacters, long mostCoefficients) {
        this.deadlineNanos = deadlineNanos;
        this.timed = timed;
        this.mostCharacters = mostCharacters;
        this.mostCoefficients = mostCoefficients;
    }

    static EncodingBudget until(long deadlineNanos) {
        return new EncodingBudget(deadlineNanos, true, mostCharacters(), mostCoefficients());
    }

    static EncodingBudget untimed() {
        return new EncodingBudget(0, false, mostCharacters(), mostCoefficients());
    }

    /** Characters are held up to four times while a script is put together. */
    private static long mostCharacters() {
        return Math.min(1L << 28, Runtime.getRuntime().maxMemory() / 8);
    }

    private static long mostCoefficients() {
        return Runtime.getRuntime().maxMemory() / 1024;
    }

    void write(int more) {
        characters += more;
        if (characters > mostCharacters) {
            throw new Exhausted("the network is too large for an SMT problem: more than " + mostCharacters
                    + " characters; give Java more memory with -Xmx, or use --solver auto");
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
