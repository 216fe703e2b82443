package org.axiomj.properties.language.core;

import java.util.List;

/** How large a formula is when it is written out; shared parts count each time. */
public final class Size {
    private final long limit;
    private long count;

    private Size(long limit) {
        this.limit = limit;
    }

    /** The number of nodes, or something above {@code limit}; takes time in proportion to the limit at most. */
    public static long upTo(Formula formula, long limit) {
        Size size = new Size(limit);
        size.formula(formula);
        return size.count;
    }

    private boolean more() {
        count++;
        return count > limit;
    }

    private void formula(Formula f) {
        if (more()) {
            return;
        }
        if (f instanceof Formula.ForAll q) {
            domain(q.domain());
            formula(q.body());
        } else if (f instanceof Formula.Exists q) {
            domain(q.domain());
            formula(q.body());
        } else if (f instanceof Formula.And and) {
            formulas(and.operands());
        } else if (f instanceof Formula.Or or) {
            formulas(or.operands());
        } else if (f instanceof Formula.Not not) {
            formula(not.operand());
        } else if (f instanceof Formula.Iff iff) {
            formula(iff.left());
            formula(iff.right());
        } else if (f instanceof Formula.Compare c) {
            exprs(List.of(c.left(), c.right()));
        } else if (f instanceof Formula.Close c) {
            exprs(List.of(c.left(), c.right(), c.tolerance()));
        } else if (f instanceof Formula.ClassIs c) {
            expr(c.scores());
        } else if (f instanceof Formula.SameClass c) {
            exprs(List.of(c.left(), c.right()));
        } else if (f instanceof Formula.InTop t) {
            expr(t.scores());
        } else if (f instanceof Formula.Regular r) {
            expr(r.value());
        }
    }

    private void domain(Domain d) {
        if (more()) {
            return;
        }
        if (d instanceof Domain.Box box) {
            exprs(List.of(box.lower(), box.upper()));
        } else if (d instanceof Domain.Ball ball) {
            exprs(List.of(ball.center(), ball.radius()));
        } else if (d instanceof Domain.Where where) {
            formula(where.condition());
        } else if (d instanceof Domain.Intersection both) {
            both.parts().forEach(this::domain);
        }
    }

    private void formulas(List<Formula> all) {
        for (Formula f : all) {
            if (count > limit) {
                return;
            }
            formula(f);
        }
    }

    private void exprs(List<Expr> all) {
        for (Expr e : all) {
            if (count > limit) {
                return;
            }
            expr(e);
        }
    }

    private void expr(Expr e) {
        if (more()) {
            return;
        }
        if (e instanceof Expr.Apply a) {
            exprs(a.arguments());
        } else if (e instanceof Expr.Sum s) {
            exprs(s.terms());
        } else if (e instanceof Expr.Negate n) {
            expr(n.operand());
        } else if (e instanceof Expr.Product p) {
            exprs(List.of(p.left(), p.right()));
        } else if (e instanceof Expr.Quotient q) {
            exprs(List.of(q.dividend(), q.divisor()));
        } else if (e instanceof Expr.Power p) {
            expr(p.base());
        } else if (e instanceof Expr.Call c) {
            exprs(c.arguments());
        } else if (e instanceof Expr.Select s) {
            expr(s.of());
        } else if (e instanceof Expr.Stack s) {
            exprs(s.elements());
        } else if (e instanceof Expr.Conditional c) {
            formula(c.condition());
            exprs(List.of(c.yes(), c.no()));
        }
    }
}
