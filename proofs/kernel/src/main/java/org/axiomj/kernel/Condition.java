package org.axiomj.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** A condition on an input x and the output y in negation normal form, over exact linear constraints. */
public sealed interface Condition {

    /** The constraints in preorder, each object once. */
    static List<Atom> atoms(Condition root) {
        IdentityHashMap<Atom, Boolean> seen = new IdentityHashMap<>();
        List<Atom> atoms = new ArrayList<>();
        ArrayDeque<Condition> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Condition next = open.pop();
            if (next instanceof Atom atom) {
                if (seen.put(atom, true) == null) {
                    atoms.add(atom);
                }
                continue;
            }
            List<Condition> parts = next instanceof And and ? and.parts() : ((Or) next).parts();
            for (int i = parts.size() - 1; i >= 0; i--) {
                open.push(parts.get(i));
            }
        }
        return atoms;
    }

    /** {@code coefficient * x[index]} or {@code coefficient * y[index]}. */
    record Term(int index, Fraction coefficient) {}

    /** {@code inputs.x + outputs.y <= bound}, or {@code <} where strict. Indices ascend. */
    record Atom(List<Term> inputs, List<Term> outputs, Fraction bound, boolean strict) implements Condition {
        public Atom {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** All parts hold; no parts: true. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds; no parts: false. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }
}
