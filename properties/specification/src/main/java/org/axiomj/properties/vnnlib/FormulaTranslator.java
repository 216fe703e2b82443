package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.exact.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Translates formulas into negation normal form. Exact: strict stays strict, and a negation turns each comparison into
 * its complement. Recursion follows the tree, whose depth the reader bounds.
 */
final class FormulaTranslator {
    private final SyntaxReader tree;
    private final SourceText source;
    private final Budget budget;
    private final TermTranslator terms;

    FormulaTranslator(SyntaxReader tree, Declarations declarations, Budget budget) {
        this.tree = tree;
        this.source = tree.source;
        this.budget = budget;
        this.terms = new TermTranslator(tree, declarations, budget, this);
    }

    /** The formula at the node, or its negation where not positive. */
    Formula formula(int node, boolean positive) {
        if (!tree.isList(node)) {
            return leaf(node, positive);
        }
        Operator operator = Operator.of(tree, node);
        return switch (operator) {
            case AND, OR, IMPLIES -> junction(node, operator, positive);
            case NOT -> {
                tree.requireArguments(node, 1, 1);
                yield formula(tree.argument(node), !positive);
            }
            case AT_MOST, LESS, AT_LEAST, GREATER -> comparisons(node, operator, positive);
            case EQUAL -> {
                tree.requireArguments(node, 2, Integer.MAX_VALUE);
                yield isFormula(tree.argument(node))
                        ? equivalences(node, positive)
                        : comparisons(node, operator, positive);
            }
            case ANNOTATION -> formula(terms.annotated(node), positive);
            case LET -> {
                Map<String, Object> outer = terms.enter(node);
                Formula body = formula(terms.letBody(node), positive);
                terms.leave(outer);
                yield body;
            }
            case PLUS, MINUS, TIMES, DIVIDE ->
                throw source.invalid(
                        tree.start(node),
                        "expected a formula, found a number that begins with '" + operator.word
                                + "'; compare it with <=, <, >=, > or =");
        };
    }

    /** A {@link Formula} or a {@link LinearSum}, whichever it is. */
    Object formulaOrTerm(int node) {
        if (tree.isList(node) && Operator.of(tree, node) == Operator.LET) {
            Map<String, Object> outer = terms.enter(node);
            Object body = formulaOrTerm(terms.letBody(node));
            terms.leave(outer);
            return body;
        }
        if (tree.isList(node) && Operator.of(tree, node) == Operator.ANNOTATION) {
            return formulaOrTerm(terms.annotated(node));
        }
        if (isFormula(node)) {
            return formula(node, true);
        }
        LinearSum sum = terms.term(node);
        budget.keep(tree.start(node), sum.footprint());
        return sum;
    }

    /** Makes {@code name} stand for what is at {@code node}, from here on. */
    void define(int name, int node, boolean wantFormula) {
        if (!tree.isList(name) && terms.isDefined(name)) {
            throw source.invalid(
                    tree.start(name),
                    "expected each name to be defined once, found a second definition of " + tree.excerpt(name)
                            + "; rename one of them");
        }
        Object value = formulaOrTerm(node);
        if (value instanceof Formula != wantFormula) {
            throw source.invalid(
                    tree.start(node),
                    "expected a value of sort " + (wantFormula ? "Bool, found a Real" : "Real, found a Bool")
                            + "; correct the sort or the value");
        }
        terms.define(name, value);
    }

    private Formula leaf(int node, boolean positive) {
        if (terms.isTruth(node)) {
            return tree.is(node, "true") == positive ? Formula.TRUE : Formula.FALSE;
        }
        Object value = terms.bound(node);
        if (value instanceof Formula formula) {
            budget.work(tree.start(node), formula.size * 200);
            budget.keep(tree.start(node), formula.size * (positive ? 12 : 300));
            return positive ? formula : formula.negated();
        }
        if (value != null || terms.isNumber(node) || terms.isVariable(node)) {
            throw source.invalid(
                    tree.start(node),
                    "expected a formula, found the number " + tree.excerpt(node)
                            + "; compare it with <=, <, >=, > or =");
        }
        throw terms.undeclared(node);
    }

    /** Whether the node is a formula, not a number; decided by its first words. */
    private boolean isFormula(int node) {
        if (!tree.isList(node)) {
            return terms.isTruth(node) || terms.bound(node) instanceof Formula;
        }
        Operator operator = Operator.of(tree, node);
        if (operator == Operator.ANNOTATION) {
            return isFormula(terms.annotated(node));
        }
        if (operator == Operator.LET) {
            tree.requireArguments(node, 2, 2);
            return isFormula(terms.letBody(node)); // a body that is just one of the names counts as a number
        }
        return operator.formula;
    }

    private Formula junction(int node, Operator operator, boolean positive) {
        boolean conjunction = (operator == Operator.AND) == positive;
        Formula.Builder builder = new Formula.Builder(conjunction, tree.start(node));
        collect(node, operator, positive, builder, conjunction);
        return kept(builder.build());
    }

