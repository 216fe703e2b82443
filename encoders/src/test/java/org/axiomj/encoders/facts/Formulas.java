package org.axiomj.encoders.facts;

import java.math.BigDecimal;
import java.util.List;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Formula.Relation;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;

/** Short ways to write formulas. */
final class Formulas {
    static final Shape ANY = new Shape(List.of(new Shape.Any("n")));

    private Formulas() {}

    static Expr.Variable real(String name) {
        return new Expr.Variable(name, Shape.SCALAR);
    }

    static Expr.Variable vector(String name, int size) {
        return new Expr.Variable(name, Shape.of(size));
    }

    /** Of every size. */
    static Expr.Variable vector(String name) {
        return new Expr.Variable(name, ANY);
    }

    static Expr number(String decimal) {
        return number(Rational.of(new BigDecimal(decimal)));
    }

    static Expr number(Rational value) {
        return new Expr.Constant(Shape.SCALAR, List.of(value));
    }

    static Expr plus(Expr... terms) {
        Shape shape = Shape.SCALAR;
        for (Expr term : terms) {
            shape = shape.isScalar() ? term.shape() : shape;
        }
        return new Expr.Sum(List.of(terms), shape);
    }

    static Expr minus(Expr left, Expr right) {
        return plus(left, new Expr.Negate(right));
    }

    static Expr times(Expr left, Expr right) {
        return new Expr.Product(left, right, left.shape().isScalar() ? right.shape() : left.shape());
    }

    static Expr over(Expr left, Expr right) {
        return new Expr.Quotient(left, right, left.shape().isScalar() ? right.shape() : left.shape());
    }

    static Expr call(Function function, Expr argument) {
        boolean number = function.kind() == Function.Kind.REDUCTION || function.kind() == Function.Kind.EXTREMUM;
        return new Expr.Call(function, List.of(argument), number ? Shape.SCALAR : argument.shape());
    }

    static Expr softmax(Expr x) {
        return call(Function.SOFTMAX, x);
    }

    static Expr sum(Expr x) {
        return call(Function.SUM, x);
    }

    static Expr at(Expr x, long position) {
        return new Expr.Select(x, List.of(position), Shape.SCALAR);
    }

    static Formula compare(Expr left, Relation relation, Expr right) {
        return new Formula.Compare(relation, left, right);
    }

    static Formula less(Expr left, Expr right) {
        return compare(left, Relation.LESS, right);
    }

    static Formula atMost(Expr left, Expr right) {
        return compare(left, Relation.LESS_EQUAL, right);
    }

    static Formula equal(Expr left, Expr right) {
        return compare(left, Relation.EQUAL, right);
    }

    static Formula not(Formula f) {
        return new Formula.Not(f);
    }

    static Formula and(Formula... parts) {
        return new Formula.And(List.of(parts));
    }

    static Formula implies(Formula premise, Formula conclusion) {
        return new Formula.Or(List.of(not(premise), conclusion));
    }

    static Formula forAll(Expr.Variable x, Formula body) {
        return new Formula.ForAll(x, new Domain.Everything(), body);
    }

    static Formula forAll(Expr.Variable x, Expr.Variable y, Formula body) {
        return forAll(x, forAll(y, body));
    }

    static Formula forAllIn(Expr.Variable x, String low, String high, Formula body) {
        return new Formula.ForAll(x, new Domain.Box(number(low), number(high)), body);
    }
}
