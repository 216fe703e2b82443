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

/**
 * Cases of a query as one SMT problem: satisfiable iff there is a counterexample. Exact over the reals. The network is written
 * once, over the smallest box that holds all cases.
 */
final class CaseEncoder {
    private final ScriptBuilder script;
    private final List<String> inputNames = new ArrayList<>();
    /** What stands for an input inside the network: a variable, or its value where the box leaves only one. */
    private final List<LinearTerm> inputs = new ArrayList<>();

    private final List<LinearTerm> outputs = new ArrayList<>();
    private final boolean nonlinear;

    private CaseEncoder(CoreGraph graph, Box box, NeuronBounds bounds, EncodingBudget budget) {
        script = new ScriptBuilder(budget);
        script.comment("the input");
        for (int i = 0; i < box.size(); i++) {
            Rational lower = box.lower().get(i);
            Rational upper = box.upper().get(i);
            LinearTerm x = script.declare("X_" + i, Interval.around(lower, upper));
            script.require(script.compare("<=", LinearTerm.constant(lower), x));
            script.require(script.compare("<=", x, LinearTerm.constant(upper)));
            inputNames.add("X_" + i);
            inputs.add(lower.equals(upper) ? LinearTerm.constant(lower) : x);
        }
        NetworkEncoder network = new NetworkEncoder(script, graph, bounds);
        List<LinearTerm> results = network.encode(inputs);
        script.comment("the output");
        for (int j = 0; j < results.size(); j++) {
            LinearTerm y = script.declare("Y_" + j, Interval.ALL);
            script.require(script.compare("=", y, results.get(j)));
            outputs.add(y);
        }
        nonlinear = network.nonlinear();
    }

    /**
     * "The input lies in one of the boxes and the unsafe condition of that case holds."
     *
     * @throws EncodingBudget.Exhausted if it takes too long or too much memory
     * @throws org.axiomj.ir.UnsupportedOperatorException naming a node that has no encoding
     */
    static SmtProblem encode(CoreGraph graph, List<Query.Case> cases, NeuronBounds bounds, EncodingBudget budget) {
        Box box = hull(cases);
        if (box.size() != graph.inputSize()) {
            throw new IllegalArgumentException(
                    "the box has " + box.size() + " variables, the network " + graph.inputSize() + " inputs");
        }
        CaseEncoder encoder = new CaseEncoder(graph, box, bounds, budget);
        String claim =
                ScriptBuilder.any(cases.stream().map(c -> encoder.holds(c, box)).toList());
        return new SmtProblem(encoder.script.script(claim), encoder.inputNames, encoder.nonlinear);
    }

    private static Box hull(List<Query.Case> cases) {
        List<Rational> lower = new ArrayList<>(cases.get(0).box().lower());
        List<Rational> upper = new ArrayList<>(cases.get(0).box().upper());
        for (Query.Case other : cases) {
            for (int i = 0; i < lower.size(); i++) {
                Rational low = other.box().lower().get(i);
                Rational high = other.box().upper().get(i);
                lower.set(i, low.compareTo(lower.get(i)) < 0 ? low : lower.get(i));
                upper.set(i, high.compareTo(upper.get(i)) > 0 ? high : upper.get(i));
            }
        }
        return new Box(lower, upper);
    }

    private String holds(Query.Case unsafe, Box required) {
        List<String> parts = new ArrayList<>();
        Box box = unsafe.box();
        for (int i = 0; i < box.size(); i++) {
            if (!box.lower().get(i).equals(required.lower().get(i))) {
                parts.add(script.compare("<=", LinearTerm.constant(box.lower().get(i)), inputs.get(i)));
            }
            if (!box.upper().get(i).equals(required.upper().get(i))) {
                parts.add(script.compare(
                        "<=", inputs.get(i), LinearTerm.constant(box.upper().get(i))));
            }
        }
        parts.add(condition(unsafe.unsafe()));
        return ScriptBuilder.all(parts);
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

    private static void add(
            LinearTerm.Accumulator sum, SortedMap<Integer, Rational> terms, List<LinearTerm> variables) {
        for (Map.Entry<Integer, Rational> term : terms.entrySet()) {
            sum.add(variables.get(term.getKey()), term.getValue());
        }
    }
}
