package org.axiomj.properties;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.axiomj.ir.exact.Rational;

/**
 * Says in a few sentences what a query asks, for people. Long lists are cut short and the text says so; numbers of more
 * than 17 digits appear as fractions or rounded, so nothing may rely on it.
 */
public final class PlainLanguage {
    private static final int MOST_INPUTS = 6;
    private static final int MOST_PARTS = 12;

    private PlainLanguage() {}

    public static String describe(Query query) {
        StringBuilder text = new StringBuilder();
        Query.Case first = query.cases().get(0);
        int count = query.cases().size();
        text.append("The network has ").append(counted(query.inputSize(), "input"));
        text.append(" and ").append(counted(query.outputSize(), "output")).append(". ");
        if (count == 1) {
            int sentence = text.length();
            describeBox(first.box(), text);
            text.setCharAt(sentence, Character.toUpperCase(text.charAt(sentence)));
            text.append(". No input in this box may ")
                    .append(consequence(first.unsafe()))
                    .append('.');
            return text.toString();
        }
        text.append("The inputs lie in one of ").append(count).append(" boxes; in the first, ");
        describeBox(first.box(), text);
        boolean same = query.cases().stream().allMatch(other -> other.unsafe().equals(first.unsafe()));
        text.append(same ? ". No input in any of them may " : ". No input in it may ");
        text.append(consequence(first.unsafe()));
        text.append(same ? "." : "; each box has a condition of its own.");
        return text.toString();
    }

    /** A condition in infix notation, cut short after a dozen comparisons. */
    public static String describe(Condition condition) {
        StringBuilder text = new StringBuilder();
        int[] left = {MOST_PARTS};
        append(condition, false, left, text);
        return left[0] < 0 ? text + " (" + -left[0] + " more comparisons not shown)" : text.toString();
    }

    private static String consequence(Condition unsafe) {
        if (unsafe.equals(Condition.TRUE)) {
            return "exist at all";
        }
        return (Conditions.outputs(unsafe).isEmpty() ? "satisfy " : "lead to ") + describe(unsafe);
    }

    private static void describeBox(Box box, StringBuilder text) {
        List<Integer> varying = new ArrayList<>();
        Rational widest = Rational.ZERO;
        for (int i = 0; i < box.size(); i++) {
            Rational width = box.upper().get(i).subtract(box.lower().get(i));
            if (width.signum() > 0) {
                varying.add(i);
                widest = width.compareTo(widest) > 0 ? width : widest;
            }
        }
        int count = varying.size();
        if (count == 0) {
            text.append("every input is fixed");
            return;
        }
        text.append(
                count == box.size()
                        ? (count == 1 ? "the input varies" : "all " + count + " inputs vary")
                        : counted(count, "input") + (count == 1 ? " varies" : " vary") + " and the others are fixed");
        int shown = count <= MOST_INPUTS ? count : 2;
        for (int k = 0; k < shown; k++) {
            int i = varying.get(k);
            text.append(k == 0 ? ": " : ", ").append("X_").append(i).append(" from ");
            text.append(number(box.lower().get(i)))
                    .append(" to ")
                    .append(number(box.upper().get(i)));
        }
        if (shown < count) {
            text.append(" and so on, each by at most ").append(number(widest));
        }
    }

    private static void append(Condition condition, boolean nested, int[] left, StringBuilder text) {
        if (condition instanceof Condition.Atom atom) {
            if (left[0]-- > 0) {
                text.append(atom(atom.constraint()));
            }
            return;
        }
        boolean and = condition instanceof Condition.And;
        List<Condition> parts =
                condition instanceof Condition.And junction ? junction.parts() : ((Condition.Or) condition).parts();
        if (parts.isEmpty()) {
            text.append(and ? "true" : "false");
            return;
        }
        boolean bracket = nested && parts.size() > 1 && left[0] > 0;
        text.append(bracket ? "(" : "");
        for (int i = 0; i < parts.size(); i++) {
            text.append(i > 0 && left[0] > 0 ? (and ? " and " : " or ") : "");
            append(parts.get(i), true, left, text);
        }
        text.append(bracket ? ")" : "");
    }

    private static String atom(LinearConstraint constraint) {
        List<String> plus = new ArrayList<>();
        List<String> minus = new ArrayList<>();
        terms("X_", constraint.inputs(), plus, minus);
        terms("Y_", constraint.outputs(), plus, minus);
        Rational bound = constraint.bound();
        String atMost = constraint.strict() ? " < " : " <= ";
        String atLeast = constraint.strict() ? " > " : " >= ";
        if (plus.isEmpty() && !minus.isEmpty()) {
            return String.join(" + ", minus) + atLeast + number(bound.negate());
        }
        if (minus.isEmpty() || plus.isEmpty()) {
            return (plus.isEmpty() ? "0" : String.join(" + ", plus)) + atMost + number(bound);
        }
        return bound.signum() == 0
                ? String.join(" + ", plus) + atMost + String.join(" + ", minus)
                : String.join(" + ", plus) + " - " + String.join(" - ", minus) + atMost + number(bound);
    }

    private static void terms(String prefix, SortedMap<Integer, Rational> from, List<String> plus, List<String> minus) {
        for (Map.Entry<Integer, Rational> term : from.entrySet()) {
            Rational size = term.getValue().signum() < 0 ? term.getValue().negate() : term.getValue();
            String text = (size.compareTo(Rational.ONE) == 0 ? "" : number(size) + " ") + prefix + term.getKey();
            (term.getValue().signum() < 0 ? minus : plus).add(text);
        }
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Exact where that is short; else rounded, but never to zero or infinity as a double would be. */
    private static String number(Rational value) {
        String exact = value.toText(17);
        return exact.length() <= 40
                ? exact
                : new BigDecimal(value.numerator())
                        .divide(new BigDecimal(value.denominator()), MathContext.DECIMAL64)
                        .stripTrailingZeros()
                        .toString();
    }
}
