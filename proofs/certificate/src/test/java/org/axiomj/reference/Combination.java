package org.axiomj.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axiomj.kernel.Condition;

/** Sum of weight * (a.x + c.y - d) over atoms, exactly. */
final class Combination {
    final Map<Integer, Rational> inputs = new TreeMap<>();
    final Map<Integer, Rational> outputs = new TreeMap<>();
    Rational constant = Rational.ZERO;
    boolean strict;
    private final List<BigInteger> weights = new ArrayList<>();

    Combination add(Condition.Atom atom, BigInteger weight) {
        weights.add(weight);
        if (weight.signum() == 0) {
            return this;
        }
        strict |= atom.strict();
        add(inputs, atom.inputs(), weight);
        add(outputs, atom.outputs(), weight);
        constant = constant.plus(Rational.of(atom.bound()).times(weight.negate()));
        return this;
    }

    private static void add(Map<Integer, Rational> to, List<Condition.Term> terms, BigInteger weight) {
        for (Condition.Term term : terms) {
            to.merge(
                    term.index(),
                    Rational.of(term.coefficient()).times(weight),
                    (a, b) -> a.plus(b).lowest());
        }
    }

    /** The least common multiple of denominators, times something. */
    BigInteger denominator() {
        BigInteger all = constant.denominator();
        for (Map<Integer, Rational> terms : List.of(inputs, outputs)) {
            for (Rational r : terms.values()) {
                all = all.multiply(r.denominator()).divide(all.gcd(r.denominator()));
            }
        }
        return all;
    }

    /** h: with 2^h times the coefficients, the bound 2^(bits num - bits den + 1) of the largest is 1. */
    int scaling() {
        int most = Integer.MIN_VALUE;
        for (Map<Integer, Rational> terms : List.of(inputs, outputs)) {
            for (Rational r : terms.values()) {
                Rational f = r.lowest();
                if (f.numerator().signum() != 0) {
                    most = Math.max(most, Numbers.bits(f.numerator()) - Numbers.bits(f.denominator()) + 1);
                }
            }
        }
        return most == Integer.MIN_VALUE ? 0 : -most;
    }
}
