package org.axiomj.properties.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.grammar.AxiomParser;
import org.jspecify.annotations.Nullable;

/** Builds the {@link Syntax} of a parse tree. Recursive, without streams, which would take much of a small stack. */
final class SyntaxBuilder {
    private static final int LONGEST_NUMBER = 1200;
    private static final int LARGEST_EXPONENT = 400;
    private static final int LARGEST_POWER = 64;

    private final Source source;

    SyntaxBuilder(Source source) {
        this.source = source;
    }

    List<SourceFile.Declaration> declarations(AxiomParser.FileContext file) {
        List<SourceFile.Declaration> declarations = new ArrayList<>();
        for (AxiomParser.DeclarationContext declaration : file.declaration()) {
            declarations.add(declaration(declaration));
        }
        return declarations;
    }

    private SourceFile.Declaration declaration(AxiomParser.DeclarationContext tree) {
        if (tree instanceof AxiomParser.NetworkDeclarationContext network) {
            return new SourceFile.Network(
                    network.NAME().getText(), types(network.types(0)), types(network.types(1)), place(network.NAME()));
        } else if (tree instanceof AxiomParser.LetDeclarationContext let) {
            return new SourceFile.Let(let.NAME().getText(), formula(let.formula()), place(let.NAME()));
        } else if (tree instanceof AxiomParser.FunctionDeclarationContext function) {
            return definition(false, function.NAME(), formula(function.formula()));
        } else if (tree instanceof AxiomParser.PropertyDeclarationContext property) {
            return definition(true, property.NAME(), formula(property.formula()));
        } else if (tree instanceof AxiomParser.ProveDeclarationContext prove) {
            return goal(false, prove.NAME(), prove.PROVE(), formula(prove.formula()));
        }
        AxiomParser.EnsureDeclarationContext ensure = (AxiomParser.EnsureDeclarationContext) tree;
        return goal(true, ensure.NAME(), ensure.ENSURE(), formula(ensure.formula()));
    }

    private static SourceFile.Definition definition(boolean property, List<TerminalNode> names, Syntax body) {
        List<String> texts = names.stream().map(ParseTree::getText).toList();
        return new SourceFile.Definition(
                property, texts.get(0), texts.subList(1, texts.size()), body, place(names.get(0)));
    }

    private static SourceFile.Goal goal(
            boolean ensure, @Nullable TerminalNode name, TerminalNode keyword, Syntax formula) {
        return name == null
                ? new SourceFile.Goal(ensure, "", formula, place(keyword))
                : new SourceFile.Goal(ensure, name.getText(), formula, place(name));
    }

    private static List<Syntax.Type> types(AxiomParser.TypesContext tree) {
        return tree.type().stream().map(SyntaxBuilder::type).toList();
    }

    private static Syntax.Type type(AxiomParser.TypeContext tree) {
        return new Syntax.Type(tree.dimension().stream().map(ParseTree::getText).toList(), place(tree));
    }

    Syntax formula(AxiomParser.FormulaContext tree) {
        List<AxiomParser.ImplicationContext> parts = tree.implication();
        Syntax left = implication(parts.get(0));
        for (int i = 1; i < parts.size(); i++) {
            left = new Syntax.Iff(left, implication(parts.get(i)), place(tree));
        }
        return left;
    }

    private Syntax implication(AxiomParser.ImplicationContext tree) {
        List<AxiomParser.DisjunctionContext> parts = tree.disjunction();
        Syntax right = disjunction(parts.get(parts.size() - 1));
        for (int i = parts.size() - 2; i >= 0; i--) {
            right = new Syntax.Implies(disjunction(parts.get(i)), right, place(tree));
        }
        return right;
    }

    private Syntax disjunction(AxiomParser.DisjunctionContext tree) {
        List<Syntax> parts = new ArrayList<>();
        for (AxiomParser.ConjunctionContext part : tree.conjunction()) {
            parts.add(conjunction(part));
        }
        return parts.size() == 1 ? parts.get(0) : new Syntax.Or(parts, place(tree));
    }

    private Syntax conjunction(AxiomParser.ConjunctionContext tree) {
        List<Syntax> parts = new ArrayList<>();
        for (AxiomParser.NegationContext part : tree.negation()) {
            parts.add(negation(part));
        }
        return parts.size() == 1 ? parts.get(0) : new Syntax.And(parts, place(tree));
    }

    private Syntax negation(AxiomParser.NegationContext tree) {
        return tree.NOT() != null
                ? new Syntax.Not(negation(tree.negation()), place(tree))
                : comparison(tree.comparison());
    }

