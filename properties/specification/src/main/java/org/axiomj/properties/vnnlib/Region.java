package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * A case in the making: bounds of the inputs, some perhaps missing (null), and the conditions that the bounds don't
 * express. Bounds are tightened in place and can be undone back to a mark, so that trying a disjunct costs as much as
 * it has bounds. Regions share their bounds until one differs.
 */
final class Region {
    /**
     * Why there is no point: two bounds of an input that no number fulfils, of which one may be strict; or, where the
     * variable is -1, a sum of inputs that is at least {@code lower} in the box but must be at most, or below, {@code
     * upper}.
     */
    record Conflict(int offset, int variable, Rational lower, Rational upper, boolean strict) {}

    private static final int MOST_ROUNDS = 20;

    /** Strict bounds, linear constraints and disjunctions that hold here besides the bounds. */
    final List<Formula> rest;

    private final Rational[] lower;
    private final Rational[] upper;
    private @Nullable Conflict conflict;
    /** Why the first of the regions within this one was empty, or null. */
    private @Nullable Conflict firstConflict;

    // What was overwritten: 2 * variable + (1 where upper), and the value before.
    private int[] trailBounds = new int[8];
    private Rational[] trailValues = new Rational[8];
    private int trail;

    Region(int inputSize) {
        this(new Rational[inputSize], new Rational[inputSize], new ArrayList<>());
    }

    private Region(Rational[] lower, Rational[] upper, List<Formula> rest) {
        this.lower = lower;
        this.upper = upper;
        this.rest = rest;
    }

    void tighten(Formula.Bound bound) {
        set(bound.offset, bound.variable, bound.upper, bound.value);
    }

    /** Tightens by {lower, upper} of each input, either perhaps null. */
    void tighten(Map<Integer, Rational[]> hull, int offset) {
        for (Map.Entry<Integer, Rational[]> entry : hull.entrySet()) {
            for (int side = 0; side < 2; side++) {
                if (entry.getValue()[side] != null) {
                    set(offset, entry.getKey(), side == 1, entry.getValue()[side]);
                }
            }
        }
    }

    private void set(int offset, int variable, boolean isUpper, Rational value) {
        Rational[] bounds = isUpper ? upper : lower;
        Rational before = bounds[variable];
        if (before != null && (isUpper ? before.compareTo(value) <= 0 : before.compareTo(value) >= 0)) {
            return;
        }
        if (trail == trailBounds.length) {
            trailBounds = Arrays.copyOf(trailBounds, trail * 2);
            trailValues = Arrays.copyOf(trailValues, trail * 2);
        }
        trailBounds[trail] = 2 * variable + (isUpper ? 1 : 0);
        trailValues[trail++] = before;
        bounds[variable] = value;
        Rational low = lower[variable];
        Rational high = upper[variable];
        if (conflict == null && low != null && high != null && low.compareTo(high) > 0) {
            conflict = new Conflict(offset, variable, low, high, false);
        }
    }

    boolean empty() {
        return conflict != null;
    }

    int mark() {
        return trail;
    }

    /** Takes back all since the mark; the region must not have been empty then. The conflict since, or null. */
    @Nullable Conflict undo(int mark) {
        while (trail > mark) {
            int bound = trailBounds[--trail];
            (bound % 2 == 1 ? upper : lower)[bound / 2] = trailValues[trail];
            trailValues[trail] = null;
        }
        Conflict since = conflict;
        conflict = null;
        return since;
    }

    /** {lower, upper} of each input that was tightened since the mark; null on the side that was not. */
    Map<Integer, Rational[]> changesSince(int mark) {
        Map<Integer, Rational[]> changes = new LinkedHashMap<>();
        for (int i = mark; i < trail; i++) {
            int variable = trailBounds[i] / 2;
            int side = trailBounds[i] % 2;
            Rational[] sides = changes.get(variable);
            if (sides == null) {
                sides = new Rational[2];
                changes.put(variable, sides);
            }
            sides[side] = (side == 1 ? upper : lower)[variable];
        }
        return changes;
    }

