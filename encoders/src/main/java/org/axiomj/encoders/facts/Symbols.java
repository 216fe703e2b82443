package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;

/** The variables of one problem, what is known of them as SMT-LIB text, and which lemmas that rests on. */
final class Symbols {
    private static final int LARGEST = 20_000;

    private final Map<String, Integer> byKey = new LinkedHashMap<>();
    private final List<Set<Long>> indices = new ArrayList<>();
    private final Set<Integer> positive = new LinkedHashSet<>();
    private final Set<String> facts = new LinkedHashSet<>();
    private final Set<Lemma> lemmas = EnumSet.noneOf(Lemma.class);

    boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** The variable of that key, a new one if there is none; {@code generic} are the generic positions it speaks of. */
    int variable(String key, Set<Long> generic) {
        Integer known = byKey.get(key);
        if (known != null) {
            return known;
        }
        if (indices.size() == LARGEST) {
            throw new UnsupportedPropertyException(
                    "expected a formula of moderate size, found more than " + LARGEST + " numbers in it");
        }
        byKey.put(key, indices.size());
        indices.add(Set.copyOf(generic));
        return indices.size() - 1;
    }

    /** The generic positions that the value depends on. */
    Set<Long> generic(Polynomial p) {
        Set<Long> all = new LinkedHashSet<>();
        p.terms().keySet().forEach(monomial -> monomial.forEach(v -> all.addAll(indices.get(v))));
        return all;
    }

    Set<Long> generic(int variable) {
        return indices.get(variable);
    }

    void markPositive(int variable) {
        positive.add(variable);
    }

    boolean isPositive(int variable) {
        return positive.contains(variable);
    }

    /** Records something that is true of every value of the function that {@code lemma} speaks of. */
    void fact(Lemma lemma, String text) {
        lemmas.add(lemma);
        facts.add(text);
    }

    void uses(Lemma lemma) {
        lemmas.add(lemma);
    }

    /** Records what defines a variable and needs no lemma. */
    void define(String text) {
        facts.add(text);
    }

    Set<Lemma> lemmas() {
        return lemmas;
    }

    /** Whether {@code claim} is consistent with everything known; {@code wanted} are the keys whose values are asked for. */
    SmtProblem problem(String claim, List<String> wanted) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < indices.size(); i++) {
            script.append("(declare-fun ").append(name(i)).append(" () Real)\n");
        }
        script.append("(assert (and true");
        facts.forEach(fact -> script.append("\n  ").append(fact));
        script.append("\n  ").append(claim).append("))\n");
        List<String> names = new ArrayList<>();
        wanted.forEach(key -> names.add(name(byKey.getOrDefault(key, 0))));
        return new SmtProblem(script.toString(), names, true);
    }

    private static String name(int variable) {
        return "v" + variable;
    }

    /** {@code left relation right} with all on one side; a truth value where no variable is left. */
    static String compare(String relation, Polynomial left, Polynomial right) {
        Polynomial difference = left.subtract(right);
        if (difference.constantValue().isPresent()) {
            int sign = difference.constantValue().get().signum();
            boolean holds = relation.equals("<")
                    ? sign < 0
                    : relation.equals("<=")
                            ? sign <= 0
                            : relation.equals("=") ? sign == 0 : relation.equals(">") ? sign > 0 : sign >= 0;
            return Boolean.toString(holds);
        }
        return "(" + relation + " " + text(difference) + " 0.0)";
    }

    private static String text(Polynomial p) {
        StringBuilder out = new StringBuilder(p.terms().size() > 1 ? "(+" : "");
        String gap = p.terms().size() > 1 ? " " : "";
        p.terms().forEach((monomial, coefficient) -> {
            out.append(gap).append("(* ").append(number(coefficient));
            if (monomial.isEmpty()) {
                out.append(" 1.0");
            }
            monomial.forEach(v -> out.append(' ').append(name(v)));
            out.append(')');
        });
        return out.append(p.terms().size() > 1 ? ")" : "").toString();
    }

    private static String number(Rational value) {
        String magnitude = "(/ " + value.numerator().abs() + ".0 " + value.denominator() + ".0)";
        return value.signum() < 0 ? "(- " + magnitude + ")" : magnitude;
    }

    static String all(List<String> parts) {
        return parts.isEmpty() ? "true" : "(and " + String.join(" ", parts) + ")";
    }

    static String any(List<String> parts) {
        return parts.isEmpty() ? "false" : "(or " + String.join(" ", parts) + ")";
    }

    static String not(String part) {
        return "(not " + part + ")";
    }
}
