package org.axiomj.properties.language.core;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement about networks. The first seven forms are the core ({@link Truth} to {@link Compare}, without {@link Iff}); the others carry what the reader meant and say with
 * {@code expanded()} the same in the core.
 */
public sealed interface Formula {
    record Truth(boolean value) implements Formula {}

    /** For every value of the variable in the domain. */
    record ForAll(Expr.Variable variable, Domain domain, Formula body) implements Formula {}

    record Exists(Expr.Variable variable, Domain domain, Formula body) implements Formula {}

    record And(List<Formula> operands) implements Formula {
        public And {
            operands = List.copyOf(operands);
        }
    }

    record Or(List<Formula> operands) implements Formula {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    record Not(Formula operand) implements Formula {}

    /** Both or neither. Not written out by the checker, since nested ones would double each time. */
    record Iff(Formula left, Formula right) implements Formula {
        public Formula expanded() {
            return new Or(List.of(new And(List.of(left, right)), new And(List.of(new Not(left), new Not(right)))));
        }
    }

    /**
     * The relation holds for every element. Both sides have one shape, or one of them is a number, which then counts for
     * every element of the other. The negation of a comparison of tensors is a disjunction over the elements.
     */
    record Compare(Relation relation, Expr left, Expr right) implements Formula {
        /** The shape of the side that has more elements. */
        public Shape shape() {
            return left.shape().isScalar() ? right.shape() : left.shape();
        }
    }

    enum Relation {
        LESS("<"),
        LESS_EQUAL("<="),
        GREATER(">"),
        GREATER_EQUAL(">="),
        EQUAL("==");

        private final String text;

        Relation(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** {@code |left - right| <= tolerance} in every element; the tolerance is a number or has the shape. */
    record Close(Expr left, Expr right, Expr tolerance) implements Formula {
        public Formula expanded() {
            Shape shape = left.shape().isScalar() ? right.shape() : left.shape();
            return new And(List.of(
                    new Compare(Relation.LESS_EQUAL, difference(left, right, shape), tolerance),
                    new Compare(Relation.LESS_EQUAL, difference(right, left, shape), tolerance)));
        }

        private static Expr difference(Expr left, Expr right, Shape shape) {
            return new Expr.Sum(List.of(left, new Expr.Negate(right)), shape);
        }
    }

    /**
     * {@code argmax(scores) == index} (or argmin where {@code largest} is false).
     *
     * @param scores a vector of known size
     * @param index a {@link Expr.Label}, or a constant number that is a position of the vector
     * @param firstWins ties go to the lowest index; otherwise the element must beat all others strictly
     */
    record ClassIs(Expr scores, Expr index, boolean largest, boolean firstWins) implements Formula {
        /**
         * Comparisons with the other elements.
         *
         * @throws IllegalStateException while the index is a label
         */
        public Formula expanded() {
            return Ranking.wins(scores, position(index), largest, firstWins);
        }
    }

    /** {@code argmax(left) == argmax(right)}: some index is the class of both. */
    record SameClass(Expr left, Expr right, boolean largest, boolean firstWins) implements Formula {
        public Formula expanded() {
            List<Formula> classes = new ArrayList<>();
            for (int k = 0; k < left.shape().size(); k++) {
                classes.add(new And(List.of(
                        Ranking.wins(left, k, largest, firstWins), Ranking.wins(right, k, largest, firstWins))));
            }
            return new Or(classes);
        }
    }

    /** {@code index in top_k(scores, count)}: fewer than {@code count} other elements are at least as large. */
    record InTop(Expr scores, Expr index, int count) implements Formula {
        /**
         * A disjunction over the sets of elements that are beaten.
         *
         * @throws IllegalStateException while the index is a label
         * @throws org.axiomj.properties.UnsupportedPropertyException above {@link Ranking#LARGEST} sets
         */
        public Formula expanded() {
            return Ranking.amongTop(scores, position(index), count);
        }
    }

    /** What the value of an execution in floating point must not be; true of every value in real arithmetic. */
    record Regular(Expr value, Exclusion exclusion) implements Formula {}

    enum Exclusion {
        NAN("noNaN"),
        INFINITY("noInf"),
        NAN_AND_INFINITY("finite");

        private final String text;

        Exclusion(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private static int position(Expr index) {
        if (index instanceof Expr.Constant constant) {
            return constant.elements().get(0).numerator().intValueExact();
        }
        throw new IllegalStateException("expected the class of a row that was read, found " + index);
    }
}
