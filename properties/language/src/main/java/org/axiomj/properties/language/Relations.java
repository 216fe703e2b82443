package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Shape;

/** Comparisons: of tensors element by element, of classes, and membership. */
final class Relations {
    private final Elaborator elaborator;
    private final Arithmetic arithmetic;

    Relations(Elaborator elaborator) {
        this.elaborator = elaborator;
        this.arithmetic = new Arithmetic(elaborator);
    }

    Formula chain(Syntax.Comparison comparison, Map<String, Value> locals) {
        List<Formula> parts = new ArrayList<>();
        Syntax leftSyntax = comparison.first();
        Value left = elaborator.value(leftSyntax, locals);
        for (Syntax.Step step : comparison.steps()) {
            if (step.comparator() != Syntax.Comparator.ABOUT && step.tolerance().isPresent()) {
                throw elaborator.error(
                        step.tolerance().get().place(),
                        "expected a tolerance +- after ~= only, found one after " + step.comparator().ascii,
                        "write a ~= b +- tolerance, or leave the tolerance out");
            }
            if (step.comparator() == Syntax.Comparator.IN) {
                parts.add(membership(left, step, locals));
                left = new Value.Truth(parts.get(parts.size() - 1)); // nothing can be compared with it
            } else {
                Value right = elaborator.value(step.right(), locals);
                parts.add(compare(left, leftSyntax, step, right, locals));
                left = right;
            }
            leftSyntax = step.right();
        }
        return parts.size() == 1 ? parts.get(0) : new Formula.And(parts);
    }

    private Formula compare(Value left, Syntax leftSyntax, Syntax.Step step, Value right, Map<String, Value> locals) {
        if (left instanceof Value.Truth && right instanceof Value.Truth) {
            throw elaborator.error(
                    step.place(),
                    "expected numbers on both sides of " + step.comparator().ascii + ", found formulas",
                    "write <==> for \"exactly when\", and `and` between comparisons");
        }
        if (left instanceof Value.Winner winner) {
            return classes(winner, right, step.right().place(), step);
        }
        if (right instanceof Value.Winner winner) {
            return classes(winner, left, leftSyntax.place(), step);
        }
        Value.Tensor a = elaborator.tensor(left, leftSyntax.place());
        Value.Tensor b = elaborator.tensor(right, step.right().place());
        arithmetic.join(a, b, step.place(), step.comparator().ascii);
        if (step.comparator() == Syntax.Comparator.ABOUT) {
            return close(a, b, step, locals);
        }
        return switch (step.comparator()) {
            case LESS -> relation(Formula.Relation.LESS, a, b);
            case LESS_EQUAL -> relation(Formula.Relation.LESS_EQUAL, a, b);
            case GREATER -> relation(Formula.Relation.GREATER, a, b);
            case GREATER_EQUAL -> relation(Formula.Relation.GREATER_EQUAL, a, b);
            case EQUAL -> relation(Formula.Relation.EQUAL, a, b);
            default -> new Formula.Not(relation(Formula.Relation.EQUAL, a, b));
        };
    }

    private static Formula relation(Formula.Relation relation, Value.Tensor left, Value.Tensor right) {
        return new Formula.Compare(relation, left.expr(), right.expr());
    }

    private Formula close(Value.Tensor left, Value.Tensor right, Syntax.Step step, Map<String, Value> locals) {
        if (step.tolerance().isEmpty()) {
            throw elaborator.error(
                    step.place(),
                    "expected a tolerance after a ~= b, found none",
                    "write a ~= b +- 1e-6, or a == b for exactly equal");
        }
        Syntax syntax = step.tolerance().get();
        Value.Tensor tolerance = elaborator.tensor(syntax, locals);
        Value.Tensor wider = left.shape().isScalar() ? right : left;
        if (!tolerance.shape().isScalar() && !tolerance.shape().unify(wider.shape())) {
            throw elaborator.error(
                    syntax.place(),
                    "expected a tolerance that is a number or has the shape " + wider.shape() + ", found "
                            + tolerance.shape(),
                    "write one number for all elements");
        }
        if (tolerance.expr() instanceof Expr.Constant constant
                && constant.elements().stream().anyMatch(t -> t.signum() < 0)) {
            throw elaborator.error(
                    syntax.place(),
                    "expected a tolerance of at least 0, found a negative one",
                    "write the largest difference that is allowed");
        }
        return new Formula.Close(left.expr(), right.expr(), tolerance.expr());
    }

