package org.axiomj.encoders.facts;

import java.util.List;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Function;

/**
 * Recognises formulas that mean the same in float32 as over the reals at every float32 point: no network, no function whose
 * result is rounded, and ReLU of nothing but inputs. What is not recognised is not claimed to differ.
 */
final class Unrounded {
    private Unrounded() {}

    static boolean is(Formula f) {
        if (f instanceof Formula.Truth) {
            return true;
        } else if (f instanceof Formula.Not n) {
            return is(n.operand());
        } else if (f instanceof Formula.And and) {
            return and.operands().stream().allMatch(Unrounded::is);
        } else if (f instanceof Formula.Or or) {
            return or.operands().stream().allMatch(Unrounded::is);
        } else if (f instanceof Formula.ForAll q) {
            // Where a bound is rounded or a set is described, nobody asked for this.
            return (q.domain() instanceof Domain.Everything || q.domain() instanceof Domain.Box box && isBox(box))
                    && is(q.body());
        } else if (f instanceof Formula.Compare c) {
            return is(c.left()) && is(c.right());
        }
        return f instanceof Formula.Close c && is(c.expanded());
    }

    private static boolean isBox(Domain.Box box) {
        return is(box.lower()) && is(box.upper());
    }

    private static boolean is(Expr e) {
        if (e instanceof Expr.Constant || e instanceof Expr.Filled || e instanceof Expr.Variable) {
            return true;
        } else if (e instanceof Expr.Sum s) {
            return areUnrounded(s.terms());
        } else if (e instanceof Expr.Negate n) {
            return is(n.operand());
        } else if (e instanceof Expr.Product p) {
            return is(p.left()) && is(p.right());
        } else if (e instanceof Expr.Quotient q) {
            return is(q.dividend()) && is(q.divisor());
        } else if (e instanceof Expr.Power p) {
            return is(p.base());
        } else if (e instanceof Expr.Select s) {
            return is(s.of());
        } else if (e instanceof Expr.Stack s) {
            return areUnrounded(s.elements());
        }
        return e instanceof Expr.Call c && isCall(c);
    }

    private static boolean areUnrounded(List<Expr> expressions) {
        return expressions.stream().allMatch(Unrounded::is);
    }

    private static boolean isCall(Expr.Call c) {
        if (c.function() == Function.RELU) {
            Expr argument = c.arguments().get(0);
            return argument instanceof Expr.Variable
                    || argument instanceof Expr.Select s && s.of() instanceof Expr.Variable;
        }
        return !Float32Call.isExecuted(c.function()) && areUnrounded(c.arguments());
    }
}
