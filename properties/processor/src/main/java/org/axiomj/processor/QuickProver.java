package org.axiomj.processor;

import java.time.Duration;
import org.axiomj.ir.Network;

/**
 * Proves a property while javac runs. Found through {@link java.util.ServiceLoader} on the processor path, so that the
 * processor itself needs no solver.
 */
public interface QuickProver {
    /** Proves or refutes {@code property} of {@code network}, or gives up within {@code limit}. */
    Answer prove(Network network, String property, boolean float32, Duration limit);

    /** What became of a property. */
    enum Verdict {
        PROVED,
        REFUTED,
        UNKNOWN
    }

    /**
     * An answer.
     *
     * @param explanation the counterexample, or why there is no verdict
     */
    record Answer(Verdict verdict, String explanation) {}
}
