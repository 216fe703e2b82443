package org.axiomj.properties.language.lower;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;

/** Turns what a domain says of a variable into bounds where it can, and into formulas where it cannot. */
final class Domains {
    private final Expressions expressions;

    Domains(Expressions expressions) {
        this.expressions = expressions;
    }

    /** Tightens the bounds; the formulas say what they don't. */
    List<Formula> restrict(Vectors.Free free, Expr.Variable variable, Domain domain) {
        List<Formula> rest = new ArrayList<>();
        restrict(free, variable, domain, rest);
        return rest;
    }

    private void restrict(Vectors.Free free, Expr.Variable variable, Domain domain, List<Formula> rest) {
        if (domain instanceof Domain.Everything) {
            return;
        } else if (domain instanceof Domain.Intersection intersection) {
            intersection.parts().forEach(part -> restrict(free, variable, part, rest));
        } else if (domain instanceof Domain.Box box && areConstant(box.lower(), box.upper())) {
            int size = free.lower().length;
            tighten(free, expressions.lower(box.lower(), size), expressions.lower(box.upper(), size));
        } else if (domain instanceof Domain.Ball ball && areConstant(ball.center(), ball.radius())) {
            hull(free, ball);
            if (ball.norm() != Domain.Norm.LINF) {
                rest.add(ball.contains(variable));
            }
        } else if (domain instanceof Domain.Rows rows) {
            throw new UnsupportedPropertyException("expected the rows of " + rows.dataset()
                    + " in a 'forall' of their own at the beginning, found them within another domain or formula");
        } else {
            rest.add(domain.contains(variable));
        }
    }

    private boolean areConstant(Expr... bounds) {
        for (Expr bound : bounds) {
            if (Conditionals.first(bound).isPresent()) {
                return false;
            }
            for (Linear element : expressions.lower(bound)) {
                if (!element.isConstant()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Every ball lies in the box with its radius. */
    private void hull(Vectors.Free free, Domain.Ball ball) {
        int size = free.lower().length;
        Linear[] center = expressions.lower(ball.center(), size);
        Linear radius = expressions.lower(ball.radius())[0];
        Linear[] lower = new Linear[size];
        Linear[] upper = new Linear[size];
        for (int i = 0; i < size; i++) {
            lower[i] = center[i].subtract(radius);
            upper[i] = center[i].add(radius);
        }
        tighten(free, lower, upper);
    }

    private static void tighten(Vectors.Free free, Linear[] lower, Linear[] upper) {
        for (int i = 0; i < lower.length; i++) {
            raise(free, i, lower[i].constant());
            sink(free, i, upper[i].constant());
        }
    }

    static void raise(Vectors.Free free, int i, Rational bound) {
        free.lower()[i] = free.lower()[i] == null || free.lower()[i].compareTo(bound) < 0 ? bound : free.lower()[i];
    }

    static void sink(Vectors.Free free, int i, Rational bound) {
        free.upper()[i] = free.upper()[i] == null || free.upper()[i].compareTo(bound) > 0 ? bound : free.upper()[i];
    }
}
