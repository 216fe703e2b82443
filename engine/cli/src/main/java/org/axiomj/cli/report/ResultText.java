package org.axiomj.cli.report;

import java.util.Optional;
import org.axiomj.engine.Verdict;
import org.axiomj.properties.Problem;

/** What stands in the file of {@code --result}: VNN-COMP's word, and for {@code sat} the witness. */
public final class ResultText {
    private ResultText() {}

    /** The answer with a witness in the words of version 1.0. */
    public static String of(Outcome outcome) {
        return of(outcome, Optional.empty());
    }

    /** The answer with a witness in the words of the version that the problem is written in. */
    public static String of(Outcome outcome, Optional<Problem> problem) {
        if (!(outcome instanceof Outcome.Answered answered)) {
            return "error\n";
        }
        Verdict verdict = answered.verdict();
        if (verdict instanceof Verdict.Proved proved) {
            // VNN-COMP asks about the ONNX file as a runtime executes it, and there it is violated, if not over the
            // reals.
            return proved.float32Violation().isPresent() ? "unknown\n" : "unsat\n";
        } else if (verdict instanceof Verdict.Refuted refuted) {
            return "sat\n" + WitnessText.of(refuted.counterexample(), problem);
        }
        return ((Verdict.Unknown) verdict).reason() == Verdict.Reason.TIMEOUT ? "timeout\n" : "unknown\n";
    }
}