    /** The least tightening that both fit into. */
    static Map<Integer, Rational[]> join(Map<Integer, Rational[]> a, Map<Integer, Rational[]> b) {
        Map<Integer, Rational[]> result = new LinkedHashMap<>();
        for (Map.Entry<Integer, Rational[]> entry : a.entrySet()) {
            Rational[] mine = entry.getValue();
            Rational[] other = b.get(entry.getKey());
            if (other != null) {
                Rational low = wider(mine[0], other[0], -1);
                Rational high = wider(mine[1], other[1], 1);
                if (low != null || high != null) {
                    result.put(entry.getKey(), new Rational[] {low, high});
                }
            }
        }
        return result;
    }

    private static @Nullable Rational wider(@Nullable Rational a, @Nullable Rational b, int direction) {
        return a == null || b == null ? null : a.compareTo(b) * direction > 0 ? a : b;
    }

    /** A region as this one is now; shares the bounds if none changed since the mark. */
    Region child(int mark) {
        boolean same = trail == mark;
        return new Region(same ? lower : lower.clone(), same ? upper : upper.clone(), new ArrayList<>(rest));
    }

    boolean sharesBounds(Region other) {
        return lower == other.lower;
    }

    /** Remembers why another region is empty, if this is the first. */
    void adoptConflict(Region other) {
        adoptConflict(other.conflict);
    }

    void adoptConflict(@Nullable Conflict other) {
        if (firstConflict == null) {
            firstConflict = other;
        }
    }

    void makeEmpty(Region reason) {
        conflict = reason.firstConflict;
    }

    /** Whether a strict bound excludes the one value that an input has left; the conflict is then set. */
    boolean strictlyEmpty() {
        for (Formula formula : rest) {
            if (formula instanceof Formula.Bound bound && conflict == null) {
                Rational low = lower[bound.variable];
                Rational high = upper[bound.variable];
                if (low != null && high != null && low.compareTo(high) == 0 && low.compareTo(bound.value) == 0) {
                    conflict = new Conflict(bound.offset, bound.variable, low, high, true);
                }
            }
        }
        return conflict != null;
    }

    /**
     * Whether one of the constraints, all of inputs only, excludes the whole box by itself; the conflict is then set.
     * All bounds must be there.
     */
    boolean excludedBy(List<Formula.Linear> constraints) {
        for (Formula.Linear linear : constraints) {
            Rational least = Rational.ZERO;
            for (Map.Entry<Integer, Rational> term : linear.constraint.inputs().entrySet()) {
                Rational[] side = term.getValue().signum() > 0 ? lower : upper;
                least = least.add(term.getValue().multiply(side[term.getKey()]));
            }
            int sign = least.compareTo(linear.constraint.bound());
            if (sign > 0 || (sign == 0 && linear.constraint.strict())) {
                conflict =
                        new Conflict(linear.offset, -1, least, linear.constraint.bound(), linear.constraint.strict());
                return true;
            }
        }
        return false;
    }

    /**
     * Gives inputs that lack a bound the one that a constraint implies where its other inputs are bounded: with {@code a <=
     * b} and {@code a >= 0}, b is at least 0. Nothing is excluded that the constraints allow.
     */
    void deriveMissing(List<Formula.Linear> constraints) {
        boolean changed = firstUnbounded() >= 0;
        for (int round = 0; changed && round < MOST_ROUNDS; round++) {
            changed = false;
            for (Formula.Linear linear : constraints) {
                changed |= deriveMissing(linear);
            }
        }
    }

    private boolean deriveMissing(Formula.Linear linear) {
        Rational least = Rational.ZERO; // of all terms but the one whose input is not bounded
        int missing = -1;
        for (Map.Entry<Integer, Rational> term : linear.constraint.inputs().entrySet()) {
            Rational bound = (term.getValue().signum() > 0 ? lower : upper)[term.getKey()];
            if (bound != null) {
                least = least.add(term.getValue().multiply(bound));
            } else if (missing >= 0) {
                return false;
            } else {
                missing = term.getKey();
            }
        }
        if (missing >= 0) {
            return derive(linear, missing, linear.constraint.bound().subtract(least));
        }
        boolean changed = false;
        for (Map.Entry<Integer, Rational> term : linear.constraint.inputs().entrySet()) {
            boolean positive = term.getValue().signum() > 0;
            if ((positive ? upper : lower)[term.getKey()] == null) {
                Rational own = term.getValue().multiply((positive ? lower : upper)[term.getKey()]);
                changed |= derive(
                        linear,
                        term.getKey(),
                        linear.constraint.bound().subtract(least).add(own));
            }
        }
        return changed;
    }

