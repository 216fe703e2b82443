package org.axiomj.cli.report;

import org.axiomj.engine.Verdict;

/** What came of a subject: a verdict, or the reason why there is none. */
public sealed interface Outcome {
    record Answered(Verdict verdict) implements Outcome {}

    /** A file that cannot be used. */
    record BadInput(String message) implements Outcome {}

    /** The program itself failed; nothing was decided. */
    record Defect(Throwable failure) implements Outcome {}
}
