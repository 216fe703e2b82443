package org.axiomj.engine.claims;

import java.util.List;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;

/** What can be seen of a formula without deciding it. */
final class FormulaFacts {
    private FormulaFacts() {}

    /** Whether a network is applied anywhere, or rows of a data set are read. */
    static boolean speaksOfNetworks(Formula f) {
        if (f instanceof Formula.ForAll q) {
            return in(q.domain()) || speaksOfNetworks(q.body());
        } else if (f instanceof Formula.Exists q) {
            return in(q.domain()) || speaksOfNetworks(q.body());
        } else if (f instanceof Formula.And and) {
            return and.operands().stream().anyMatch(FormulaFacts::speaksOfNetworks);
        } else if (f instanceof Formula.Or or) {
            return or.operands().stream().anyMatch(FormulaFacts::speaksOfNetworks);
        } else if (f instanceof Formula.Not not) {
            return speaksOfNetworks(not.operand());
        } else if (f instanceof Formula.Iff iff) {
            return speaksOfNetworks(iff.left()) || speaksOfNetworks(iff.right());
        } else if (f instanceof Formula.Compare c) {
            return in(c.left()) || in(c.right());
        } else if (f instanceof Formula.Close c) {
            return in(c.left()) || in(c.right()) || in(c.tolerance());
        } else if (f instanceof Formula.ClassIs c) {
            return in(c.scores()) || in(c.index());
        } else if (f instanceof Formula.SameClass c) {
            return in(c.left()) || in(c.right());
        } else if (f instanceof Formula.InTop t) {
            return in(t.scores()) || in(t.index());
        }
        return f instanceof Formula.Regular r && in(r.value());
    }

    private static boolean in(Domain d) {
        if (d instanceof Domain.Box box) {
            return in(box.lower()) || in(box.upper());
        } else if (d instanceof Domain.Ball ball) {
            return in(ball.center()) || in(ball.radius());
        } else if (d instanceof Domain.Where where) {
            return speaksOfNetworks(where.condition());
        } else if (d instanceof Domain.Intersection both) {
            return both.parts().stream().anyMatch(FormulaFacts::in);
        }
        return d instanceof Domain.Rows;
    }

    private static boolean in(List<Expr> expressions) {
        return expressions.stream().anyMatch(FormulaFacts::in);
    }

    private static boolean in(Expr e) {
        if (e instanceof Expr.Apply || e instanceof Expr.Label) {
            return true;
        } else if (e instanceof Expr.Sum s) {
            return in(s.terms());
        } else if (e instanceof Expr.Negate n) {
            return in(n.operand());
        } else if (e instanceof Expr.Product p) {
            return in(p.left()) || in(p.right());
        } else if (e instanceof Expr.Quotient q) {
            return in(q.dividend()) || in(q.divisor());
        } else if (e instanceof Expr.Power p) {
            return in(p.base());
        } else if (e instanceof Expr.Call c) {
            return in(c.arguments());
        } else if (e instanceof Expr.Select s) {
            return in(s.of());
        } else if (e instanceof Expr.Stack s) {
            return in(s.elements());
        }
        return e instanceof Expr.Conditional c && (speaksOfNetworks(c.condition()) || in(c.yes()) || in(c.no()));
    }
}
