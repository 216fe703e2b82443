package org.axiomj.properties.vnnlib;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.vnnlib.TensorDeclaration.Kind;

/**
 * Translates the formulas of VNN-LIB 2.0 into negation normal form. Products of variables are further outputs of the query:
 * each different one has a number, from the number of declared outputs on. Recursion follows the tree, whose depth the
 * reader bounds.
 */
final class PolynomialReader {
    private static final int MOST_MONOMIALS = 5_000;

    private final SyntaxReader tree;
    private final SourceText source;
    private final Budget budget;
    private final NumberReader numbers;
    private final TensorElements elements;
    private final int[] freeInputs;
    private final int outputs;
    private final Map<List<Integer>, Integer> monomials = new LinkedHashMap<>();
    private String type = "";

    /**
     * A reader of formulas.
     *
     * @param freeInputs for every declared input element the number of the query's input that it is
     * @param outputs number of declared output elements
     */
    PolynomialReader(SyntaxReader tree, TensorElements elements, int[] freeInputs, int outputs, Budget budget) {
        this.tree = tree;
        this.source = tree.source;
        this.budget = budget;
        this.elements = elements;
        this.freeInputs = freeInputs.clone();
        this.outputs = outputs;
        this.numbers = new NumberReader(source);
    }

    /** The products of at least two variables that have been met, with their numbers. */
    Map<List<Integer>, Integer> monomials() {
        return monomials;
    }

    Formula formula(int node) {
        if (!tree.isList(node) || tree.next(node) == node + 1 || tree.isList(node + 1)) {
            throw source.invalid(
                    tree.start(node),
                    "expected a comparison, (and ...) or (or ...), found " + tree.excerpt(node) + "; correct it");
        }
        String word = tree.text(node + 1);
        switch (word) {
            case "and", "or" -> {
                tree.requireArguments(node, 1, Integer.MAX_VALUE);
                Formula.Builder builder = new Formula.Builder(word.equals("and"), tree.start(node));
                for (int child = tree.argument(node); child < tree.next(node); child = tree.next(child)) {
                    builder.add(formula(child));
                }
                return kept(builder.build());
            }
            case "<=", "<", ">=", ">", "==", "!=" -> {
                return comparison(node, word);
            }
            default -> throw unknown(node, word);
        }
    }

    private RuntimeException unknown(int node, String word) {
        int second = tree.next(node + 1);
        boolean infix = second < tree.next(node)
                && !tree.isList(second)
                && tree.text(second).matches("<=|<|>=|>|==|!=|\\+|\\*");
        return source.invalid(
                tree.start(node + 1),
                infix
                        ? "expected the operator first, found " + tree.excerpt(node + 1) + " before "
                                + tree.excerpt(second) + "; write (" + tree.text(second) + " a b) instead of (a "
                                + tree.text(second) + " b)"
                        : "expected one of and, or, <=, <, >=, >, ==, !=, found '" + word + "'; correct it"
                                + (word.equals("=") ? ": version 2.0 writes ==" : ""));
    }

    private Formula comparison(int node, String word) {
        int offset = tree.start(node);
        type = "";
        int first = tree.argument(node);
        int count = 0;
        for (int child = first; child < tree.next(node); child = following(child, node)) {
            count++;
        }
        if (tree.next(node) == node + 2 || count != 2) {
            throw source.invalid(
                    offset, "expected 2 arguments of '" + word + "', found " + count + "; check its parentheses");
        }
        Polynomial difference = new Polynomial(source, budget);
        difference.add(offset, Rational.ONE, term(first, node));
        difference.add(offset, Rational.ONE.negate(), term(following(first, node), node));
        return kept(
                switch (word) {
                    case "<=" -> atMostZero(offset, Rational.ONE, difference, false);
                    case "<" -> atMostZero(offset, Rational.ONE, difference, true);
                    case ">=" -> atMostZero(offset, Rational.ONE.negate(), difference, false);
                    case ">" -> atMostZero(offset, Rational.ONE.negate(), difference, true);
                    default -> both(offset, difference, word.equals("=="));
                });
    }

    private Formula both(int offset, Polynomial difference, boolean equal) {
        Formula.Builder both = new Formula.Builder(equal, offset);
        both.add(kept(atMostZero(offset, Rational.ONE, difference, !equal)));
        both.add(kept(atMostZero(offset, Rational.ONE.negate(), difference, !equal)));
        return both.build();
    }

