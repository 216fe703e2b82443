package org.axiomj.properties.language.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Function;

/**
 * Lowers a formula, or its negation, to a tree of linear comparisons in which every variable is to be found: those of
 * {@code exists}, and those of {@code forall} under a negation. Variables of the other kind are not supported.
 */
final class Formulas {
    private final Expressions expressions;
    private final Domains domains;
    /** What the domains of the variables say besides their bounds. */
    private final List<Tree> constraints = new ArrayList<>();

    Formulas(Expressions expressions) {
        this.expressions = expressions;
        this.domains = new Domains(expressions);
    }

    List<Tree> constraints() {
        return constraints;
    }

    Tree lower(Formula f, boolean negated) {
        if (f instanceof Formula.Truth truth) {
            return truth.value() != negated ? Tree.TRUE : Tree.FALSE;
        } else if (f instanceof Formula.ForAll all) {
            return quantified(all.variable(), all.domain(), all.body(), negated, negated);
        } else if (f instanceof Formula.Exists exists) {
            return quantified(exists.variable(), exists.domain(), exists.body(), negated, !negated);
        } else if (f instanceof Formula.And and) {
            return junction(and.operands(), negated, !negated);
        } else if (f instanceof Formula.Or or) {
            return junction(or.operands(), negated, negated);
        } else if (f instanceof Formula.Not not) {
            return lower(not.operand(), !negated);
        } else if (f instanceof Formula.Iff iff) {
            return lower(iff.expanded(), negated);
        } else if (f instanceof Formula.Compare compare) {
            return compare(compare, negated);
        } else if (f instanceof Formula.Close close) {
            return lower(close.expanded(), negated);
        } else if (f instanceof Formula.ClassIs is) {
            return lower(is.expanded(), negated);
        } else if (f instanceof Formula.SameClass same) {
            return lower(same.expanded(), negated);
        } else if (f instanceof Formula.InTop top) {
            return lower(top.expanded(), negated);
        }
        throw new UnsupportedPropertyException("expected a property of numbers, found "
                + (f instanceof Formula.Regular r
                        ? r.exclusion().text()
                        : f.getClass().getSimpleName())
                + ", which is about executions in floating point and is checked at run time only");
    }

    private Tree quantified(Expr.Variable variable, Domain domain, Formula body, boolean negated, boolean found) {
        if (!found) {
            throw new UnsupportedPropertyException("expected variables of one kind, found 'exists " + variable.name()
                    + "' under 'forall' or alone; state what shall hold for every value");
        }
        Vectors.Free free = expressions.declare(variable);
        List<Tree> parts = new ArrayList<>();
        for (Formula constraint : domains.restrict(free, variable, domain)) {
            parts.add(lower(constraint, false));
        }
        constraints.addAll(parts);
        parts.add(lower(body, negated));
        return Tree.and(parts);
    }

    private Tree junction(List<Formula> operands, boolean negated, boolean conjunction) {
        List<Tree> parts = new ArrayList<>();
        for (Formula operand : operands) {
            parts.add(lower(operand, negated));
        }
        return conjunction ? Tree.and(parts) : Tree.or(parts);
    }

    // ------------------------------------------------------------------------------------------------ comparisons

    private Tree compare(Formula.Compare compare, boolean negated) {
        Optional<Expr.Conditional> conditional = Conditionals.first(compare.left());
        conditional = conditional.isPresent() ? conditional : Conditionals.first(compare.right());
        if (conditional.isPresent()) {
            Expr.Conditional c = conditional.get();
            return Tree.or(List.of(
                    Tree.and(List.of(lower(c.condition(), false), lower(replaced(compare, c, c.yes()), negated))),
                    Tree.and(List.of(lower(c.condition(), true), lower(replaced(compare, c, c.no()), negated)))));
        }
        Linear[] left;
        Linear[] right;
        Linear[] limit = constants(compare.right());
        if (isNorm2(compare.left()) && limit.length == 1 && limit[0].constant().signum() >= 0) {
            // Both sides are at least 0, so that squares compare as they do, and a root has no slope at 0.
            left = new Linear[] {expressions.sumOfSquares(argument(compare.left()))};
            right = new Linear[] {limit[0].scale(limit[0].constant())};
        } else {
            int size = Sizes.size(compare.shape());
            left = expressions.lower(compare.left(), size);
            right = expressions.lower(compare.right(), size);
        }
        List<Tree> parts = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            parts.add(compare(compare.relation(), left[i].subtract(right[i]), negated));
        }
        return negated ? Tree.or(parts) : Tree.and(parts);
    }

    private static Formula replaced(Formula.Compare compare, Expr.Conditional conditional, Expr by) {
        return new Formula.Compare(
                compare.relation(),
                Conditionals.replace(compare.left(), conditional, by),
                Conditionals.replace(compare.right(), conditional, by));
    }

    /** {@code difference REL 0}, or not so. */
    private static Tree compare(Formula.Relation relation, Linear difference, boolean negated) {
        Linear opposite = difference.scale(Rational.ONE.negate());
        return switch (relation) {
            case LESS -> negated ? Tree.atom(opposite, false) : Tree.atom(difference, true);
            case LESS_EQUAL -> negated ? Tree.atom(opposite, true) : Tree.atom(difference, false);
            case GREATER -> negated ? Tree.atom(difference, false) : Tree.atom(opposite, true);
            case GREATER_EQUAL -> negated ? Tree.atom(difference, true) : Tree.atom(opposite, false);
            case EQUAL ->
                negated
                        ? Tree.or(List.of(Tree.atom(difference, true), Tree.atom(opposite, true)))
                        : Tree.and(List.of(Tree.atom(difference, false), Tree.atom(opposite, false)));
        };
    }

    private static boolean isNorm2(Expr e) {
        return e instanceof Expr.Call call && call.function() == Function.NORM_2;
    }

    private static Expr argument(Expr e) {
        return ((Expr.Call) e).arguments().get(0);
    }

    /** The elements if they are constants, else none. */
    private static Linear[] constants(Expr e) {
        return e instanceof Expr.Constant c
                ? c.elements().stream().map(Linear::of).toArray(Linear[]::new)
                : new Linear[0];
    }
}
