package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.jspecify.annotations.Nullable;

/**
 * A formula in negation normal form, flattened: no conjunction directly within a conjunction, no constant within
 * either. Bounds of a single input are kept apart, small, because most specifications consist of them. Immutable but
 * for the condition, which is made once on demand.
 */
abstract sealed class Formula {
    /** Deepest nesting; what follows may recurse over the formula. */
    static final int MOST_DEPTH = 1000;

    static final Formula TRUE = new Junction(true, List.of(), 0);
    static final Formula FALSE = new Junction(false, List.of(), 0);

    /** Where it stands in the text. */
    final int offset;
    /** Number of nodes, written out as a tree; saturating. */
    final long size;

    final int depth;
    /** Whether there is a {@link Bound} in it. */
    final boolean bounds;

    private @Nullable Condition condition;

    private Formula(int offset, long size, int depth, boolean bounds) {
        this.offset = offset;
        this.size = size;
        this.depth = depth;
        this.bounds = bounds;
    }

    /** The equivalent condition; the same object every time. */
    final Condition condition() {
        if (condition == null) {
            condition = newCondition();
        }
        return condition;
    }

    abstract Formula negated();

    /** Bytes that it holds on to, without its parts. */
    abstract long footprint();

    abstract Condition newCondition();

    /** {@code x_variable <= value}, or {@code >=} where not upper; strict ones exclude equality. */
    static final class Bound extends Formula {
        final int variable;
        final boolean upper;
        final Rational value;
        final boolean strict;

        Bound(int offset, int variable, boolean upper, Rational value, boolean strict) {
            super(offset, 1, 1, true);
            this.variable = variable;
            this.upper = upper;
            this.value = value;
            this.strict = strict;
        }

        @Override
        Formula negated() {
            return new Bound(offset, variable, !upper, value, !strict);
        }

        @Override
        long footprint() {
            return 100L
                    + value.numerator().bitLength() / 8
                    + value.denominator().bitLength() / 8;
        }

        @Override
        Condition newCondition() {
            TreeMap<Integer, Rational> inputs = new TreeMap<>();
            inputs.put(variable, upper ? Rational.ONE : Rational.ONE.negate());
            return new Condition.Atom(
                    new LinearConstraint(inputs, new TreeMap<>(), upper ? value : value.negate(), strict));
        }
    }

    /** Any other linear constraint; at least one variable. */
    static final class Linear extends Formula {
        final LinearConstraint constraint;

        Linear(int offset, LinearConstraint constraint) {
            super(offset, 1, 1, false);
            this.constraint = constraint;
        }

        @Override
        Formula negated() {
            return new Linear(
                    offset,
                    new LinearConstraint(
                            negated(constraint.inputs()),
                            negated(constraint.outputs()),
                            constraint.bound().negate(),
                            !constraint.strict()));
        }

        @Override
        long footprint() {
            return 450
                    + 150L * (constraint.inputs().size() + constraint.outputs().size());
        }

        @Override
        Condition newCondition() {
            return new Condition.Atom(constraint);
        }

        private static java.util.SortedMap<Integer, Rational> negated(java.util.SortedMap<Integer, Rational> terms) {
            TreeMap<Integer, Rational> result = new TreeMap<>();
            for (java.util.Map.Entry<Integer, Rational> term : terms.entrySet()) {
                result.put(term.getKey(), term.getValue().negate());
            }
            return result;
        }
    }

    /** A conjunction or a disjunction; constants have no parts, others at least two. */
    static final class Junction extends Formula {
        final boolean conjunction;
        final List<Formula> parts;

        private Junction(boolean conjunction, List<Formula> parts, int offset) {
            super(offset, size(parts), 1 + depth(parts), anyBounds(parts));
            this.conjunction = conjunction;
            this.parts = parts;
        }

        @Override
        Formula negated() {
            if (parts.isEmpty()) {
                return conjunction ? FALSE : TRUE;
            }
            List<Formula> opposite = new ArrayList<>(parts.size());
            for (Formula part : parts) {
                opposite.add(part.negated());
            }
            return new Junction(!conjunction, opposite, offset);
        }

        @Override
        long footprint() {
            return 100 + 12L * parts.size();
        }

        @Override
        Condition newCondition() {
            List<Condition> conditions = new ArrayList<>(parts.size());
            for (Formula part : parts) {
                conditions.add(part.condition());
            }
            return conjunction ? new Condition.And(conditions) : new Condition.Or(conditions);
        }

        private static long size(List<Formula> parts) {
            long sum = 1;
            for (Formula part : parts) {
                sum = Math.min(sum + part.size, 1L << 40);
            }
            return sum;
        }

        private static int depth(List<Formula> parts) {
            int deepest = 0;
            for (Formula part : parts) {
                deepest = Math.max(deepest, part.depth);
            }
            return deepest;
        }

        private static boolean anyBounds(List<Formula> parts) {
            for (Formula part : parts) {
                if (part.bounds) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Collects the parts of a conjunction or disjunction; flattens and simplifies. */
    static final class Builder {
        private final boolean conjunction;
        private final int offset;
        private ArrayList<Formula> parts = new ArrayList<>(2);
        private boolean decided;

        Builder(boolean conjunction, int offset) {
            this.conjunction = conjunction;
            this.offset = offset;
        }

        void add(Formula part) {
            if (decided) {
                return;
            }
            if (part instanceof Junction junction && junction.conjunction == conjunction) {
                parts.addAll(junction.parts); // a constant that changes nothing has none
            } else if (part instanceof Junction junction && junction.parts.isEmpty()) {
                decided = true;
                parts = new ArrayList<>(0);
            } else {
                parts.add(part);
            }
        }

        Formula build() {
            if (decided) {
                return conjunction ? FALSE : TRUE;
            }
            if (parts.isEmpty()) {
                return conjunction ? TRUE : FALSE;
            }
            if (parts.size() == 1) {
                return parts.get(0);
            }
            parts.trimToSize();
            return new Junction(conjunction, parts, offset);
        }
    }
}
