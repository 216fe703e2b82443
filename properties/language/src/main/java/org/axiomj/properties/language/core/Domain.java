package org.axiomj.properties.language.core;

import java.util.ArrayList;
import java.util.List;

/** A set of tensors of one shape. Bounds, centres and radii may speak of variables that are bound further out. */
public sealed interface Domain {
    /** All of them. */
    record Everything() implements Domain {}

    /** {@code lower <= x <= upper} in every element; each bound is a number or has the variable's shape. */
    record Box(Expr lower, Expr upper) implements Domain {}

    /** {@code norm(x - center) <= radius}; the centre has the variable's shape or is a number. */
    record Ball(Norm norm, Expr center, Expr radius) implements Domain {}

    /** The values of {@code variable} that satisfy the condition. */
    record Where(Expr.Variable variable, Formula condition) implements Domain {}

    record Intersection(List<Domain> parts) implements Domain {
        public Intersection {
            parts = List.copyOf(parts);
        }
    }

    /** Finitely many: rows {@code first} to {@code last} (both included, from 0) of a dataset. */
    record Rows(String dataset, long first, long last) implements Domain {}

    enum Norm {
        L1(Function.NORM_1),
        L2(Function.NORM_2),
        LINF(Function.NORM_INF);

        private final Function function;

        Norm(Function function) {
            this.function = function;
        }

        public Function function() {
            return function;
        }
    }

    /**
     * The formula that says that a tensor lies in this domain.
     *
     * @throws IllegalStateException for {@link Rows}, which only the dataset's owner can write out
     */
    default Formula contains(Expr x) {
        if (this instanceof Box box) {
            return new Formula.And(List.of(
                    new Formula.Compare(Formula.Relation.LESS_EQUAL, box.lower(), x),
                    new Formula.Compare(Formula.Relation.LESS_EQUAL, x, box.upper())));
        }
        if (this instanceof Ball ball) {
            Expr distance = new Expr.Call(
                    ball.norm().function(),
                    List.of(new Expr.Sum(List.of(x, new Expr.Negate(ball.center())), x.shape())),
                    Shape.SCALAR);
            return new Formula.Compare(Formula.Relation.LESS_EQUAL, distance, ball.radius());
        }
        if (this instanceof Where where) {
            return Substitution.replace(where.condition(), where.variable(), x);
        }
        if (this instanceof Intersection intersection) {
            List<Formula> parts = new ArrayList<>();
            intersection.parts().forEach(part -> parts.add(part.contains(x)));
            return new Formula.And(parts);
        }
        if (this instanceof Rows rows) {
            throw new IllegalStateException("expected a domain without a dataset, found rows of " + rows.dataset());
        }
        return new Formula.Truth(true);
    }
}
