package org.axiomj.ensure;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Assertions on what a network returns: {@code Ensure.that(output).sumsToOne(1e-6).isFinite()}. The first one that fails throws
 * {@link EnsureViolation}.
 *
 * <p>The system property {@code axiom.ensure} switches them: {@code on} (the default), {@code sample} (one output of {@code
 * axiom.ensure.every}), {@code off}. It is read once, when this class is first used; {@link #mode(Mode)} changes it later. An
 * assertion about one output is no proof about others; that is what {@code axiom prove} is for.
 */
public final class Ensure {
    private static final AtomicLong outputs = new AtomicLong();
    private static volatile Mode mode = Mode.fromSystem();
    private static final int every = Mode.everyFromSystem();

    private Ensure() {}

    /** Begins assertions on an output; the array is read, not kept. */
    public static Ensured that(float[] output) {
        return checked() ? new Ensured.Floats(output) : Ensured.SKIPPED;
    }

    /** Begins assertions on an output; the array is read, not kept. */
    public static Ensured that(double[] output) {
        return checked() ? new Ensured.Doubles(output) : Ensured.SKIPPED;
    }

    public static Mode mode() {
        return mode;
    }

    /** Switches all assertions of the process from now on. */
    public static void mode(Mode newMode) {
        mode = newMode;
    }

    private static boolean checked() {
        Mode now = mode;
        return now == Mode.ON || (now == Mode.SAMPLE && outputs.getAndIncrement() % every == 0);
    }
}
