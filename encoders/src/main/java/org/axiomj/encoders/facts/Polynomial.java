package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;

/**
 * A polynomial in numbered variables with exact coefficients, in normal form: two are equal exactly if they are the same
 * polynomial.
 *
 * @param terms coefficient by monomial, which lists its variables in ascending order and as often as their power; no zeros
 */
record Polynomial(Map<List<Integer>, Rational> terms) {
    private static final int LARGEST = 20_000;
    private static final Comparator<List<Integer>> ORDER = Polynomial::compare;

    static final Polynomial ZERO = constant(Rational.ZERO);
    static final Polynomial ONE = constant(Rational.ONE);

    Polynomial {
        if (terms.size() > LARGEST) {
            throw new UnsupportedPropertyException(
                    "expected a formula of moderate size, found a polynomial of " + terms.size() + " terms");
        }
        terms = Collections.unmodifiableMap(terms);
    }

    static Polynomial constant(Rational value) {
        return of(List.of(), value);
    }

    static Polynomial variable(int variable) {
        return of(List.of(variable), Rational.ONE);
    }

    static Polynomial of(List<Integer> monomial, Rational coefficient) {
        Map<List<Integer>, Rational> terms = new TreeMap<>(ORDER);
        if (coefficient.signum() != 0) {
            terms.put(monomial, coefficient);
        }
        return new Polynomial(terms);
    }

    /** The value where no variable occurs. */
    Optional<Rational> constantValue() {
        if (terms.isEmpty()) {
            return Optional.of(Rational.ZERO);
        }
        return terms.size() == 1 ? Optional.ofNullable(terms.get(List.<Integer>of())) : Optional.empty();
    }

    Polynomial add(Polynomial other) {
        Map<List<Integer>, Rational> sum = new TreeMap<>(ORDER);
        sum.putAll(terms);
        other.terms.forEach((m, c) -> accumulate(sum, m, c));
        return new Polynomial(sum);
    }

    Polynomial subtract(Polynomial other) {
        return add(other.scale(Rational.of(-1)));
    }

    Polynomial scale(Rational factor) {
        return multiply(constant(factor));
    }

    Polynomial multiply(Polynomial other) {
        if ((long) terms.size() * other.terms.size() > LARGEST) {
            throw new UnsupportedPropertyException("expected a formula of moderate size, found a product of "
                    + terms.size() + " and " + other.terms.size() + " terms");
        }
        Map<List<Integer>, Rational> product = new TreeMap<>(ORDER);
        terms.forEach((m, c) -> other.terms.forEach((n, d) -> accumulate(product, merged(m, n), c.multiply(d))));
        return new Polynomial(product);
    }

    private static void accumulate(Map<List<Integer>, Rational> sum, List<Integer> monomial, Rational coefficient) {
        Rational total = sum.getOrDefault(monomial, Rational.ZERO).add(coefficient);
        if (total.signum() == 0) {
            sum.remove(monomial);
        } else {
            sum.put(monomial, total);
        }
    }

    private static List<Integer> merged(List<Integer> a, List<Integer> b) {
        List<Integer> both = new ArrayList<>(a);
        both.addAll(b);
        Collections.sort(both);
        return both;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        if (a.size() != b.size()) {
            return Integer.compare(a.size(), b.size());
        }
        for (int i = 0; i < a.size(); i++) {
            int c = Integer.compare(a.get(i), b.get(i));
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }
}
