package org.axiomj.properties.language.lower;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Formula.Relation;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;

/** Random formulas over pairs x and y whose values are rational. */
final class RandomFormulas {
    private static final Shape PAIR = Shape.of(2);

    private final SplittableRandom random;

    RandomFormulas(SplittableRandom random) {
        this.random = random;
    }

    Formula formula(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return comparison();
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Formula.Not(formula(depth - 1));
            case 3 -> new Formula.Iff(formula(depth - 1), formula(depth - 1));
            case 1 -> new Formula.And(List.of(formula(depth - 1), formula(depth - 1)));
            default -> new Formula.Or(List.of(formula(depth - 1), formula(depth - 1)));
        };
    }

    private Formula comparison() {
        boolean first = random.nextBoolean();
        boolean largest = random.nextBoolean();
        Expr index = number(random.nextInt(2), 1);
        return switch (random.nextInt(8)) {
            case 0 -> new Formula.Close(pair(2), pair(2), number(random.nextInt(4), 2));
            case 1 -> new Formula.ClassIs(pair(2), index, largest, first);
            case 2 -> new Formula.SameClass(pair(2), pair(1), largest, first);
            case 3 -> new Formula.InTop(pair(2), index, 1);
            case 4, 5 -> new Formula.Compare(relation(), pair(2), random.nextBoolean() ? pair(2) : scalar(1));
            default -> new Formula.Compare(relation(), scalar(3), scalar(1));
        };
    }

    private Relation relation() {
        return Relation.values()[random.nextInt(Relation.values().length)];
    }

    private Expr number(long numerator, long denominator) {
        return new Expr.Constant(
                Shape.SCALAR, List.of(new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator))));
    }

    private Expr anyNumber() {
        return number(random.nextInt(-6, 7), 1 + random.nextInt(6));
    }

    private Expr pair(int depth) {
        if (depth == 0) {
            return new Expr.Variable(random.nextBoolean() ? "x" : "y", PAIR);
        }
        Expr inner = pair(depth - 1);
        return switch (random.nextInt(10)) {
            case 0 -> new Expr.Sum(List.of(inner, pair(depth - 1), scalar(0)), PAIR);
            case 1 -> new Expr.Negate(inner);
            case 2 -> new Expr.Product(inner, random.nextBoolean() ? anyNumber() : pair(depth - 1), PAIR);
            case 3 -> new Expr.Quotient(inner, number(1 + random.nextInt(5), 1 + random.nextInt(3)), PAIR);
            case 4 -> new Expr.Power(inner, random.nextInt(4));
            case 5 -> new Expr.Call(random.nextBoolean() ? Function.RELU : Function.ABS, List.of(inner), PAIR);
            case 6 ->
                new Expr.Call(
                        random.nextBoolean() ? Function.MAX : Function.MIN, List.of(inner, pair(depth - 1)), PAIR);
            case 7 -> new Expr.Stack(List.of(scalar(depth - 1), anyNumber()), PAIR);
            case 8 ->
                new Expr.Conditional(
                        new Formula.Compare(relation(), scalar(0), anyNumber()), inner, pair(depth - 1), PAIR);
            default -> inner;
        };
    }

    private Expr scalar(int depth) {
        List<Expr> pair = new ArrayList<>(List.of(pair(Math.max(0, depth - 1))));
        return switch (random.nextInt(8)) {
            case 0 -> new Expr.Call(Function.SUM, pair, Shape.SCALAR);
            case 1 -> new Expr.Call(Function.MEAN, pair, Shape.SCALAR);
            case 2 -> new Expr.Call(random.nextBoolean() ? Function.MAX : Function.MIN, pair, Shape.SCALAR);
            case 3 -> new Expr.Call(random.nextBoolean() ? Function.NORM_1 : Function.NORM_INF, pair, Shape.SCALAR);
            case 4 -> {
                pair.add(pair(0));
                yield new Expr.Call(Function.DOT, pair, Shape.SCALAR);
            }
            case 5 -> anyNumber();
            default -> new Expr.Select(pair.get(0), List.of((long) random.nextInt(2)), Shape.SCALAR);
        };
    }
}
