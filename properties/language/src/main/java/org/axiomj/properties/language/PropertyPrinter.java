package org.axiomj.properties.language;

import java.util.List;
import java.util.function.Function;

/**
 * Writes syntax as text that {@link PropertyParser} reads back to the same tree, with as few parentheses as that needs,
 * in ASCII or with the signs of mathematics.
 */
public final class PropertyPrinter {
    // How tightly a construct binds; an operand that binds less than its place asks for is put in parentheses.
    private static final int ANYTHING = 0;
    private static final int IFF = 1;
    private static final int IMPLIES = 2;
    private static final int OR = 3;
    private static final int AND = 4;
    private static final int NOT = 5;
    private static final int COMPARISON = 6;
    private static final int SUM = 7;
    private static final int PRODUCT = 8;
    private static final int FACTOR = 9;
    private static final int POWER = 10;
    private static final int POSTFIX = 11;
    private static final int PRIMARY = 12;

    private final boolean unicode;

    private PropertyPrinter(boolean unicode) {
        this.unicode = unicode;
    }

    public static String ascii(Syntax syntax) {
        return new PropertyPrinter(false).text(syntax, ANYTHING);
    }

    public static String unicode(Syntax syntax) {
        return new PropertyPrinter(true).text(syntax, ANYTHING);
    }

    /** One declaration a line. */
    public static String ascii(SourceFile file) {
        return new PropertyPrinter(false).file(file);
    }

    /** One declaration a line. */
    public static String unicode(SourceFile file) {
        return new PropertyPrinter(true).file(file);
    }

    private String file(SourceFile file) {
        StringBuilder text = new StringBuilder();
        file.declarations().forEach(d -> text.append(declaration(d)).append('\n'));
        return text.toString();
    }

    private String declaration(SourceFile.Declaration declaration) {
        if (declaration instanceof SourceFile.Network network) {
            return "network " + network.name() + " : " + join(network.inputs(), this::type) + sign(" -> ", " → ")
                    + join(network.outputs(), this::type);
        } else if (declaration instanceof SourceFile.Let let) {
            return "let " + let.name() + " = " + text(let.value(), ANYTHING);
        } else if (declaration instanceof SourceFile.Definition definition) {
            String parameters = definition.property() && definition.parameters().isEmpty()
                    ? ""
                    : "(" + String.join(", ", definition.parameters()) + ")";
            return (definition.property() ? "property " : "def ")
                    + definition.name()
                    + parameters
                    + (definition.property() ? ": " : " = ")
                    + text(definition.body(), ANYTHING);
        }
        SourceFile.Goal goal = (SourceFile.Goal) declaration;
        return (goal.ensure() ? "ensure " : "prove ")
                + (goal.name().isEmpty() ? "" : goal.name() + ": ")
                + text(goal.formula(), ANYTHING);
    }

    private String type(Syntax.Type type) {
        return sign("real", "ℝ") + (type.dimensions().isEmpty() ? "" : "[" + String.join(",", type.dimensions()) + "]");
    }

    private String text(Syntax syntax, int least) {
        String text = bare(syntax, least);
        return binding(syntax) < least ? "(" + text + ")" : text;
    }

    private static int binding(Syntax syntax) {
        if (syntax instanceof Syntax.Quantified || syntax instanceof Syntax.Conditional) {
            return ANYTHING; // they take all that follows
        } else if (syntax instanceof Syntax.Iff) {
            return IFF;
        } else if (syntax instanceof Syntax.Implies) {
            return IMPLIES;
        } else if (syntax instanceof Syntax.Or) {
            return OR;
        } else if (syntax instanceof Syntax.And) {
            return AND;
        } else if (syntax instanceof Syntax.Not) {
            return NOT;
        } else if (syntax instanceof Syntax.Comparison) {
            return COMPARISON;
        } else if (syntax instanceof Syntax.Sum) {
            return SUM;
        } else if (syntax instanceof Syntax.Product || syntax instanceof Syntax.Quotient) {
            return PRODUCT;
        } else if (syntax instanceof Syntax.Negate) {
            return FACTOR;
        } else if (syntax instanceof Syntax.Power) {
            return POWER;
        } else if (syntax instanceof Syntax.Index || syntax instanceof Syntax.Without) {
            return POSTFIX;
        }
        return PRIMARY;
    }

    private String bare(Syntax syntax, int least) {
        if (syntax instanceof Syntax.Iff iff) {
            return text(iff.left(), IFF) + sign(" <==> ", " ⟺ ") + text(iff.right(), IMPLIES);
        } else if (syntax instanceof Syntax.Implies implies) {
            boolean last = least == ANYTHING && implies.conclusion() instanceof Syntax.Quantified;
            return text(implies.premise(), OR)
                    + sign(" ==> ", " ⟹ ")
                    + text(implies.conclusion(), last ? ANYTHING : IMPLIES);
        } else if (syntax instanceof Syntax.Or or) {
            return join(sign(" or ", " ∨ "), or.operands(), AND);
        } else if (syntax instanceof Syntax.And and) {
            return join(sign(" and ", " ∧ "), and.operands(), NOT);
        } else if (syntax instanceof Syntax.Not not) {
            return sign("not ", "¬ ") + text(not.operand(), NOT);
        } else if (syntax instanceof Syntax.Comparison comparison) {
            return comparison(comparison);
        } else if (syntax instanceof Syntax.Conditional c) {
            return "if " + text(c.condition(), ANYTHING) + " then " + text(c.yes(), ANYTHING) + " else "
                    + text(c.no(), ANYTHING);
        } else if (syntax instanceof Syntax.Quantified quantified) {
            return quantified(quantified);
        }
        return expression(syntax);
    }

