package org.axiomj.encoders;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.properties.Query;

/** The exact problem that is being decided, as an SMT-LIB 2 script for any solver. */
public final class SmtLibWriter {
    private SmtLibWriter() {}

    /** The script with its commands: {@code sat} means that a counterexample exists, {@code unsat} that the property holds. */
    public static String write(CoreGraph graph, Query query) {
        double[] lower = SmtDecision.lowerCorner(query.cases().get(0).box());
        double[] upper = SmtDecision.upperCorner(query.cases().get(0).box());
        for (Query.Case unsafe : query.cases()) {
            double[] l = SmtDecision.lowerCorner(unsafe.box());
            double[] u = SmtDecision.upperCorner(unsafe.box());
            for (int i = 0; i < lower.length; i++) {
                lower[i] = Math.min(lower[i], l[i]);
                upper[i] = Math.max(upper[i], u[i]);
            }
        }
        CaseEncoder encoder = new CaseEncoder(graph, lower, upper);
        List<String> cases = new ArrayList<>();
        for (Query.Case unsafe : query.cases()) {
            cases.add(encoder.holds(unsafe));
        }
        return "; sat: there is an input that violates the property; unsat: the property holds for every real input.\n"
                + encoder.problem(ScriptBuilder.any(cases)).script() + "(check-sat)\n(get-model)\n";
    }
}
