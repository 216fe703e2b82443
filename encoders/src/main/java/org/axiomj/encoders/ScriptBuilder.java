package org.axiomj.encoders;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.exact.Rational;

/**
 * Writes SMT-LIB 2: declarations, and the parts of one conjunction. Every number is exact: integers as {@code 3.0}, fractions
 * as {@code (/ 1.0 3.0)}. Knows for every variable an interval that holds its value in every solution.
 */
final class ScriptBuilder {
    private final EncodingBudget budget;
    private final StringBuilder declarations = new StringBuilder();
    private final StringBuilder constraints = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<Interval> ranges = new ArrayList<>();

    ScriptBuilder(EncodingBudget budget) {
        this.budget = budget;
    }

    EncodingBudget budget() {
        return budget;
    }

    /** A new variable; {@code range} holds its value in every solution of what is or will be required. */
    LinearTerm declare(String name, Interval range) {
        budget.write(name.length() + 24);
        declarations.append("(declare-fun ").append(name).append(" () Real)\n");
        names.add(name);
        ranges.add(range);
        return LinearTerm.variable(names.size() - 1);
    }

    /** A line for readers, among the declarations. */
    void comment(String text) {
        budget.write(text.length() + 3);
        declarations.append("; ");
        text.chars().forEach(c -> declarations.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        declarations.append('\n');
    }

    void require(String constraint) {
        budget.write(constraint.length() + 3);
        constraints.append("\n  ").append(constraint);
    }

    /** Declarations and one assertion of everything that is required, and of {@code claim}. */
    String script(String claim) {
        budget.write(2 * (declarations.length() + constraints.length() + claim.length()));
        return declarations + "(assert (and true" + constraints + "\n  " + claim + "))\n";
    }

    /** Interval arithmetic over the variables' ranges, exact but for the outward rounding of the result. */
    Interval range(LinearTerm term) {
        Rational low = term.constant();
        Rational high = term.constant();
        boolean boundedBelow = true;
        boolean boundedAbove = true;
        for (Map.Entry<Integer, Rational> e : term.coefficients().entrySet()) {
            Interval range = ranges.get(e.getKey());
            boolean positive = e.getValue().signum() > 0;
            double least = positive ? range.lower() : range.upper();
            double most = positive ? range.upper() : range.lower();
            boundedBelow &= Double.isFinite(least);
            boundedAbove &= Double.isFinite(most);
            low = boundedBelow ? low.add(e.getValue().multiply(Rational.of(least))) : low;
            high = boundedAbove ? high.add(e.getValue().multiply(Rational.of(most))) : high;
        }
        budget.compute(term.size());
        return new Interval(
                boundedBelow ? low.toDoubleDown() : Double.NEGATIVE_INFINITY,
                boundedAbove ? high.toDoubleUp() : Double.POSITIVE_INFINITY);
    }

    String text(LinearTerm term) {
        StringBuilder out = new StringBuilder();
        boolean hasConstant = term.constant().signum() != 0 || term.isConstant();
        boolean isSum = term.size() + (hasConstant ? 1 : 0) > 1;
        out.append(isSum ? "(+" : "");
        for (Map.Entry<Integer, Rational> e : term.coefficients().entrySet()) {
            out.append(isSum ? " " : "");
            if (e.getValue().equals(Rational.ONE)) {
                out.append(names.get(e.getKey()));
            } else {
                out.append("(* ")
                        .append(number(e.getValue()))
                        .append(' ')
                        .append(names.get(e.getKey()))
                        .append(')');
            }
        }
        if (hasConstant) {
            out.append(isSum ? " " : "").append(number(term.constant()));
        }
        budget.write(out.length());
        return out.append(isSum ? ")" : "").toString();
    }

    String compare(String relation, LinearTerm left, LinearTerm right) {
        return "(" + relation + " " + text(left) + " " + text(right) + ")";
    }

    static String number(Rational value) {
        BigInteger n = value.numerator().abs();
        String text =
                value.denominator().equals(BigInteger.ONE) ? n + ".0" : "(/ " + n + ".0 " + value.denominator() + ".0)";
        return value.signum() < 0 ? "(- " + text + ")" : text;
    }

    static String all(List<String> parts) {
        return parts.isEmpty() ? "true" : parts.size() == 1 ? parts.get(0) : "(and " + String.join(" ", parts) + ")";
    }

    static String any(List<String> parts) {
        return parts.isEmpty() ? "false" : parts.size() == 1 ? parts.get(0) : "(or " + String.join(" ", parts) + ")";
    }
}
