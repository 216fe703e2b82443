package org.axiomj.properties.language.core;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts an expression in a variable's place, for sets and for the rows of datasets. Names are unique in a formula, so
 * nothing can be caught by a quantifier.
 */
public final class Substitution {
    private final UnaryOperator<Expr> leaf;

    private Substitution(UnaryOperator<Expr> leaf) {
        this.leaf = leaf;
    }

    /** Labels of the variable stay; see {@link #replaceRow}. */
    public static Formula replace(Formula formula, Expr.Variable variable, Expr by) {
        return new Substitution(e -> e.equals(variable) ? by : e).formula(formula);
    }

    /** Puts a dataset's row and its class in the place of the variable that ranges over the rows. */
    public static Formula replaceRow(Formula formula, Expr.Variable variable, Expr.Constant row, Expr.Constant label) {
        return new Substitution(e -> e.equals(variable)
                        ? row
                        : e instanceof Expr.Label l && l.row().equals(variable) ? label : e)
                .formula(formula);
    }

    private Formula formula(Formula f) {
        if (f instanceof Formula.ForAll q) {
            return new Formula.ForAll(q.variable(), domain(q.domain()), formula(q.body()));
        } else if (f instanceof Formula.Exists q) {
            return new Formula.Exists(q.variable(), domain(q.domain()), formula(q.body()));
        } else if (f instanceof Formula.And and) {
            return new Formula.And(and.operands().stream().map(this::formula).toList());
        } else if (f instanceof Formula.Or or) {
            return new Formula.Or(or.operands().stream().map(this::formula).toList());
        } else if (f instanceof Formula.Not not) {
            return new Formula.Not(formula(not.operand()));
        } else if (f instanceof Formula.Iff iff) {
            return new Formula.Iff(formula(iff.left()), formula(iff.right()));
        } else if (f instanceof Formula.Compare c) {
            return new Formula.Compare(c.relation(), expr(c.left()), expr(c.right()));
        } else if (f instanceof Formula.Close c) {
            return new Formula.Close(expr(c.left()), expr(c.right()), expr(c.tolerance()));
        } else if (f instanceof Formula.ClassIs c) {
            return new Formula.ClassIs(expr(c.scores()), expr(c.index()), c.largest(), c.firstWins());
        } else if (f instanceof Formula.SameClass c) {
            return new Formula.SameClass(expr(c.left()), expr(c.right()), c.largest(), c.firstWins());
        } else if (f instanceof Formula.InTop t) {
            return new Formula.InTop(expr(t.scores()), expr(t.index()), t.count());
        } else if (f instanceof Formula.Regular r) {
            return new Formula.Regular(expr(r.value()), r.exclusion());
        }
        return f;
    }

    private Domain domain(Domain d) {
        if (d instanceof Domain.Box box) {
            return new Domain.Box(expr(box.lower()), expr(box.upper()));
        } else if (d instanceof Domain.Ball ball) {
            return new Domain.Ball(ball.norm(), expr(ball.center()), expr(ball.radius()));
        } else if (d instanceof Domain.Where where) {
            return new Domain.Where(where.variable(), formula(where.condition()));
        } else if (d instanceof Domain.Intersection both) {
            return new Domain.Intersection(
                    both.parts().stream().map(this::domain).toList());
        }
        return d;
    }

    private List<Expr> all(List<Expr> expressions) {
        return expressions.stream().map(this::expr).toList();
    }

    private Expr expr(Expr e) {
        if (e instanceof Expr.Apply a) {
            return new Expr.Apply(a.network(), all(a.arguments()), a.output(), a.shape());
        } else if (e instanceof Expr.Sum s) {
            return new Expr.Sum(all(s.terms()), s.shape());
        } else if (e instanceof Expr.Negate n) {
            return new Expr.Negate(expr(n.operand()));
        } else if (e instanceof Expr.Product p) {
            return new Expr.Product(expr(p.left()), expr(p.right()), p.shape());
        } else if (e instanceof Expr.Quotient q) {
            return new Expr.Quotient(expr(q.dividend()), expr(q.divisor()), q.shape());
        } else if (e instanceof Expr.Power p) {
            return new Expr.Power(expr(p.base()), p.exponent());
        } else if (e instanceof Expr.Call c) {
            return new Expr.Call(c.function(), all(c.arguments()), c.shape());
        } else if (e instanceof Expr.Select s) {
            return new Expr.Select(expr(s.of()), s.positions(), s.shape());
        } else if (e instanceof Expr.Stack s) {
            return new Expr.Stack(all(s.elements()), s.shape());
        } else if (e instanceof Expr.Conditional c) {
            return new Expr.Conditional(formula(c.condition()), expr(c.yes()), expr(c.no()), c.shape());
        }
        return leaf.apply(e);
    }
}