    private Formula classes(Value.Winner winner, Value other, Place place, Syntax.Step step) {
        if (step.comparator() != Syntax.Comparator.EQUAL && step.comparator() != Syntax.Comparator.NOT_EQUAL) {
            throw elaborator.error(
                    step.place(),
                    "expected == or != next to a class, found " + step.comparator().ascii,
                    "classes are names, not sizes; compare scores, as in f(x)[0] < f(x)[1]");
        }
        Formula same = sameClass(winner, other, place);
        return step.comparator() == Syntax.Comparator.EQUAL ? same : new Formula.Not(same);
    }

    private Formula sameClass(Value.Winner winner, Value other, Place place) {
        if (other instanceof Value.Winner second) {
            if (winner.largest() != second.largest() || winner.firstWins() != second.firstWins()) {
                throw elaborator.error(
                        place,
                        "expected the same kind of class on both sides, found argmax and argmin, or two rules for ties",
                        "write argmax(v) or argmax(v, first) on both sides");
            }
            if (!winner.scores().shape().unify(second.scores().shape())) {
                throw elaborator.error(
                        place,
                        "expected scores of one shape on both sides, found "
                                + winner.scores().shape() + " and "
                                + second.scores().shape(),
                        "compare networks with the same classes");
            }
            arithmetic.size(winner.scores(), place);
            return new Formula.SameClass(
                    winner.scores().expr(), second.scores().expr(), winner.largest(), winner.firstWins());
        }
        return new Formula.ClassIs(
                winner.scores().expr(), index(other, winner.scores(), place), winner.largest(), winner.firstWins());
    }

    /** A class: a constant position of the scores, or a row's label. */
    private Expr index(Value value, Value.Tensor scores, Place place) {
        long size = arithmetic.size(scores, place);
        if (value instanceof Value.Tensor tensor && tensor.expr() instanceof Expr.Label) {
            return tensor.expr();
        }
        int index = arithmetic.wholeNumber(value, place, "a class");
        if (elaborator.settled()
                || scores.shape().shape().isFixed() && !scores.shape().isUnknown()) {
            arithmetic.inside(index, size, place);
        }
        return new Expr.Constant(Shape.SCALAR, List.of(Rational.of(index)));
    }

    private Formula membership(Value left, Syntax.Step step, Map<String, Value> locals) {
        Value right = elaborator.value(step.right(), locals);
        Place place = step.place();
        if (right instanceof Value.Top top) {
            long size = arithmetic.size(top.scores(), place);
            if (elaborator.settled() && top.count() > size) {
                throw elaborator.error(
                        step.right().place(),
                        "expected at most " + size + " places in top_k, found " + top.count(),
                        "ask for fewer places");
            }
            if (left instanceof Value.Winner winner) {
                if (!winner.scores().shape().unify(top.scores().shape())) {
                    throw elaborator.error(
                            place,
                            "expected scores of one shape on both sides, found "
                                    + winner.scores().shape() + " and "
                                    + top.scores().shape(),
                            "compare networks with the same classes");
                }
                List<Formula> cases = new ArrayList<>();
                for (int k = 0; k < arithmetic.size(winner.scores(), place); k++) {
                    Expr index = new Expr.Constant(Shape.SCALAR, List.of(Rational.of(k)));
                    cases.add(new Formula.And(List.of(
                            new Formula.ClassIs(winner.scores().expr(), index, winner.largest(), winner.firstWins()),
                            new Formula.InTop(top.scores().expr(), index, top.count()))));
                }
                return new Formula.Or(cases);
            }
            return new Formula.InTop(top.scores().expr(), index(left, top.scores(), place), top.count());
        }
        Value.Tensor element = elaborator.tensor(left, place);
        Optional<Formula> contains = new Regions(elaborator).contains(step.right(), element, locals);
        return contains.orElseThrow(() -> elaborator.error(
                step.right().place(),
                "expected a box, ball or set after `in` in a formula, found rows of a dataset",
                "datasets stand after a quantifier only: forall x in dataset(\"file\")[0..9]. ..."));
    }
}
