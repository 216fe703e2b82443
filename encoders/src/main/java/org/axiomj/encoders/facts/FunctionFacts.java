package org.axiomj.encoders.facts;

import static org.axiomj.encoders.facts.Symbols.all;
import static org.axiomj.encoders.facts.Symbols.any;
import static org.axiomj.encoders.facts.Symbols.compare;
import static org.axiomj.encoders.facts.Symbols.not;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Function;

/**
 * A variable for every call of a function of one number, and facts that are true of it: about the call alone, and about two
 * calls of the same function. Every fact holds for all real arguments, also where the argument is itself abstracted. Equal
 * arguments give the same variable.
 */
final class FunctionFacts {
    private static final Polynomial HALF = Polynomial.constant(new Rational(BigInteger.ONE, BigInteger.TWO));
    private static final Rational QUARTER = Rational.of(new BigDecimal("0.25"));
    /** Above log(2) = 0.693147180559945... */
    private static final Polynomial LOG_2_UP = Polynomial.constant(Rational.of(new BigDecimal("0.69314718056")));
    /** Facts about pairs are written for this many calls of one function. */
    private static final int MOST_PAIRED = 24;

    private final Symbols symbols;
    private final Map<Function, List<CallOf>> calls = new EnumMap<>(Function.class);

    private record CallOf(Polynomial argument, Polynomial value) {}

    FunctionFacts(Symbols symbols) {
        this.symbols = symbols;
    }

    /**
     * The value of the function there.
     *
     * @param undefined gets the condition, if any, under which there is no value
     */
    Polynomial value(Function function, Polynomial a, Collection<String> undefined) {
        if (function == Function.TANH) {
            symbols.uses(Lemma.TANH_IS_SIGMOID);
            return value(Function.SIGMOID, a.scale(Rational.of(2)), undefined)
                    .scale(Rational.of(2))
                    .subtract(Polynomial.ONE);
        } else if (function == Function.LOG) {
            undefined.add(compare("<=", a, Polynomial.ZERO));
        } else if (function == Function.SQRT) {
            undefined.add(compare("<", a, Polynomial.ZERO));
        }
        String key = function.text() + "(" + a.terms() + ")";
        boolean isNew = !symbols.has(key);
        int variable = symbols.variable(key, symbols.generic(a));
        Polynomial y = Polynomial.variable(variable);
        if (isNew) {
            single(function, a, y, variable);
            List<CallOf> others = calls.computeIfAbsent(function, f -> new ArrayList<>());
            if (others.size() < MOST_PAIRED) {
                others.forEach(other -> pair(function, a, y, other.argument(), other.value()));
                others.add(new CallOf(a, y));
            }
        }
        return y;
    }

    /** {@code 1 / d}; not defined where d is 0. */
    Polynomial reciprocal(Polynomial d, Collection<String> undefined) {
        if (d.constantValue().filter(c -> c.signum() != 0).isPresent()) {
            return Polynomial.constant(Rational.ONE.divide(d.constantValue().get()));
        }
        undefined.add(compare("=", d, Polynomial.ZERO));
        Polynomial r = Polynomial.variable(symbols.variable("reciprocal(" + d.terms() + ")", symbols.generic(d)));
        symbols.define(any(List.of(compare("=", d, Polynomial.ZERO), compare("=", r.multiply(d), Polynomial.ONE))));
        symbols.define(implies(compare(">", d, Polynomial.ZERO), compare(">", r, Polynomial.ZERO)));
        symbols.define(implies(compare("<", d, Polynomial.ZERO), compare("<", r, Polynomial.ZERO)));
        return r;
    }

    /** The largest of the numbers, by its definition. */
    Polynomial largest(List<Polynomial> numbers) {
        StringBuilder key = new StringBuilder("max");
        Set<Long> generic = new LinkedHashSet<>();
        List<String> attained = new ArrayList<>();
        for (Polynomial number : numbers) {
            key.append(number.terms());
            generic.addAll(symbols.generic(number));
        }
        Polynomial y = Polynomial.variable(symbols.variable(key.toString(), generic));
        for (Polynomial number : numbers) {
            symbols.define(compare(">=", y, number));
            attained.add(compare("=", y, number));
        }
        symbols.define(any(attained));
        return y;
    }

