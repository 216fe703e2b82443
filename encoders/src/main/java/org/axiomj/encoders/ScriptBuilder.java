package org.axiomj.encoders;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.exact.Rational;

/** Writes SMT-LIB 2 terms. Every number is exact: integers as {@code 3.0}, fractions as {@code (/ 1.0 3.0)}. */
final class ScriptBuilder {
    private final StringBuilder declarations = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<String> constraints = new ArrayList<>();

    int declare(String name) {
        declarations.append("(declare-fun ").append(name).append(" () Real)\n");
        names.add(name);
        return names.size() - 1;
    }

    void comment(String text) {
        declarations.append("; ").append(text.replace('\n', ' ').replace('\r', ' ')).append('\n');
    }

    void require(String constraint) {
        constraints.add(constraint);
    }

    List<String> constraints() {
        return constraints;
    }

    String name(int variable) {
        return names.get(variable);
    }

    String declarations() {
        return declarations.toString();
    }

    String text(LinearTerm term) {
        StringBuilder out = new StringBuilder();
        int parts = term.coefficients().size() + (term.constant().signum() != 0 || term.isConstant() ? 1 : 0);
        if (parts > 1) {
            out.append("(+");
        }
        for (Map.Entry<Integer, Rational> e : term.coefficients().entrySet()) {
            out.append(parts > 1 ? " " : "");
            if (e.getValue().equals(Rational.ONE)) {
                out.append(names.get(e.getKey()));
            } else {
                out.append("(* ").append(number(e.getValue())).append(' ').append(names.get(e.getKey())).append(')');
            }
        }
        if (term.constant().signum() != 0 || term.isConstant()) {
            out.append(parts > 1 ? " " : "").append(number(term.constant()));
        }
        return out.append(parts > 1 ? ")" : "").toString();
    }

    String compare(String relation, LinearTerm left, LinearTerm right) {
        return "(" + relation + " " + text(left) + " " + text(right) + ")";
    }

    static String number(Rational value) {
        BigInteger n = value.numerator().abs();
        String text = value.denominator().equals(BigInteger.ONE) ? n + ".0" : "(/ " + n + ".0 " + value.denominator() + ".0)";
        return value.signum() < 0 ? "(- " + text + ")" : text;
    }

    static String all(List<String> parts) {
        return parts.isEmpty() ? "true" : parts.size() == 1 ? parts.get(0) : "(and " + String.join(" ", parts) + ")";
    }

    static String any(List<String> parts) {
        return parts.isEmpty() ? "false" : parts.size() == 1 ? parts.get(0) : "(or " + String.join(" ", parts) + ")";
    }
}
