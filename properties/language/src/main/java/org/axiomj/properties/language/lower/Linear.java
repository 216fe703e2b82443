package org.axiomj.properties.language.lower;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axiomj.ir.exact.Rational;

/**
 * A number as a linear combination of elements of vectors that a composition computes, exactly.
 *
 * @param terms coefficients by element, none of them 0
 * @param constant what is added
 */
record Linear(SortedMap<Element, Rational> terms, Rational constant) {
    /**
     * One element of a vector.
     *
     * @param source the vector, by its number in {@link Vectors}
     */
    record Element(int source, int index) implements Comparable<Element> {
        @Override
        public int compareTo(Element other) {
            return source != other.source ? Integer.compare(source, other.source) : Integer.compare(index, other.index);
        }
    }

    static Linear of(Rational constant) {
        return new Linear(new TreeMap<>(), constant);
    }

    static Linear of(int source, int index) {
        SortedMap<Element, Rational> terms = new TreeMap<>();
        terms.put(new Element(source, index), Rational.ONE);
        return new Linear(terms, Rational.ZERO);
    }

    boolean isConstant() {
        return terms.isEmpty();
    }

    /** The only element, if this is one element and nothing else. */
    boolean isElement() {
        return terms.size() == 1 && constant.signum() == 0 && terms.containsValue(Rational.ONE);
    }

    Linear add(Linear other) {
        if (other.isConstant()) {
            return new Linear(terms, constant.add(other.constant));
        }
        SortedMap<Element, Rational> sum = new TreeMap<>(terms);
        for (Map.Entry<Element, Rational> term : other.terms.entrySet()) {
            Rational coefficient =
                    sum.getOrDefault(term.getKey(), Rational.ZERO).add(term.getValue());
            if (coefficient.signum() == 0) {
                sum.remove(term.getKey());
            } else {
                sum.put(term.getKey(), coefficient);
            }
        }
        return new Linear(sum, constant.add(other.constant));
    }

    Linear subtract(Linear other) {
        return add(other.scale(Rational.ONE.negate()));
    }

    Linear scale(Rational factor) {
        if (factor.signum() == 0) {
            return of(Rational.ZERO);
        }
        SortedMap<Element, Rational> scaled = new TreeMap<>();
        terms.forEach((element, coefficient) -> scaled.put(element, coefficient.multiply(factor)));
        return new Linear(scaled, constant.multiply(factor));
    }
}
