package org.axiomj.encoders;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axiomj.ir.exact.Rational;

/** {@code sum of coefficient * variable + constant}, exact; variables are known by number. No coefficient is zero. */
record LinearTerm(SortedMap<Integer, Rational> coefficients, Rational constant) {
    static LinearTerm constant(Rational value) {
        return new LinearTerm(new TreeMap<>(), value);
    }

    static LinearTerm variable(int number) {
        TreeMap<Integer, Rational> one = new TreeMap<>();
        one.put(number, Rational.ONE);
        return new LinearTerm(one, Rational.ZERO);
    }

    static LinearTerm constant(double value) {
        return constant(Rational.of(value));
    }

    /** How many variables it has. */
    int size() {
        return coefficients.size();
    }

    boolean isConstant() {
        return coefficients.isEmpty();
    }

    LinearTerm plus(LinearTerm other) {
        Accumulator sum = new Accumulator();
        sum.add(this, Rational.ONE);
        sum.add(other, Rational.ONE);
        return sum.term();
    }

    LinearTerm times(Rational factor) {
        Accumulator product = new Accumulator();
        product.add(this, factor);
        return product.term();
    }

    LinearTerm minus(LinearTerm other) {
        return plus(other.times(Rational.of(-1)));
    }

    /** Collects a sum without copying at every step. */
    static final class Accumulator {
        private final TreeMap<Integer, Rational> sum = new TreeMap<>();
        private Rational constant = Rational.ZERO;

        void add(LinearTerm term, Rational factor) {
            if (factor.signum() == 0) {
                return;
            }
            for (Map.Entry<Integer, Rational> e : term.coefficients.entrySet()) {
                sum.merge(e.getKey(), e.getValue().multiply(factor), Rational::add);
            }
            constant = constant.add(term.constant.multiply(factor));
        }

        void add(Rational value) {
            constant = constant.add(value);
        }

        LinearTerm term() {
            sum.values().removeIf(c -> c.signum() == 0);
            return new LinearTerm(sum, constant);
        }
    }
}
