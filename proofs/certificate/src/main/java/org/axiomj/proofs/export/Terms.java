package org.axiomj.proofs.export;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Fraction;

/** Numbers, sums and conditions as SMT-LIB 2 terms of real sort. The same content always has the same text. */
final class Terms {
    /** Deeper conditions than people write; the walks over them are recursive. */
    private static final int MOST_DEPTH = 500;

    private Terms() {}

    static String integer(BigInteger n) {
        return n.signum() < 0 ? "(- " + n.negate() + ".0)" : n + ".0";
    }

    static String number(BigInteger numerator, BigInteger denominator) {
        BigInteger common = numerator.gcd(denominator);
        BigInteger d = denominator.divide(common);
        String n = integer(numerator.divide(common));
        return d.equals(BigInteger.ONE) ? n : "(/ " + n + " " + d + ".0)";
    }

    static String number(Fraction f) {
        return number(f.numerator(), f.denominator());
    }

    static String number(Dyadic d) {
        return d.scale() >= 0
                ? number(d.mantissa(), BigInteger.ONE.shiftLeft(d.scale()))
                : integer(d.mantissa().shiftLeft(-d.scale()));
    }

    static String times(String coefficient, String variable) {
        return coefficient.equals("1.0") ? variable : "(* " + coefficient + " " + variable + ")";
    }

    static String sum(List<String> parts) {
        return parts.isEmpty() ? "0.0" : parts.size() == 1 ? parts.get(0) : "(+ " + String.join(" ", parts) + ")";
    }

    static String atMost(String left, String right) {
        return "(<= " + left + " " + right + ")";
    }

    /** The negation of {@link #atMost}. */
    static String above(String left, String right) {
        return "(< " + right + " " + left + ")";
    }

    static String less(String left, String right) {
        return "(< " + left + " " + right + ")";
    }

    static String all(List<String> parts) {
        return joined("and", "true", parts);
    }

    static String any(List<String> parts) {
        return joined("or", "false", parts);
    }

    private static String joined(String word, String none, List<String> parts) {
        return parts.isEmpty()
                ? none
                : parts.size() == 1 ? parts.get(0) : "(" + word + " " + String.join(" ", parts) + ")";
    }

    static String atom(Condition.Atom atom, NetworkTerms network) {
        List<String> parts = new ArrayList<>();
        for (Condition.Term t : atom.inputs()) {
            parts.add(times(number(t.coefficient()), network.name(0, t.index())));
        }
        for (Condition.Term t : atom.outputs()) {
            parts.add(times(number(t.coefficient()), network.name(network.output(), t.index())));
        }
        String left = sum(parts);
        return atom.strict() ? less(left, number(atom.bound())) : atMost(left, number(atom.bound()));
    }

    static String condition(Condition condition, NetworkTerms network) {
        return condition(condition, network, 0);
    }

    private static String condition(Condition condition, NetworkTerms network, int depth) {
        if (depth > MOST_DEPTH) {
            throw new NotExportableException("the unsafe condition is nested more than " + MOST_DEPTH + " deep");
        }
        if (condition instanceof Condition.Atom atom) {
            return atom(atom, network);
        }
        List<Condition> parts =
                condition instanceof Condition.And and ? and.parts() : ((Condition.Or) condition).parts();
        List<String> texts =
                parts.stream().map(p -> condition(p, network, depth + 1)).toList();
        return condition instanceof Condition.And ? all(texts) : any(texts);
    }
}
