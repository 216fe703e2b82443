package org.axiomj.properties.vnnlib;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;

/**
 * Writes a query as VNN-LIB 1.0 with the same counterexamples, exactly. {@link VnnLib} reads it back to an equal or at
 * least equivalent query. A query without any counterexample, because a condition is {@link Condition#FALSE}, reads
 * back as the error that it is; so do numbers of more than 1200 digits.
 */
public final class VnnLibWriter {
    private static final int LONGEST_DECIMAL = 1000;

    private final StringBuilder text = new StringBuilder();

    private VnnLibWriter() {}

    public static String write(Query query) {
        VnnLibWriter writer = new VnnLibWriter();
        writer.declarations('X', query.inputSize());
        writer.declarations('Y', query.outputSize());
        if (query.cases().size() == 1) {
            writer.onlyCase(query.cases().get(0));
        } else {
            writer.allCases(query.cases());
        }
        return writer.text.toString();
    }

    private void declarations(char letter, int count) {
        for (int i = 0; i < count; i++) {
            text.append("(declare-const ").append(letter).append('_').append(i).append(" Real)\n");
        }
        text.append('\n');
    }

    private void onlyCase(Query.Case only) {
        Box box = only.box();
        for (int i = 0; i < box.size(); i++) {
            text.append("(assert ");
            bound(">=", i, box.lower().get(i));
            text.append(")\n(assert ");
            bound("<=", i, box.upper().get(i));
            text.append(")\n");
        }
        text.append('\n');
        List<Condition> parts = only.unsafe() instanceof Condition.And and ? and.parts() : List.of(only.unsafe());
        for (Condition part : parts) {
            text.append("(assert ");
            condition(part);
            text.append(")\n");
        }
    }

    private void allCases(List<Query.Case> cases) {
        text.append("(assert (or\n");
        for (Query.Case unsafeCase : cases) {
            Box box = unsafeCase.box();
            text.append("    (and");
            for (int i = 0; i < box.size(); i++) {
                text.append(' ');
                bound(">=", i, box.lower().get(i));
                text.append(' ');
                bound("<=", i, box.upper().get(i));
            }
            text.append(' ');
            condition(unsafeCase.unsafe());
            text.append(")\n");
        }
        text.append("))\n");
    }

    private void bound(String operator, int input, Rational value) {
        text.append('(').append(operator).append(" X_").append(input).append(' ');
        number(value);
        text.append(')');
    }

    private void condition(Condition condition) {
        if (condition instanceof Condition.Atom atom) {
            constraint(atom.constraint());
        } else if (condition instanceof Condition.And and) {
            junction("and", and.parts(), "true");
        } else if (condition instanceof Condition.Or or) {
            junction("or", or.parts(), "false");
        }
    }

    private void junction(String operator, List<Condition> parts, String ifEmpty) {
        if (parts.isEmpty()) {
            text.append(ifEmpty);
            return;
        }
        text.append('(').append(operator);
        for (Condition part : parts) {
            text.append(' ');
            condition(part);
        }
        text.append(')');
    }

    private void constraint(LinearConstraint constraint) {
        int terms = constraint.inputs().size() + constraint.outputs().size();
        text.append(constraint.strict() ? "(< " : "(<= ");
        text.append(terms == 0 ? "0" : terms == 1 ? "" : "(+ ");
        int from = text.length();
        terms(" X_", constraint.inputs());
        terms(" Y_", constraint.outputs());
        if (terms > 0) {
            text.deleteCharAt(from);
        }
        text.append(terms > 1 ? ") " : " ");
        number(constraint.bound());
        text.append(')');
    }

    private void terms(String variable, SortedMap<Integer, Rational> terms) {
        for (Map.Entry<Integer, Rational> term : terms.entrySet()) {
            if (term.getValue().compareTo(Rational.ONE) == 0) {
                text.append(variable).append(term.getKey());
            } else {
                text.append(" (* ");
                number(term.getValue());
                text.append(variable).append(term.getKey()).append(')');
            }
        }
    }

    private void number(Rational value) {
        try {
            String decimal = new BigDecimal(value.numerator())
                    .divide(new BigDecimal(value.denominator()))
                    .toPlainString();
            if (decimal.length() <= LONGEST_DECIMAL) {
                text.append(decimal);
                return;
            }
        } catch (ArithmeticException noFiniteDecimal) {
            // a fraction then
        }
        text.append("(/ ")
                .append(value.numerator())
                .append(' ')
                .append(value.denominator())
                .append(')');
    }
}