    private Formula atMostZero(int offset, Rational scale, Polynomial polynomial, boolean strict) {
        LinearSum sum = new LinearSum(budget);
        for (Map.Entry<List<Integer>, Rational> term : polynomial.terms().entrySet()) {
            Rational coefficient = scale.multiply(term.getValue());
            List<Integer> monomial = term.getKey();
            if (monomial.isEmpty()) {
                sum.addConstant(offset, Rational.ONE, coefficient);
            } else {
                sum.addVariable(
                        offset, coefficient, monomial.size() == 1 ? monomial.get(0) : ~number(offset, monomial));
            }
        }
        return sum.atMostZero(offset, strict);
    }

    private int number(int offset, List<Integer> monomial) {
        Integer known = monomials.get(monomial);
        if (known == null) {
            known = outputs + monomials.size();
            monomials.put(monomial, known);
            if (monomials.size() > MOST_MONOMIALS) {
                throw source.unsupported(
                        offset,
                        "expected at most " + MOST_MONOMIALS
                                + " different products of variables, found more; split the property");
            }
        }
        return known;
    }

    /** The next argument: indices that are a word of their own belong to the one before. */
    private int following(int child, int list) {
        int next = tree.next(child);
        return next < tree.next(list) && isIndices(next) ? tree.next(next) : next;
    }

    private boolean isIndices(int node) {
        return !tree.isList(node) && source.bytes[tree.start(node)] == '[';
    }

    private Polynomial term(int node, int list) {
        int offset = tree.start(node);
        if (!tree.isList(node)) {
            return leaf(node, list);
        }
        String word = tree.next(node) == node + 1 || tree.isList(node + 1) ? "" : tree.text(node + 1);
        if (!word.equals("+") && !word.equals("-") && !word.equals("*")) {
            throw source.invalid(
                    offset,
                    "expected a number, an element of a tensor, (+ ...), (- ...) or (* ...), found "
                            + tree.excerpt(node) + "; correct it");
        }
        tree.requireArguments(node, 1, Integer.MAX_VALUE);
        int first = tree.argument(node);
        Polynomial result = new Polynomial(source, budget);
        boolean unary = following(first, node) >= tree.next(node);
        boolean minus = word.equals("-");
        result.add(offset, minus && unary ? Rational.ONE.negate() : Rational.ONE, term(first, node));
        for (int child = following(first, node); child < tree.next(node); child = following(child, node)) {
            Polynomial operand = term(child, node);
            if (word.equals("*")) {
                result = result.times(offset, operand);
            } else {
                result.add(offset, minus ? Rational.ONE.negate() : Rational.ONE, operand);
            }
        }
        return result;
    }

    private Polynomial leaf(int node, int list) {
        int offset = tree.start(node);
        Polynomial result = new Polynomial(source, budget);
        if (numbers.looksLikeNumber(offset, tree.end(node))) {
            Rational value = numbers.read(offset, tree.end(node));
            if (value.signum() != 0) {
                result.add(offset, List.of(), value);
            }
            return result;
        }
        int next = tree.next(node);
        TensorElements.Element element = elements.element(node, next < tree.next(list) && isIndices(next) ? next : -1);
        TensorDeclaration tensor = element.tensor();
        if (!type.isEmpty() && !type.equals(tensor.type())) {
            throw source.invalid(
                    offset,
                    "expected elements of one type in a comparison, " + type + ", found " + tensor.name() + " of type "
                            + tensor.type() + "; the standard converts nothing: declare them alike, or as real");
        }
        type = tensor.type();
        if (tensor.kind() == Kind.HIDDEN) {
            throw source.unsupported(
                    offset,
                    "constraints on hidden nodes are not supported, found " + tree.excerpt(node)
                            + "; make the node an output of the model");
        }
        int number = tensor.first() + element.index();
        result.add(offset, List.of(tensor.kind() == Kind.INPUT ? freeInputs[number] : ~number), Rational.ONE);
        return result;
    }

    private Formula kept(Formula formula) {
        budget.keep(formula.offset, formula.footprint());
        if (formula.depth > Formula.MOST_DEPTH) {
            throw source.unsupported(
                    formula.offset,
                    "expected formulas nested at most " + Formula.MOST_DEPTH
                            + " deep, found deeper ones; flatten them");
        }
        return formula;
    }
}
