package org.axiomj.properties;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axiomj.ir.exact.Rational;

/**
 * {@code sum_i inputs[i] x_i + sum_j outputs[j] y_j <= bound}, or {@code <} where strict. Exact; zero coefficients are
 * not kept.
 */
public record LinearConstraint(
        SortedMap<Integer, Rational> inputs, SortedMap<Integer, Rational> outputs, Rational bound, boolean strict) {
    public LinearConstraint {
        inputs = withoutZeros(inputs);
        outputs = withoutZeros(outputs);
    }

    /** {@code left - bound}: the constraint holds iff this is {@code <= 0} ({@code < 0} where strict). */
    public Rational excess(java.util.function.IntFunction<Rational> x, java.util.function.IntFunction<Rational> y) {
        Rational sum = bound.negate();
        for (Map.Entry<Integer, Rational> term : inputs.entrySet()) {
            sum = sum.add(term.getValue().multiply(x.apply(term.getKey())));
        }
        for (Map.Entry<Integer, Rational> term : outputs.entrySet()) {
            sum = sum.add(term.getValue().multiply(y.apply(term.getKey())));
        }
        return sum;
    }

    private static SortedMap<Integer, Rational> withoutZeros(SortedMap<Integer, Rational> terms) {
        SortedMap<Integer, Rational> kept = new TreeMap<>(terms);
        for (java.util.Iterator<Rational> c = kept.values().iterator(); c.hasNext(); ) { // a lambda costs start-up time
            if (c.next().signum() == 0) {
                c.remove();
            }
        }
        return java.util.Collections.unmodifiableSortedMap(kept);
    }
}
