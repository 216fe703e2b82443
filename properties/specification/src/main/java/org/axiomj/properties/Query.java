package org.axiomj.properties;

import java.util.List;

/**
 * "Is there an input x in one of the cases' boxes such that the case's unsafe condition holds of x and N(x)?" An answer
 * no proves the property, an answer yes refutes it. Over the real numbers, exactly.
 *
 * @param inputSize number of input variables (X_0 ...)
 * @param outputSize number of output variables (Y_0 ...)
 * @param cases what is to be excluded, at least one; the disjunction of all of them
 */
public record Query(int inputSize, int outputSize, List<Case> cases) {
    public Query {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("a query has at least one case");
        }
    }

    /**
     * One box of inputs with the condition that must not be reachable from it.
     *
     * @param box closed and not empty
     * @param unsafe over inputs and outputs; does not repeat the box
     */
    public record Case(Box box, Condition unsafe) {}
}
