package org.axiomj.encoders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;

/** One case of a query, or all of them, as an SMT problem: satisfiable iff there is a counterexample. Exact. */
final class CaseEncoder {
    private final ScriptBuilder script = new ScriptBuilder();
    private final List<LinearTerm> inputs = new ArrayList<>();
    private final List<String> inputNames = new ArrayList<>();
    private final List<LinearTerm> outputs = new ArrayList<>();
    private final boolean nonlinear;

    /** Encodes the network over the given box, with outputs as variables {@code Y_j}. */
    CaseEncoder(CoreGraph graph, double[] boxLower, double[] boxUpper) {
        for (int i = 0; i < graph.inputSize(); i++) {
            inputNames.add("X_" + i);
            inputs.add(LinearTerm.variable(script.declare("X_" + i)));
        }
        NetworkEncoder network = new NetworkEncoder(script, graph, boxLower, boxUpper);
        List<LinearTerm> results = network.encode(inputs);
        for (int j = 0; j < results.size(); j++) {
            LinearTerm y = LinearTerm.variable(script.declare("Y_" + j));
            script.require(script.compare("=", y, results.get(j)));
            outputs.add(y);
        }
        nonlinear = network.nonlinear();
    }

    /** "The input lies in the case's box and the unsafe condition holds." */
    String holds(Query.Case unsafe) {
        List<String> parts = new ArrayList<>();
        Box box = unsafe.box();
        for (int i = 0; i < box.size(); i++) {
            parts.add(script.compare("<=", LinearTerm.constant(box.lower().get(i)), inputs.get(i)));
            parts.add(script.compare("<=", inputs.get(i), LinearTerm.constant(box.upper().get(i))));
        }
        parts.add(condition(unsafe.unsafe()));
        return ScriptBuilder.all(parts);
    }

    SmtProblem problem(String claim) {
        List<String> all = new ArrayList<>(script.constraints());
        all.add(claim);
        String logic = nonlinear ? "QF_NRA" : "QF_LRA";
        String text = "(set-logic " + logic + ")\n" + script.declarations() + "(assert (and\n  " + String.join("\n  ", all) + "))\n";
        return new SmtProblem(text, inputNames, nonlinear);
    }

    private String condition(Condition condition) {
        if (condition instanceof Condition.Atom atom) {
            return atom(atom.constraint());
        }
        boolean and = condition instanceof Condition.And;
        List<String> parts = new ArrayList<>();
        for (Condition part : and ? ((Condition.And) condition).parts() : ((Condition.Or) condition).parts()) {
            parts.add(condition(part));
        }
        return and ? ScriptBuilder.all(parts) : ScriptBuilder.any(parts);
    }

    private String atom(LinearConstraint constraint) {
        LinearTerm.Accumulator left = new LinearTerm.Accumulator();
        add(left, constraint.inputs(), inputs);
        add(left, constraint.outputs(), outputs);
        return script.compare(constraint.strict() ? "<" : "<=", left.term(), LinearTerm.constant(constraint.bound()));
    }

    private static void add(LinearTerm.Accumulator sum, SortedMap<Integer, Rational> terms, List<LinearTerm> variables) {
        for (Map.Entry<Integer, Rational> term : terms.entrySet()) {
            sum.add(variables.get(term.getKey()), term.getValue());
        }
    }
}
