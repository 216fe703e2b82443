package org.axiomj.kernel;

import java.util.ArrayDeque;
import java.util.List;

/**
 * What a certificate proves: for every case, no real x in the case's box and no values of the nodes that satisfy the
 * network's equations, up to the tolerances of its linear nodes, have the case's condition true of x and the output y.
 * Exact and immutable; {@link #hash} names it.
 *
 * @param semantics what the tolerances stand for, in the builder's words ("real", "float32"); the kernel only hashes it
 */
public record Statement(String semantics, KernelNetwork network, List<Case> cases) {
    private static final int MAX_CASES = 1 << 20;
    private static final int MAX_CONDITIONS = 1 << 22;

    /** {@code lower[i] <= x[i] <= upper[i]} and the condition that must not hold there. */
    public record Case(List<Fraction> lower, List<Fraction> upper, Condition unsafe) {
        public Case {
            lower = List.copyOf(lower);
            upper = List.copyOf(upper);
        }
    }

    public Statement {
        cases = List.copyOf(cases);
        KernelNetwork.require(semantics.length() < 256, "a word for its semantics of at most 255 characters");
        for (int i = 0; i < semantics.length(); i++) {
            KernelNetwork.require(semantics.charAt(i) < 128, "a word in ASCII for its semantics");
        }
        KernelNetwork.require(!cases.isEmpty() && cases.size() <= MAX_CASES, "1 to " + MAX_CASES + " cases");
        int inputs = network.inputSize();
        int outputs = network.sizes()[network.output()];
        int conditions = 0;
        for (Case c : cases) {
            KernelNetwork.require(c.lower().size() == inputs && c.upper().size() == inputs, "a range for every input");
            ArrayDeque<Condition> open = new ArrayDeque<>();
            open.push(c.unsafe());
            while (!open.isEmpty()) {
                Condition next = open.pop();
                KernelNetwork.require(++conditions <= MAX_CONDITIONS, "at most " + MAX_CONDITIONS + " conditions");
                if (next instanceof Condition.And and) {
                    and.parts().forEach(open::push);
                } else if (next instanceof Condition.Or or) {
                    or.parts().forEach(open::push);
                } else if (next instanceof Condition.Atom atom) {
                    ascending(atom.inputs(), inputs);
                    ascending(atom.outputs(), outputs);
                }
            }
        }
    }

    /** The SHA-256 of the statement in canonical form (docs/certificate-format.md). */
    public byte[] hash() {
        return new StatementHash().of(this);
    }

    private static void ascending(List<Condition.Term> terms, int size) {
        int before = -1;
        for (Condition.Term term : terms) {
            KernelNetwork.require(term.index() > before && term.index() < size, "ascending indices within the vector");
            KernelNetwork.require(term.coefficient().signum() != 0, "coefficients other than 0");
            before = term.index();
        }
    }
}
