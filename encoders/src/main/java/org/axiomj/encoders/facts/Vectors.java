package org.axiomj.encoders.facts;

import static org.axiomj.encoders.facts.Symbols.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Shape;

/** Functions of whole vectors: softmax of any size, and sums and maxima over vectors whose size is not known. */
final class Vectors {
    private final Symbols symbols;
    private final Positions positions;
    private final Terms terms;
    /** The elements of each softmax that were asked for, with what they are the softmax of. */
    private final Map<String, List<Element>> softmaxes = new LinkedHashMap<>();
    /** Which variables are elements of a softmax over a whole vector of unknown size, at the summed position. */
    private final Set<Integer> summedToOne = new LinkedHashSet<>();

    private record Element(Polynomial logit, Polynomial value) {}

    Vectors(Symbols symbols, Positions positions, Terms terms) {
        this.symbols = symbols;
        this.positions = positions;
        this.terms = terms;
    }

    /** The number of elements; a variable of at least 1 where it is not known. */
    Polynomial size(Shape shape) {
        if (shape.isFixed()) {
            return Polynomial.constant(Rational.of(shape.size()));
        }
        Polynomial size = Polynomial.variable(symbols.variable("size " + Positions.dimension(shape), Set.of()));
        symbols.define(compare(">=", size, Polynomial.ONE));
        return size;
    }

