package org.axiomj.properties.language.core;

import java.util.List;
import org.axiomj.ir.exact.Rational;

/**
 * A number or tensor with its shape. {@link Apply} and the {@link Function}s that are not plain arithmetic are executed
 * by the semantics that is asked for (real or float32); everything else is exact arithmetic. Elementwise operations take
 * operands of the result's shape or numbers, which then count for every element.
 */
public sealed interface Expr {
    Shape shape();

    /** Elements in row-major order, as many as the shape has. */
    record Constant(Shape shape, List<Rational> elements) implements Expr {
        public Constant {
            elements = List.copyOf(elements);
        }
    }

    /** A constant number for every element of a shape whose size may be unknown. */
    record Filled(Rational value, Shape shape) implements Expr {}

    /** Bound by a quantifier or a set; names are unique in the whole formula. */
    record Variable(String name, Shape shape) implements Expr {}

    /** One output of a network, {@code output} from 0. */
    record Apply(String network, List<Expr> arguments, int output, Shape shape) implements Expr {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /** Elementwise. */
    record Sum(List<Expr> terms, Shape shape) implements Expr {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    record Negate(Expr operand) implements Expr {
        @Override
        public Shape shape() {
            return operand.shape();
        }
    }

    /** Elementwise. */
    record Product(Expr left, Expr right, Shape shape) implements Expr {}

    /** Elementwise; a constant divisor has no element zero. */
    record Quotient(Expr dividend, Expr divisor, Shape shape) implements Expr {}

    /** Elementwise, {@code exponent >= 0}; {@code 0^0} is 1. */
    record Power(Expr base, int exponent) implements Expr {
        @Override
        public Shape shape() {
            return base.shape();
        }
    }

    /** A function of the language; {@link Function} says what it takes and gives. */
    record Call(Function function, List<Expr> arguments, Shape shape) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** The elements at these row-major positions of {@code of}, laid out in {@code shape}. */
    record Select(Expr of, List<Long> positions, Shape shape) implements Expr {
        public Select {
            positions = List.copyOf(positions);
        }
    }

    /** The tensor with these numbers as its elements, in row-major order. */
    record Stack(List<Expr> elements, Shape shape) implements Expr {
        public Stack {
            elements = List.copyOf(elements);
        }
    }

    record Conditional(Formula condition, Expr yes, Expr no, Shape shape) implements Expr {}

    /** The label of the dataset's row that {@code row} ranges over: a whole number from 0. */
    record Label(Variable row) implements Expr {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }
}
