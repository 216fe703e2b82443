package org.axiomj.cli.report;

import java.util.List;
import org.axiomj.proofs.statement.Semantics;

/**
 * All that is told about one subject.
 *
 * @param semantics what was asked for
 * @param readMillis spent on reading model and property
 * @param verifyMillis spent on deciding
 * @param totalMillis since the process began
 */
public record Report(
        Subject subject,
        Outcome outcome,
        Semantics semantics,
        long readMillis,
        long verifyMillis,
        long totalMillis,
        List<String> warnings) {
    public Report {
        warnings = List.copyOf(warnings);
    }
}