    /** The element of a softmax, or of its logarithm, along the last dimension. */
    Polynomial softmax(Expr e, long at, boolean logarithm, int mostOrdered) {
        if (!e.shape().isFixed()) {
            return anySize(e, at, logarithm);
        }
        List<Shape.Dimension> dimensions = e.shape().dimensions();
        int n = (int) ((Shape.Fixed) dimensions.get(dimensions.size() - 1)).size();
        Terms.size(e.shape());
        long begin = at / n * n;
        Polynomial first = terms.element(e, begin);
        List<Polynomial> logits = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // Softmax does not change when one number is added to every logit.
            logits.add(terms.element(e, begin + i).subtract(first));
        }
        symbols.uses(Lemma.SOFTMAX_SHIFT);
        int i = (int) (at - begin);
        String key = key(logits);
        if (logarithm) {
            return logits.get(i).subtract(logSum(key, logits, n));
        }
        return n == 1 ? Polynomial.ONE : known(key, logits, mostOrdered).get(i).value();
    }

    private static String key(List<Polynomial> logits) {
        StringBuilder key = new StringBuilder("softmax");
        logits.forEach(logit -> key.append(logit.terms()));
        return key.toString();
    }

    private List<Element> known(String key, List<Polynomial> logits, int mostOrdered) {
        List<Element> elements = softmaxes.get(key);
        if (elements != null) {
            return elements;
        }
        Set<Long> generic = new LinkedHashSet<>();
        logits.forEach(logit -> generic.addAll(symbols.generic(logit)));
        elements = new ArrayList<>();
        Polynomial sum = Polynomial.ZERO;
        for (int i = 0; i < logits.size(); i++) {
            Polynomial y = range(symbols.variable(key + " at " + i, generic), "<");
            sum = sum.add(y);
            elements.add(new Element(logits.get(i), y));
        }
        symbols.fact(Lemma.SOFTMAX_SUM, compare("=", sum, Polynomial.ONE));
        if (elements.size() <= mostOrdered) {
            for (int i = 1; i < elements.size(); i++) {
                order(elements.subList(0, i), elements.get(i));
            }
        }
        softmaxes.put(key, elements);
        return elements;
    }

    private Polynomial range(int variable, String belowOne) {
        Polynomial y = Polynomial.variable(variable);
        symbols.markPositive(variable);
        symbols.fact(Lemma.SOFTMAX_ELEMENT, compare(">", y, Polynomial.ZERO));
        symbols.fact(Lemma.SOFTMAX_ELEMENT, compare(belowOne, y, Polynomial.ONE));
        return y;
    }

    private void order(List<Element> others, Element element) {
        for (Element other : others) {
            symbols.fact(
                    Lemma.SOFTMAX_ORDER,
                    FunctionFacts.sameOrder(element.logit(), other.logit(), element.value(), other.value()));
        }
    }

    /** The L in {@code log_softmax(x)_i = x_i - L}. */
    private Polynomial logSum(String key, List<Polynomial> logits, int n) {
        if (n == 1) {
            return logits.get(0);
        }
        Set<Long> generic = new LinkedHashSet<>();
        logits.forEach(logit -> generic.addAll(symbols.generic(logit)));
        Polynomial logSum = Polynomial.variable(symbols.variable("log of the sum of " + key, generic));
        logits.forEach(logit -> symbols.fact(Lemma.LOG_SOFTMAX, compare(">", logSum, logit)));
        return logSum;
    }

    private Polynomial anySize(Expr e, long at, boolean logarithm) {
        long summed = terms.summedPosition(e.shape());
        Polynomial everywhere = terms.element(e, summed);
        // What does not depend on the position is added to every logit, and changes nothing.
        Polynomial shift = independent(everywhere, summed);
        String key = "softmax over " + Positions.dimension(e.shape())
                + everywhere.subtract(shift).terms();
        symbols.uses(Lemma.SOFTMAX_SHIFT);
        Polynomial logit = terms.element(e, at).subtract(shift);
        Set<Long> generic = new LinkedHashSet<>(symbols.generic(everywhere));
        generic.remove(summed);
        if (logarithm) {
            Polynomial logSum = Polynomial.variable(symbols.variable("log of the sum of " + key, generic));
            symbols.fact(Lemma.LOG_SOFTMAX, compare(">=", logSum, logit));
            return logit.subtract(logSum);
        }
        if (at < 0) {
            generic.add(at);
        }
        String name = key + " at " + at;
        boolean isNew = !symbols.has(name);
        int variable = symbols.variable(name, generic);
        if (isNew) {
            Element element = new Element(logit, range(variable, "<="));
            List<Element> others = softmaxes.computeIfAbsent(key, k -> new ArrayList<>());
            order(others, element);
            others.add(element);
        }
        if (at == summed) {
            summedToOne.add(variable);
        }
        return Polynomial.variable(variable);
    }

    private Polynomial independent(Polynomial p, long position) {
        Polynomial part = Polynomial.ZERO;
        for (Map.Entry<List<Integer>, Rational> term : p.terms().entrySet()) {
            if (term.getKey().stream().noneMatch(v -> symbols.generic(v).contains(position))) {
                part = part.add(Polynomial.of(term.getKey(), term.getValue()));
            }
        }
        return part;
    }

    /** The sum over a vector of unknown size. */
    Polynomial sum(Expr e) {
        long summed = terms.summedPosition(e.shape());
        Polynomial total = Polynomial.ZERO;
        for (Map.Entry<List<Integer>, Rational> term :
                terms.element(e, summed).terms().entrySet()) {
            List<Integer> dependent = new ArrayList<>();
            List<Integer> factors = new ArrayList<>();
            term.getKey().forEach(v -> (symbols.generic(v).contains(summed) ? dependent : factors).add(v));
            total = total.add(Polynomial.of(factors, term.getValue()).multiply(sumOf(dependent, e.shape(), summed)));
        }
        return total;
    }

    private Polynomial sumOf(List<Integer> monomial, Shape shape, long summed) {
        if (monomial.isEmpty()) {
            return size(shape);
        }
        if (monomial.size() == 1 && summedToOne.contains(monomial.get(0))) {
            symbols.uses(Lemma.SOFTMAX_SUM);
            return Polynomial.ONE;
        }
        Set<Long> generic = new LinkedHashSet<>(symbols.generic(Polynomial.of(monomial, Rational.ONE)));
        generic.remove(summed);
        Polynomial sum = Polynomial.variable(
                symbols.variable("sum over " + Positions.dimension(shape) + " of " + monomial, generic));
        if (monomial.stream().allMatch(symbols::isPositive)) {
            symbols.define(compare(">", sum, Polynomial.ZERO));
        } else if (isSquare(monomial)) {
            symbols.define(compare(">=", sum, Polynomial.ZERO));
        }
        return sum;
    }

    /** Whether every variable stands in it an even number of times; monomials are sorted. */
    private static boolean isSquare(List<Integer> monomial) {
        for (int i = 0; i + 1 < monomial.size(); i += 2) {
            if (!monomial.get(i).equals(monomial.get(i + 1))) {
                return false;
            }
        }
        return monomial.size() % 2 == 0;
    }

    /** The largest of {@code sign} times the elements, over a vector of unknown size: not below any of them. */
    Polynomial largest(Expr e, Rational sign) {
        long summed = terms.summedPosition(e.shape());
        Polynomial everywhere = terms.element(e, summed).scale(sign);
        Set<Long> generic = new LinkedHashSet<>(symbols.generic(everywhere));
        generic.remove(summed);
        String key = "largest over " + Positions.dimension(e.shape()) + " of " + everywhere.terms();
        boolean isNew = !symbols.has(key);
        Polynomial y = Polynomial.variable(symbols.variable(key, generic));
        if (isNew) {
            positions.atEvery(
                    e.shape(),
                    at -> symbols.define(compare(">=", y, terms.element(e, at).scale(sign))));
        }
        return y;
    }
}
