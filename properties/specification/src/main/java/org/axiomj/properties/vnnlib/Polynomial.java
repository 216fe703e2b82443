package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.exact.Rational;

/**
 * A polynomial over inputs and outputs, expanded and exact. A monomial is the sorted list of the keys of its variables
 * (inputs under their index i, outputs under {@code ~i}), each as often as its power says; the constant's is empty.
 */
final class Polynomial {
    private static final int MOST_TERMS = 20_000;
    private static final int MOST_DEGREE = 32;

    private final SourceText source;
    private final Budget budget;
    private final Map<List<Integer>, Rational> terms = new LinkedHashMap<>();

    Polynomial(SourceText source, Budget budget) {
        this.source = source;
        this.budget = budget;
    }

    Map<List<Integer>, Rational> terms() {
        return terms;
    }

    void add(int offset, List<Integer> monomial, Rational coefficient) {
        Rational before = terms.get(monomial);
        Rational sum = before == null ? coefficient : budget.checked(offset, before.add(coefficient));
        if (sum.signum() == 0) {
            terms.remove(monomial);
            return;
        }
        terms.put(monomial, sum);
        if (terms.size() > MOST_TERMS) {
            throw source.unsupported(
                    offset,
                    "expected a polynomial of at most " + MOST_TERMS
                            + " terms once it is multiplied out, found more; split the assertion");
        }
    }

    void add(int offset, Rational scale, Polynomial other) {
        budget.work(offset, 300L * other.terms.size());
        for (Map.Entry<List<Integer>, Rational> term : other.terms.entrySet()) {
            add(offset, term.getKey(), budget.checked(offset, scale.multiply(term.getValue())));
        }
    }

    Polynomial times(int offset, Polynomial other) {
        Polynomial product = new Polynomial(source, budget);
        budget.work(offset, 1000L * terms.size() * other.terms.size());
        for (Map.Entry<List<Integer>, Rational> left : terms.entrySet()) {
            for (Map.Entry<List<Integer>, Rational> right : other.terms.entrySet()) {
                List<Integer> monomial = new ArrayList<>(left.getKey());
                monomial.addAll(right.getKey());
                if (monomial.size() > MOST_DEGREE) {
                    throw source.unsupported(
                            offset,
                            "expected products of at most " + MOST_DEGREE
                                    + " variables, found a longer one; shorten it");
                }
                Collections.sort(monomial);
                product.add(
                        offset,
                        List.copyOf(monomial),
                        budget.checked(offset, left.getValue().multiply(right.getValue())));
            }
        }
        return product;
    }
}
