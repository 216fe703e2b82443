package org.axiomj.proofs;

import java.util.List;

/** What the replay of a candidate showed. */
public sealed interface ReplayOutcome {

    /**
     * The input violates the property in exact arithmetic and in every independent float32 runtime that is present.
     *
     * @param warnings what a reader should know: a box without float32 values, a runtime that is not available
     */
    record Confirmed(Counterexample counterexample, List<String> warnings) implements ReplayOutcome {
        public Confirmed {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The input violates the property under one arithmetic but not under another: no counterexample, but worth telling.
     *
     * @param what begins with "real only" or "float32 only"
     */
    record Disagreement(Counterexample counterexample, String what, List<String> warnings) implements ReplayOutcome {
        public Disagreement {
            warnings = List.copyOf(warnings);
        }
    }

    /** The input violates nothing, or it cannot be decided whether it does. */
    record Rejected(String reason) implements ReplayOutcome {}
}
