package org.axiomj.engine.search;

import org.axiomj.proofs.Counterexample;

/** How the search of one case ended. */
public sealed interface SearchOutcome {
    /** No input of the case's box satisfies the unsafe condition. */
    record Excluded() implements SearchOutcome {}

    /** A replayed input does. */
    record Found(Counterexample counterexample) implements SearchOutcome {}

    /** The deadline, the memory ceiling, or subproblems that cannot be split further. */
    record Open(Why why, String detail) implements SearchOutcome {}

    enum Why {
        DEADLINE,
        MEMORY,
        STUCK,
        FAILED
    }
}