    /** Adds the arguments of a junction; those of junctions of the same kind within it one by one. */
    private void collect(int node, Operator operator, boolean positive, Formula.Builder builder, boolean conjunction) {
        tree.requireArguments(node, operator == Operator.IMPLIES ? 2 : 1, Integer.MAX_VALUE);
        for (int child = tree.argument(node); child < tree.next(node); child = tree.next(child)) {
            boolean premise = operator == Operator.IMPLIES && tree.next(child) < tree.next(node);
            add(child, positive != premise, builder, conjunction);
        }
    }

    private void add(int node, boolean positive, Formula.Builder builder, boolean conjunction) {
        if (tree.isList(node)) {
            Operator operator = Operator.of(tree, node);
            if (operator == Operator.NOT) {
                tree.requireArguments(node, 1, 1);
                add(tree.argument(node), !positive, builder, conjunction);
                return;
            }
            boolean junction = operator == Operator.AND || operator == Operator.OR || operator == Operator.IMPLIES;
            if (junction && ((operator == Operator.AND) == positive) == conjunction) {
                collect(node, operator, positive, builder, conjunction);
                return;
            }
        }
        builder.add(formula(node, positive));
    }

    /** A chain: {@code (<= a b c)} is {@code a <= b and b <= c}. */
    private Formula comparisons(int node, Operator operator, boolean positive) {
        int count = tree.requireArguments(node, 2, Integer.MAX_VALUE);
        int first = tree.argument(node);
        if (count == 2) {
            int second = tree.next(first);
            Formula bound = operator == Operator.EQUAL ? null : bound(node, operator, first, second, positive);
            return bound != null
                    ? bound
                    : kept(comparison(tree.start(node), operator, terms.term(first), terms.term(second), positive));
        }
        Formula.Builder builder = new Formula.Builder(positive, tree.start(node));
        LinearSum left = terms.term(first);
        for (int child = tree.next(first); child < tree.next(node); child = tree.next(child)) {
            LinearSum right = terms.term(child);
            builder.add(kept(comparison(tree.start(node), operator, left, right, positive)));
            left = right;
        }
        return kept(builder.build());
    }

    /** The common case, an input against a number, without the detour over sums; null where it is neither. */
    private @Nullable Formula bound(int node, Operator operator, int first, int second, boolean positive) {
        int input = terms.input(first);
        boolean inputFirst = input >= 0;
        if (!inputFirst) {
            input = terms.input(second);
        }
        int number = inputFirst ? second : first;
        if (input < 0 || !terms.isNumber(number)) {
            return null;
        }
        boolean atMost = operator == Operator.AT_MOST || operator == Operator.LESS;
        boolean strict = operator == Operator.LESS || operator == Operator.GREATER;
        Rational value = terms.number(number);
        return kept(new Formula.Bound(
                tree.start(node), input, (atMost == inputFirst) == positive, value, strict == positive));
    }

    private Formula comparison(int offset, Operator operator, LinearSum left, LinearSum right, boolean positive) {
        return switch (operator) {
            case AT_MOST -> positive ? below(offset, left, right, false) : below(offset, right, left, true);
            case LESS -> positive ? below(offset, left, right, true) : below(offset, right, left, false);
            case AT_LEAST -> positive ? below(offset, right, left, false) : below(offset, left, right, true);
            case GREATER -> positive ? below(offset, right, left, true) : below(offset, left, right, false);
            default -> {
                Formula.Builder both = new Formula.Builder(positive, offset);
                both.add(kept(below(offset, left, right, !positive)));
                both.add(kept(below(offset, right, left, !positive)));
                yield both.build();
            }
        };
    }

    private Formula below(int offset, LinearSum left, LinearSum right, boolean strict) {
        LinearSum difference = new LinearSum(budget);
        difference.addSum(offset, Rational.ONE, left);
        difference.addSum(offset, Rational.ONE.negate(), right);
        return difference.atMostZero(offset, strict);
    }

    /** {@code (= p q r)} between formulas: neighbours are both true or both false. */
    private Formula equivalences(int node, boolean positive) {
        List<Formula> sides = new ArrayList<>();
        for (int child = tree.argument(node); child < tree.next(node); child = tree.next(child)) {
            sides.add(formula(child, true));
        }
        int offset = tree.start(node);
        Formula.Builder chain = new Formula.Builder(positive, offset);
        for (int i = 0; i + 1 < sides.size(); i++) {
            Formula left = sides.get(i);
            Formula right = sides.get(i + 1);
            budget.work(offset, (left.size + right.size) * 500);
            budget.keep(offset, (left.size + right.size) * 300);
            Formula.Builder either = new Formula.Builder(false, offset);
            either.add(both(offset, left, positive ? right : right.negated()));
            either.add(both(offset, left.negated(), positive ? right.negated() : right));
            chain.add(kept(either.build()));
        }
        return kept(chain.build());
    }

    private Formula both(int offset, Formula left, Formula right) {
        Formula.Builder both = new Formula.Builder(true, offset);
        both.add(left);
        both.add(right);
        return kept(both.build());
    }

    private Formula kept(Formula formula) {
        budget.keep(formula.offset, formula.footprint());
        if (formula.depth > Formula.MOST_DEPTH) {
            throw source.unsupported(
                    formula.offset,
                    "expected formulas nested at most " + Formula.MOST_DEPTH
                            + " deep once definitions are written out, found deeper ones; flatten them");
        }
        return formula;
    }
}
