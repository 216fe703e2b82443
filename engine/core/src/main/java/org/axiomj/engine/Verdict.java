package org.axiomj.engine;

import java.util.Locale;
import java.util.Optional;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.statement.Semantics;

/** The answer to a query; always one of three. */
public sealed interface Verdict {
    Semantics semantics();

    SearchStatistics statistics();

    /**
     * The property holds for every input in its domain.
     *
     * @param evidence a certificate where the kernel accepted one, else somebody's word
     * @param float32Violation of a proof over the reals: an input on which rounding makes float32 execution violate the
     *     property all the same, if one was met
     */
    record Proved(
            Semantics semantics,
            Evidence evidence,
            SearchStatistics statistics,
            Optional<Counterexample> float32Violation)
            implements Verdict {
        public Proved(Semantics semantics, Evidence evidence, SearchStatistics statistics) {
            this(semantics, evidence, statistics, Optional.empty());
        }
    }

    /** The property fails on a replayed input. */
    record Refuted(Semantics semantics, Counterexample counterexample, SearchStatistics statistics)
            implements Verdict {}

    /**
     * Nothing was shown.
     *
     * @param detail what happened, in a sentence
     * @param advice what would help, in a sentence
     * @param candidate an input that violates the property under one arithmetic but not under another, if one was met
     */
    record Unknown(
            Semantics semantics,
            Reason reason,
            String detail,
            String advice,
            Optional<Counterexample> candidate,
            SearchStatistics statistics)
            implements Verdict {}

    /** Why nothing was shown. */
    enum Reason {
        TIMEOUT,
        MEMORY,
        UNSUPPORTED,
        INCOMPLETE,
        SOLVER_FAILED,
        UNCERTIFIED
    }

    /** PROVED, REFUTED or UNKNOWN. */
    default String word() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }
}