    private String comparison(Syntax.Comparison comparison) {
        StringBuilder text = new StringBuilder(text(comparison.first(), SUM));
        for (Syntax.Step step : comparison.steps()) {
            text.append(' ')
                    .append(sign(step.comparator().ascii, step.comparator().unicode))
                    .append(' ')
                    .append(text(step.right(), SUM));
            step.tolerance().ifPresent(t -> text.append(sign(" +- ", " ± ")).append(text(t, SUM)));
        }
        return text.toString();
    }

    private String expression(Syntax syntax) {
        if (syntax instanceof Syntax.Sum sum) {
            StringBuilder text = new StringBuilder(text(sum.terms().get(0), PRODUCT));
            for (Syntax term : sum.terms().subList(1, sum.terms().size())) {
                text.append(
                        term instanceof Syntax.Negate negate
                                ? " - " + text(negate.operand(), PRODUCT)
                                : " + " + text(term, PRODUCT));
            }
            return text.toString();
        } else if (syntax instanceof Syntax.Product product) {
            Syntax first = product.factors().get(0);
            return text(first, first instanceof Syntax.Quotient ? PRODUCT : FACTOR) + " * "
                    + join(" * ", product.factors().subList(1, product.factors().size()), FACTOR);
        } else if (syntax instanceof Syntax.Quotient quotient) {
            return text(quotient.dividend(), PRODUCT) + "/" + text(quotient.divisor(), FACTOR);
        } else if (syntax instanceof Syntax.Negate negate) {
            return "-" + text(negate.operand(), POWER); // two signs side by side would begin a comment
        } else if (syntax instanceof Syntax.Power power) {
            return text(power.base(), POSTFIX) + "^" + power.exponent();
        } else if (syntax instanceof Syntax.Index index) {
            return text(index.of(), index.of() instanceof Syntax.Without ? PRIMARY : POSTFIX) + "["
                    + join(
                            index.selectors(),
                            s -> text(s.first(), SUM)
                                    + s.last().map(l -> ".." + text(l, SUM)).orElse(""))
                    + "]";
        } else if (syntax instanceof Syntax.Without without) {
            return text(without.vector(), POSTFIX) + sign(" without ", " ∖ ") + text(without.index(), PRIMARY);
        }
        return primary(syntax);
    }

    private String primary(Syntax syntax) {
        if (syntax instanceof Syntax.Number number) {
            String decimal = number.value().toText(1000);
            return decimal.contains("/") ? "(" + decimal + ")" : decimal;
        } else if (syntax instanceof Syntax.Text text) {
            return "\"" + text.value() + "\"";
        } else if (syntax instanceof Syntax.Truth truth) {
            return truth.value() ? "true" : "false";
        } else if (syntax instanceof Syntax.Name name) {
            return name.name();
        } else if (syntax instanceof Syntax.Call call) {
            return call.name() + "(" + join(", ", call.arguments(), ANYTHING) + ")";
        } else if (syntax instanceof Syntax.Brackets brackets) {
            return "[" + join(", ", brackets.items(), ANYTHING) + "]";
        }
        Syntax.Set set = (Syntax.Set) syntax;
        return "{ " + binding(set.binding()) + " | " + text(set.condition(), ANYTHING) + " }";
    }

    private String quantified(Syntax.Quantified quantified) {
        String quantifier = quantified.universal() ? sign("forall ", "∀ ") : sign("exists ", "∃ ");
        StringBuilder text = new StringBuilder(quantifier);
        for (int i = 0; i < quantified.bindings().size(); i++) {
            Syntax.Binding before = i == 0 ? null : quantified.bindings().get(i - 1);
            if (before != null) {
                // A variable with neither type nor domain would share those of the next one.
                boolean shares = before.type().isEmpty() && before.domain().isEmpty();
                text.append(shares ? ". " + quantifier : ", ");
            }
            text.append(binding(quantified.bindings().get(i)));
        }
        return text.append(". ").append(text(quantified.body(), ANYTHING)).toString();
    }

    private String binding(Syntax.Binding binding) {
        return String.join(", ", binding.names())
                + binding.type().map(type -> " : " + type(type)).orElse("")
                + binding.domain().map(d -> sign(" in ", " ∈ ") + domain(d)).orElse("");
    }

    private String domain(Syntax domain) {
        return domain instanceof Syntax.And and
                ? join(sign(" and ", " ∩ "), and.operands(), POSTFIX)
                : text(domain, POSTFIX);
    }

    private String join(String separator, List<Syntax> parts, int least) {
        return String.join(
                separator, parts.stream().map(part -> text(part, least)).toList());
    }

    private static <T> String join(List<T> parts, Function<T, String> text) {
        return String.join(", ", parts.stream().map(text).toList());
    }

    private String sign(String inAscii, String inUnicode) {
        return unicode ? inUnicode : inAscii;
    }
}
