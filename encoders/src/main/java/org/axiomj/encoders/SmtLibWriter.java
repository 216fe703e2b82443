package org.axiomj.encoders;

import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.properties.Query;

/** The exact problem that is being decided, as an SMT-LIB 2 script for any solver. */
public final class SmtLibWriter {
    private SmtLibWriter() {}

    /**
     * The script with its commands: {@code sat} means that a counterexample exists, {@code unsat} that the property holds.
     *
     * @throws UnsupportedOperatorException if a node has no encoding, or the script would not fit into memory
     */
    public static String write(CoreGraph graph, Query query) {
        try {
            SmtProblem problem = CaseEncoder.encode(graph, query.cases(), NeuronBounds.NONE, EncodingBudget.untimed());
            return "; Is there an input X, with Y the network's output for it, that violates the property?\n"
                    + "; sat: yes, the model is one; unsat: no, the property holds for every real input.\n"
                    + "(set-logic " + (problem.nonlinear() ? "QF_NRA" : "QF_LRA") + ")\n" + problem.script()
                    + "(check-sat)\n(get-model)\n";
        } catch (EncodingBudget.Exhausted e) {
            throw new UnsupportedOperatorException(String.valueOf(e.getMessage()));
        }
    }
}