    private void single(Function function, Polynomial a, Polynomial y, int variable) {
        Polynomial zero = Polynomial.ZERO;
        Polynomial one = Polynomial.ONE;
        switch (function) {
            case EXP -> {
                symbols.markPositive(variable);
                symbols.fact(Lemma.EXP, compare(">", y, zero));
                symbols.fact(Lemma.EXP, compare(">=", y, a.add(one)));
                // exp(0) = 1, and exp increases strictly.
                symbols.fact(Lemma.EXP, sameOrder(a, zero, y, one));
            }
            case LOG -> {
                // Only where there is a logarithm; elsewhere the comparison counts as undefined.
                String defined = compare(">", a, zero);
                symbols.fact(Lemma.LOG, implies(defined, compare("<=", y, a.subtract(one))));
                symbols.fact(Lemma.LOG, implies(defined, sameOrder(a, one, y, zero)));
            }
            case SQRT -> {
                String defined = compare(">=", a, zero);
                symbols.fact(Lemma.SQRT, implies(defined, compare(">=", y, zero)));
                symbols.fact(Lemma.SQRT, implies(defined, compare("=", y.multiply(y), a)));
            }
            case SIGMOID -> {
                symbols.markPositive(variable);
                symbols.fact(Lemma.SIGMOID_RANGE, compare(">", y, zero));
                symbols.fact(Lemma.SIGMOID_RANGE, compare("<", y, one));
                // sigmoid(0) = 1/2.
                increasing(Lemma.SIGMOID_SLOPE, a, y, zero, HALF, QUARTER);
            }
            case SOFTPLUS -> {
                symbols.markPositive(variable);
                symbols.fact(Lemma.SOFTPLUS, compare(">", y, zero));
                symbols.fact(Lemma.SOFTPLUS, compare(">", y, a));
                symbols.fact(
                        Lemma.SOFTPLUS, any(List.of(compare("<=", y, LOG_2_UP), compare("<=", y, a.add(LOG_2_UP)))));
            }
            case SIN, COS -> {
                symbols.fact(Lemma.SIN_COS, compare("<=", y, one));
                symbols.fact(Lemma.SIN_COS, compare(">=", y, one.scale(Rational.of(-1))));
                Function other = function == Function.SIN ? Function.COS : Function.SIN;
                for (CallOf call : calls.getOrDefault(other, List.of())) {
                    if (call.argument().equals(a)) {
                        symbols.fact(
                                Lemma.SIN_COS,
                                compare("=", y.multiply(y).add(call.value().multiply(call.value())), one));
                    }
                }
            }
            default ->
                throw new UnsupportedPropertyException(
                        "expected a function whose facts are known, found " + function.text());
        }
    }

    private void pair(Function function, Polynomial a, Polynomial y, Polynomial b, Polynomial z) {
        switch (function) {
            case EXP -> symbols.fact(Lemma.EXP, sameOrder(a, b, y, z));
            case LOG ->
                symbols.fact(
                        Lemma.LOG,
                        implies(
                                all(List.of(compare(">", a, Polynomial.ZERO), compare(">", b, Polynomial.ZERO))),
                                sameOrder(a, b, y, z)));
            case SIGMOID -> {
                increasing(Lemma.SIGMOID_SLOPE, a, y, b, z, QUARTER);
                if (a.add(b).equals(Polynomial.ZERO)) {
                    symbols.fact(Lemma.SIGMOID_SYMMETRY, compare("=", y.add(z), Polynomial.ONE));
                }
            }
            case SOFTPLUS -> {
                increasing(Lemma.SOFTPLUS, a, y, b, z, Rational.ONE);
                if (a.add(b).equals(Polynomial.ZERO)) {
                    symbols.fact(Lemma.SOFTPLUS, compare("=", y.subtract(z), a));
                }
            }
            case SQRT, SIN, COS -> symbols.define(implies(compare("=", a, b), compare("=", y, z)));
            default ->
                throw new UnsupportedPropertyException(
                        "expected a function whose facts are known, found " + function.text());
        }
    }

    /** The function increases strictly and by at most {@code slope} times its argument. */
    private void increasing(Lemma lemma, Polynomial a, Polynomial y, Polynomial b, Polynomial z, Rational slope) {
        symbols.fact(lemma, sameOrder(a, b, y, z));
        Polynomial most = a.subtract(b).scale(slope);
        symbols.fact(lemma, implies(compare(">=", a, b), compare("<=", y.subtract(z), most)));
        symbols.fact(lemma, implies(compare("<=", a, b), compare(">=", y.subtract(z), most)));
    }

    /** {@code a < b} exactly if {@code y < z}, and {@code a > b} exactly if {@code y > z}. */
    static String sameOrder(Polynomial a, Polynomial b, Polynomial y, Polynomial z) {
        return all(List.of(
                "(= " + compare("<", a, b) + " " + compare("<", y, z) + ")",
                "(= " + compare(">", a, b) + " " + compare(">", y, z) + ")"));
    }

    static String implies(String premise, String conclusion) {
        return any(List.of(not(premise), conclusion));
    }
}
