package org.axiomj.encoders;

import java.util.List;

/**
 * A satisfiability problem over the real numbers.
 *
 * @param script SMT-LIB 2: declarations of reals and one assertion, nothing else
 * @param inputs names of the variables whose values make the counterexample, in the network's order
 * @param nonlinear whether variables are multiplied
 */
public record SmtProblem(String script, List<String> inputs, boolean nonlinear) {
    public SmtProblem {
        inputs = List.copyOf(inputs);
    }
}
