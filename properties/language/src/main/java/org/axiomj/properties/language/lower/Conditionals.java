package org.axiomj.properties.language.lower;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axiomj.properties.language.core.Expr;

/** Finds conditional expressions, so that a comparison can be said once for either outcome. */
final class Conditionals {
    private Conditionals() {}

    /** An innermost-first conditional in the expression: its own condition and branches may hold others. */
    static Optional<Expr.Conditional> first(Expr e) {
        if (e instanceof Expr.Conditional c) {
            return Optional.of(c);
        }
        return children(e).map(Conditionals::first).flatMap(Optional::stream).findFirst();
    }

    /** The expression with every occurrence of the conditional replaced. */
    static Expr replace(Expr e, Expr.Conditional conditional, Expr by) {
        if (e.equals(conditional)) {
            return by;
        } else if (e instanceof Expr.Apply a) {
            return new Expr.Apply(a.network(), all(a.arguments(), conditional, by), a.output(), a.shape());
        } else if (e instanceof Expr.Sum s) {
            return new Expr.Sum(all(s.terms(), conditional, by), s.shape());
        } else if (e instanceof Expr.Negate n) {
            return new Expr.Negate(replace(n.operand(), conditional, by));
        } else if (e instanceof Expr.Product p) {
            return new Expr.Product(replace(p.left(), conditional, by), replace(p.right(), conditional, by), p.shape());
        } else if (e instanceof Expr.Quotient q) {
            return new Expr.Quotient(
                    replace(q.dividend(), conditional, by), replace(q.divisor(), conditional, by), q.shape());
        } else if (e instanceof Expr.Power p) {
            return new Expr.Power(replace(p.base(), conditional, by), p.exponent());
        } else if (e instanceof Expr.Call c) {
            return new Expr.Call(c.function(), all(c.arguments(), conditional, by), c.shape());
        } else if (e instanceof Expr.Select s) {
            return new Expr.Select(replace(s.of(), conditional, by), s.positions(), s.shape());
        } else if (e instanceof Expr.Stack s) {
            return new Expr.Stack(all(s.elements(), conditional, by), s.shape());
        }
        return e;
    }

    private static List<Expr> all(List<Expr> expressions, Expr.Conditional conditional, Expr by) {
        return expressions.stream().map(e -> replace(e, conditional, by)).toList();
    }

    private static Stream<Expr> children(Expr e) {
        if (e instanceof Expr.Apply a) {
            return a.arguments().stream();
        } else if (e instanceof Expr.Sum s) {
            return s.terms().stream();
        } else if (e instanceof Expr.Negate n) {
            return Stream.of(n.operand());
        } else if (e instanceof Expr.Product p) {
            return Stream.of(p.left(), p.right());
        } else if (e instanceof Expr.Quotient q) {
            return Stream.of(q.dividend(), q.divisor());
        } else if (e instanceof Expr.Power p) {
            return Stream.of(p.base());
        } else if (e instanceof Expr.Call c) {
            return c.arguments().stream();
        } else if (e instanceof Expr.Select s) {
            return Stream.of(s.of());
        } else if (e instanceof Expr.Stack s) {
            return s.elements().stream();
        }
        return Stream.empty();
    }
}
