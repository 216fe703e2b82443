package org.axiomj.cli.report;

import org.axiomj.engine.Verdict;

/** What stands in the file of {@code --result}: VNN-COMP's word, and for {@code sat} the witness. */
public final class ResultText {
    private ResultText() {}

    public static String of(Outcome outcome) {
        if (!(outcome instanceof Outcome.Answered answered)) {
            return "error\n";
        }
        Verdict verdict = answered.verdict();
        if (verdict instanceof Verdict.Proved) {
            return "unsat\n";
        } else if (verdict instanceof Verdict.Refuted refuted) {
            return "sat\n" + WitnessText.of(refuted.counterexample());
        }
        return ((Verdict.Unknown) verdict).reason() == Verdict.Reason.TIMEOUT ? "timeout\n" : "unknown\n";
    }
}
