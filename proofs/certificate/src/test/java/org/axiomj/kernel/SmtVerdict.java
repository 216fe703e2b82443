package org.axiomj.kernel;

import com.microsoft.z3.Context;
import com.microsoft.z3.Solver;
import org.junit.jupiter.api.Assumptions;

/** What a stock solver says about an exported problem. */
final class SmtVerdict {
    private SmtVerdict() {}

    /** Z3's answer; skips the test where its library does not load. */
    static String ofZ3(String problem) {
        try (Context context = new Context()) {
            Solver solver = context.mkSolver();
            String script = problem.lines()
                    .filter(line -> line.startsWith("(declare") || line.startsWith("(assert"))
                    .reduce("", (a, b) -> a + b + "\n");
            solver.add(context.parseSMTLIB2String(script, null, null, null, null));
            return solver.check().toString();
        } catch (LinkageError e) {
            Assumptions.abort("Z3 does not load here: " + e);
            return "";
        }
    }
}
