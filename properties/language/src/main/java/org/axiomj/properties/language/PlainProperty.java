package org.axiomj.properties.language;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;

/** Says in an English sentence what a formula claims. For readers only: the formula is what is proved. */
public final class PlainProperty {
    private static final Map<String, String> DISTANCES = Map.of(
            "linf", " in every coordinate", "l2", " in Euclidean distance", "l1", " in the sum of all coordinates");

    private PlainProperty() {}

    /** One sentence with a full stop. */
    public static String of(TypedProperty property) {
        return of(property.written());
    }

    /** One sentence with a full stop. */
    public static String of(Syntax formula) {
        String text = clause(formula);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static String clause(Syntax syntax) {
        if (syntax instanceof Syntax.Quantified q) {
            return q.universal()
                    ? "for every " + variables(q.bindings()) + ", " + clause(q.body())
                    : "there is an " + variables(q.bindings()) + " such that " + clause(q.body());
        } else if (syntax instanceof Syntax.Implies implies) {
            return "if " + clause(implies.premise()) + ", then " + clause(implies.conclusion());
        } else if (syntax instanceof Syntax.Iff iff) {
            return clause(iff.left()) + " exactly when " + clause(iff.right());
        } else if (syntax instanceof Syntax.And and) {
            return joined(and.operands(), "and");
        } else if (syntax instanceof Syntax.Or or) {
            return (or.operands().size() == 2 ? "either " : "one of these holds: ") + joined(or.operands(), "or");
        } else if (syntax instanceof Syntax.Not not) {
            return "it is not so that " + clause(not.operand());
        } else if (syntax instanceof Syntax.Conditional c) {
            return "if " + clause(c.condition()) + ", then " + clause(c.yes()) + ", and otherwise " + clause(c.no());
        } else if (syntax instanceof Syntax.Truth truth) {
            return truth.value() ? "nothing is demanded" : "the impossible holds";
        } else if (syntax instanceof Syntax.Comparison comparison) {
            return comparison(comparison);
        } else if (syntax instanceof Syntax.Call call) {
            return call(call);
        }
        return "the property " + PropertyPrinter.ascii(syntax) + " holds";
    }

    private static String joined(List<Syntax> parts, String word) {
        List<String> clauses = new ArrayList<>();
        for (Syntax part : parts) {
            boolean composed = part instanceof Syntax.And
                    || part instanceof Syntax.Or
                    || part instanceof Syntax.Implies
                    || part instanceof Syntax.Iff
                    || part instanceof Syntax.Quantified
                    || part instanceof Syntax.Conditional
                    || part instanceof Syntax.Not;
            clauses.add(composed ? "(" + clause(part) + ")" : clause(part));
        }
        return clauses.size() == 2
                ? clauses.get(0) + " " + word + " " + clauses.get(1)
                : String.join(", ", clauses.subList(0, clauses.size() - 1)) + ", " + word + " "
                        + clauses.get(clauses.size() - 1);
    }

    private static String call(Syntax.Call call) {
        String first = call.arguments().isEmpty()
                ? ""
                : PropertyPrinter.ascii(call.arguments().get(0));
        return switch (call.name()) {
            case "finite" -> "every element of " + first + " is a finite number";
            case "noNaN" -> "no element of " + first + " is NaN";
            case "noInf" -> "no element of " + first + " is infinite";
            default -> "the property " + PropertyPrinter.ascii(call) + " holds";
        };
    }

    private static String variables(List<Syntax.Binding> bindings) {
        List<String> texts = new ArrayList<>();
        for (Syntax.Binding binding : bindings) {
            String type = binding.type()
                    .map(t -> t.dimensions().isEmpty()
                            ? " (a number)"
                            : " of size " + String.join(" by ", t.dimensions()))
                    .orElse("");
            texts.add("input " + String.join(" and ", binding.names()) + type
                    + binding.domain().map(d -> " " + domain(d)).orElse(""));
        }
        return String.join(" and every ", texts);
    }

    private static String domain(Syntax domain) {
        if (domain instanceof Syntax.And and) {
            List<String> parts =
                    and.operands().stream().map(PlainProperty::domain).toList();
            return String.join(" and ", parts);
        } else if (domain instanceof Syntax.Brackets box && box.items().size() == 2) {
            return "between " + value(box.items().get(0)) + " and "
                    + value(box.items().get(1));
        } else if (domain instanceof Syntax.Call ball
                && ball.arguments().size() == 2
                && DISTANCES.containsKey(ball.name())) {
            return "within " + value(ball.arguments().get(1)) + " of "
                    + value(ball.arguments().get(0)) + DISTANCES.get(ball.name());
        }
        return "in " + PropertyPrinter.ascii(domain);
    }

    private static String comparison(Syntax.Comparison comparison) {
        List<String> parts = new ArrayList<>();
        Syntax left = comparison.first();
        for (Syntax.Step step : comparison.steps()) {
            parts.add(step(left, step));
            left = step.right();
        }
        return String.join(" and ", parts);
    }

    private static String step(Syntax left, Syntax.Step step) {
        boolean equal = step.comparator() == Syntax.Comparator.EQUAL;
        if (equal || step.comparator() == Syntax.Comparator.NOT_EQUAL) {
            Optional<String> scores = scores(left);
            Optional<String> others = scores(step.right());
            if (scores.isPresent() && others.isPresent()) {
                return scores.get() + " and " + others.get() + (equal ? " have the same" : " do not have the same")
                        + (extreme(left).equals("highest") ? " class" : " lowest class");
            } else if (scores.isPresent() || others.isPresent()) {
                Syntax winner = scores.isPresent() ? left : step.right();
                Syntax index = scores.isPresent() ? step.right() : left;
                return "class " + value(index) + (equal ? " scores " : " does not score ") + ties(winner)
                        + extreme(winner) + " in " + scores.or(() -> others).get();
            }
        }
        if (step.comparator() == Syntax.Comparator.IN) {
            return step.right() instanceof Syntax.Call top
                            && top.name().equals("top_k")
                            && top.arguments().size() == 2
                    ? "class " + value(left) + " is among the "
                            + value(top.arguments().get(1)) + " highest scores of "
                            + value(top.arguments().get(0))
                    : value(left) + " lies " + domain(step.right());
        }
        String between = switch (step.comparator()) {
            case LESS -> " is less than ";
            case LESS_EQUAL -> " is at most ";
            case GREATER -> " is greater than ";
            case GREATER_EQUAL -> " is at least ";
            case NOT_EQUAL -> " differs from ";
            case ABOUT ->
                " is within " + step.tolerance().map(PlainProperty::value).orElse("?") + " of ";
            default -> " equals ";
        };
        return value(left) + between + value(step.right());
    }

    private static Optional<String> scores(Syntax syntax) {
        return syntax instanceof Syntax.Call call
                        && !call.arguments().isEmpty()
                        && (call.name().equals("argmax") || call.name().equals("argmin"))
                ? Optional.of(value(call.arguments().get(0)))
                : Optional.empty();
    }

    private static String extreme(Syntax winner) {
        return ((Syntax.Call) winner).name().equals("argmax") ? "highest" : "lowest";
    }

    private static String ties(Syntax winner) {
        return ((Syntax.Call) winner).arguments().size() == 1 ? "strictly " : "first among the ";
    }

    /** A fraction of two numbers is also shown as a decimal. */
    private static String value(Syntax syntax) {
        if (syntax instanceof Syntax.Quotient q
                && q.dividend() instanceof Syntax.Number a
                && q.divisor() instanceof Syntax.Number b
                && b.value().signum() != 0) {
            Rational exact = a.value().divide(b.value());
            return PropertyPrinter.ascii(syntax) + " (about "
                    + new BigDecimal(exact.toDouble()).round(new MathContext(2)).toPlainString()
                    + ")";
        }
        return PropertyPrinter.ascii(syntax);
    }
}