    /** From {@code coefficient * x <= most}. */
    private boolean derive(Formula.Linear linear, int variable, Rational most) {
        Rational coefficient = Objects.requireNonNull(linear.constraint.inputs().get(variable));
        boolean isUpper = coefficient.signum() > 0;
        if ((isUpper ? upper : lower)[variable] != null) {
            return false;
        }
        set(linear.offset, variable, isUpper, most.divide(coefficient));
        return true;
    }

    /** Its linear constraints of inputs only. */
    List<Formula.Linear> inputConstraints() {
        return inputConstraints(rest);
    }

    static List<Formula.Linear> inputConstraints(List<Formula> formulas) {
        List<Formula.Linear> constraints = new ArrayList<>(0);
        for (Formula formula : formulas) {
            if (formula instanceof Formula.Linear linear
                    && linear.constraint.outputs().isEmpty()) {
                constraints.add(linear);
            }
        }
        return constraints;
    }

    InvalidPropertyException emptyDomain(SourceText source, Inputs inputs, boolean onlyCase) {
        Conflict found = conflict != null ? conflict : firstConflict;
        if (found == null) {
            throw new IllegalStateException("no region is left, yet none was found empty");
        }
        return source.invalid(
                found.offset,
                "expected an input domain with at least one point, found it empty: " + explanation(found, inputs)
                        + (onlyCase ? "" : " (the first of the cases, which are all empty)")
                        + "; the property would hold vacuously: correct one of the bounds");
    }

    private static String explanation(Conflict found, Inputs inputs) {
        return found.variable < 0
                ? "this linear constraint fails for all inputs within their bounds"
                : inputs.inputName(found.variable) + " has the lower bound " + found.lower.toText(17)
                        + " and the upper bound " + found.upper.toText(17)
                        + (found.strict ? ", one of them strict" : "");
    }

    int firstUnbounded() {
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] == null || upper[i] == null) {
                return i;
            }
        }
        return -1;
    }

    boolean hasLower(int variable) {
        return lower[variable] != null;
    }

    /** The conditions besides the bounds, without strict ones that the bounds imply. */
    Condition condition() {
        List<Condition> parts = new ArrayList<>(rest.size());
        for (Formula formula : rest) {
            if (!(formula instanceof Formula.Bound bound) || !implied(bound)) {
                parts.add(formula.condition());
            }
        }
        return parts.isEmpty() ? Condition.TRUE : parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
    }

    private boolean implied(Formula.Bound bound) {
        return bound.upper
                ? upper[bound.variable].compareTo(bound.value) < 0
                : lower[bound.variable].compareTo(bound.value) > 0;
    }

    Bounds bounds() {
        return new Bounds(lower, upper);
    }

    /** A key for equal boxes. Written by hand: a record's methods cost start-up time. */
    static final class Bounds {
        private final Rational[] lower;
        private final Rational[] upper;
        private final int hash;

        private Bounds(Rational[] lower, Rational[] upper) {
            this.lower = lower;
            this.upper = upper;
            this.hash = 31 * hash(lower) + hash(upper);
        }

        Box box() {
            return new Box(Arrays.asList(lower), Arrays.asList(upper));
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bounds bounds && same(lower, bounds.lower) && same(upper, bounds.upper);
        }

        private static int hash(Rational[] values) {
            int hash = 0;
            for (Rational value : values) {
                hash = hash * 31 + value.numerator().hashCode();
                hash = hash * 31 + value.denominator().hashCode();
            }
            return hash;
        }

        private static boolean same(Rational[] a, Rational[] b) {
            if (a == b) {
                return true;
            }
            for (int i = 0; i < a.length; i++) {
                if (a[i].compareTo(b[i]) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