    private Syntax comparison(AxiomParser.ComparisonContext tree) {
        Syntax first = sum((AxiomParser.SumContext) tree.getChild(0));
        List<Syntax.Step> steps = new ArrayList<>();
        for (int i = 1; i < tree.getChildCount(); i += 2) {
            AxiomParser.ComparatorContext comparator = (AxiomParser.ComparatorContext) tree.getChild(i);
            Syntax right = sum((AxiomParser.SumContext) tree.getChild(i + 1));
            Optional<Syntax> tolerance = Optional.empty();
            if (i + 2 < tree.getChildCount() && tree.getChild(i + 2) instanceof TerminalNode) {
                tolerance = Optional.of(sum((AxiomParser.SumContext) tree.getChild(i + 3)));
                i += 2;
            }
            steps.add(new Syntax.Step(comparator(comparator), right, tolerance, place(comparator)));
        }
        return steps.isEmpty() ? first : new Syntax.Comparison(first, steps, place(tree));
    }

    private static Syntax.Comparator comparator(AxiomParser.ComparatorContext tree) {
        return switch (tree.getStart().getType()) {
            case AxiomParser.LESS -> Syntax.Comparator.LESS;
            case AxiomParser.LESS_EQUAL -> Syntax.Comparator.LESS_EQUAL;
            case AxiomParser.GREATER -> Syntax.Comparator.GREATER;
            case AxiomParser.GREATER_EQUAL -> Syntax.Comparator.GREATER_EQUAL;
            case AxiomParser.EQUAL -> Syntax.Comparator.EQUAL;
            case AxiomParser.NOT_EQUAL -> Syntax.Comparator.NOT_EQUAL;
            case AxiomParser.ABOUT -> Syntax.Comparator.ABOUT;
            default -> Syntax.Comparator.IN;
        };
    }

    private Syntax sum(AxiomParser.SumContext tree) {
        List<Syntax> terms = new ArrayList<>();
        for (int i = 0; i < tree.getChildCount(); i += 2) {
            Syntax term = product((AxiomParser.ProductContext) tree.getChild(i));
            boolean subtracted = i > 0 && type(tree.getChild(i - 1)) == AxiomParser.MINUS;
            terms.add(subtracted ? new Syntax.Negate(term, term.place()) : term);
        }
        return terms.size() == 1 ? terms.get(0) : new Syntax.Sum(terms, place(tree));
    }

    private Syntax product(AxiomParser.ProductContext tree) {
        List<Syntax> factors = new ArrayList<>();
        factors.add(factor((AxiomParser.FactorContext) tree.getChild(0)));
        for (int i = 2; i < tree.getChildCount(); i += 2) {
            Syntax next = factor((AxiomParser.FactorContext) tree.getChild(i));
            if (type(tree.getChild(i - 1)) == AxiomParser.TIMES) {
                factors.add(next);
            } else {
                Syntax dividend = product(factors, place(tree));
                factors = new ArrayList<>();
                factors.add(new Syntax.Quotient(dividend, next, place(tree)));
            }
        }
        return product(factors, place(tree));
    }

    private static Syntax product(List<Syntax> factors, Place place) {
        return factors.size() == 1 ? factors.get(0) : new Syntax.Product(factors, place);
    }

    private Syntax factor(AxiomParser.FactorContext tree) {
        return tree.MINUS() != null ? new Syntax.Negate(factor(tree.factor()), place(tree)) : power(tree.power());
    }

