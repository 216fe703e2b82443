package org.axiomj.proofs;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;

/**
 * Whether a condition holds of an input and an output that is known exactly or within intervals. Exact arithmetic: TRUE and
 * FALSE are certain, strict stays strict; UNDECIDED where the intervals leave it open. Conditions come from parsed files,
 * whose nesting is bounded, so recursion is.
 */
final class ConditionCheck {
    private ConditionCheck() {}

    /** {@code y} yields nothing for an output of which nothing is known. */
    static Truth decide(Condition condition, IntFunction<Rational> x, IntFunction<Optional<Enclosure>> y) {
        if (condition instanceof Condition.And and) {
            Truth truth = Truth.TRUE;
            for (Condition part : and.parts()) {
                truth = truth.and(decide(part, x, y));
                if (truth == Truth.FALSE) {
                    break;
                }
            }
            return truth;
        } else if (condition instanceof Condition.Or or) {
            Truth truth = Truth.FALSE;
            for (Condition part : or.parts()) {
                truth = truth.or(decide(part, x, y));
                if (truth == Truth.TRUE) {
                    break;
                }
            }
            return truth;
        }
        return decide(((Condition.Atom) condition).constraint(), x, y);
    }

    private static Truth decide(LinearConstraint atom, IntFunction<Rational> x, IntFunction<Optional<Enclosure>> y) {
        Rational low = atom.bound().negate();
        for (Map.Entry<Integer, Rational> term : atom.inputs().entrySet()) {
            low = low.add(term.getValue().multiply(x.apply(term.getKey())));
        }
        Rational high = low;
        for (Map.Entry<Integer, Rational> term : atom.outputs().entrySet()) {
            Optional<Enclosure> value = y.apply(term.getKey());
            if (value.isEmpty()) {
                return Truth.UNDECIDED;
            }
            Rational a = term.getValue().multiply(value.get().lower());
            Rational b = value.get().isExact()
                    ? a
                    : term.getValue().multiply(value.get().upper());
            low = low.add(term.getValue().signum() > 0 ? a : b);
            high = high.add(term.getValue().signum() > 0 ? b : a);
        }
        if (high.signum() < 0 || (high.signum() == 0 && !atom.strict())) {
            return Truth.TRUE;
        }
        return low.signum() > 0 || (low.signum() == 0 && atom.strict()) ? Truth.FALSE : Truth.UNDECIDED;
    }
}