    private Syntax power(AxiomParser.PowerContext tree) {
        Syntax base = postfix(tree.postfix());
        if (tree.exponent() == null) {
            return base;
        }
        String text = tree.exponent().getText();
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > LARGEST_POWER) {
            throw source.error(
                    place(tree.exponent()),
                    "expected a whole number from 0 to " + LARGEST_POWER + " as exponent, found " + text,
                    "write sqrt(x) for a root and 1 / x^n for a negative power");
        }
        return new Syntax.Power(base, Integer.parseInt(text), place(tree));
    }

    private Syntax postfix(AxiomParser.PostfixContext tree) {
        Syntax result = primary((AxiomParser.PrimaryContext) tree.getChild(0));
        for (int i = 1; i < tree.getChildCount(); i++) {
            if (tree.getChild(i) instanceof AxiomParser.IndexContext index) {
                List<Syntax.Selector> selectors = new ArrayList<>();
                for (AxiomParser.SelectorContext selector : index.selector()) {
                    selectors.add(new Syntax.Selector(
                            sum(selector.sum(0)),
                            selector.sum().size() == 1 ? Optional.empty() : Optional.of(sum(selector.sum(1)))));
                }
                result = new Syntax.Index(result, selectors, place(tree));
            } else {
                i++;
                result =
                        new Syntax.Without(result, primary((AxiomParser.PrimaryContext) tree.getChild(i)), place(tree));
            }
        }
        return result;
    }

    private Syntax primary(AxiomParser.PrimaryContext tree) {
        if (tree instanceof AxiomParser.NumberContext number) {
            return new Syntax.Number(number(number.NUMBER()), place(tree));
        } else if (tree instanceof AxiomParser.StringContext) {
            String quoted = tree.getText();
            return new Syntax.Text(quoted.substring(1, quoted.length() - 1), place(tree));
        } else if (tree instanceof AxiomParser.TruthContext) {
            return new Syntax.Truth(tree.getStart().getType() == AxiomParser.TRUE, place(tree));
        } else if (tree instanceof AxiomParser.NameOrCallContext call) {
            return call.LPAREN() == null
                    ? new Syntax.Name(call.NAME().getText(), place(tree))
                    : new Syntax.Call(call.NAME().getText(), all(call.formula()), place(tree));
        } else if (tree instanceof AxiomParser.ParenthesesContext parentheses) {
            return formula(parentheses.formula());
        } else if (tree instanceof AxiomParser.BracketsContext brackets) {
            return new Syntax.Brackets(all(brackets.formula()), place(tree));
        } else if (tree instanceof AxiomParser.SetContext set) {
            Syntax.Binding binding = binding(
                    List.of(set.variable().NAME().getText()), set.variable(), Optional.ofNullable(set.domain()));
            return new Syntax.Set(binding, formula(set.formula()), place(tree));
        } else if (tree instanceof AxiomParser.ConditionalContext conditional) {
            List<Syntax> parts = all(conditional.formula());
            return new Syntax.Conditional(parts.get(0), parts.get(1), parts.get(2), place(tree));
        }
        AxiomParser.QuantifiedContext quantified = (AxiomParser.QuantifiedContext) tree;
        return new Syntax.Quantified(
                quantified.FORALL() != null,
                bindings(quantified.binding()),
                formula(quantified.formula()),
                place(tree));
    }

    private List<Syntax> all(List<AxiomParser.FormulaContext> trees) {
        List<Syntax> parts = new ArrayList<>();
        for (AxiomParser.FormulaContext tree : trees) {
            parts.add(formula(tree));
        }
        return parts;
    }

    /** A variable with neither type nor domain shares those of the variable that follows. */
    private List<Syntax.Binding> bindings(List<AxiomParser.BindingContext> trees) {
        List<Syntax.Binding> bindings = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            AxiomParser.BindingContext tree = trees.get(i);
            names.add(tree.variable().NAME().getText());
            boolean bare = tree.variable().type() == null && tree.domain() == null;
            if (!bare || i == trees.size() - 1) {
                bindings.add(binding(names, tree.variable(), Optional.ofNullable(tree.domain())));
                names = new ArrayList<>();
            }
        }
        return bindings;
    }

    private Syntax.Binding binding(
            List<String> names, AxiomParser.VariableContext variable, Optional<AxiomParser.DomainContext> domain) {
        return new Syntax.Binding(
                names,
                Optional.ofNullable(variable.type()).map(SyntaxBuilder::type),
                domain.map(this::domain),
                place(variable));
    }

    private Syntax domain(AxiomParser.DomainContext tree) {
        List<Syntax> parts = new ArrayList<>();
        for (AxiomParser.PostfixContext part : tree.postfix()) {
            parts.add(postfix(part));
        }
        return parts.size() == 1 ? parts.get(0) : new Syntax.And(parts, place(tree));
    }

    private Rational number(TerminalNode node) {
        String text = node.getText();
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String exponent = e < 0 ? "0" : text.substring(e + 1);
        if (text.length() > LONGEST_NUMBER
                || exponent.length() > 5
                || Math.abs(Integer.parseInt(exponent)) > LARGEST_EXPONENT) {
            throw source.error(
                    place(node),
                    "expected a number of at most " + LONGEST_NUMBER + " characters and a power of ten of at most "
                            + LARGEST_EXPONENT + ", found a larger one",
                    "write the number rounded");
        }
        return Rational.of(new BigDecimal(text));
    }

    private static int type(ParseTree terminal) {
        return ((TerminalNode) terminal).getSymbol().getType();
    }

    private static Place place(TerminalNode node) {
        return Tokens.place(node.getSymbol());
    }

    private static Place place(ParserRuleContext tree) {
        Token stop = tree.getStop();
        return stop == null ? Tokens.place(tree.getStart()) : Tokens.place(tree.getStart(), stop);
    }
}
