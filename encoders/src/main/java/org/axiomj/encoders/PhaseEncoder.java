package org.axiomj.encoders;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.exact.Rational;

/**
 * Piecewise-linear functions and maxima of terms. Sound and complete over the reals: the variable that is returned has
 * exactly the function's value in every solution. What the argument's range rules out is left out; what is left of a convex
 * function is the maximum of its lines, of a concave one the minimum, which needs no comparison of the argument with the
 * breakpoints (as in Tjeng, Xiao, Tedrake, "Evaluating Robustness of Neural Networks with Mixed Integer Programming", 2019).
 * The chord above a convex function is left out on purpose: it is implied, and made Z3 five times slower.
 */
final class PhaseEncoder {
    private final ScriptBuilder script;

    PhaseEncoder(ScriptBuilder script) {
        this.script = script;
    }

    /** {@code f(z)}, for {@code z} within {@code range}; {@code name} is for a variable, if one is needed. */
    LinearTerm piecewise(String name, PiecewiseLinear f, LinearTerm z, Interval range) {
        List<Integer> pieces = new ArrayList<>();
        for (int i = 0; i < f.slopes().length; i++) {
            boolean beforeRange = i < f.breakpoints().length && f.breakpoints()[i] <= range.lower();
            boolean afterRange = i > 0 && f.breakpoints()[i - 1] >= range.upper();
            if (!beforeRange && !afterRange) {
                pieces.add(i);
            }
        }
        List<Integer> points = new ArrayList<>();
        for (int k = 0; k < f.breakpoints().length; k++) {
            boolean covered = (pieces.contains(k) && isOn(f, k, k)) || (pieces.contains(k + 1) && isOn(f, k + 1, k));
            if (range.contains(f.breakpoints()[k]) && !covered) {
                points.add(k);
            }
        }
        if (points.isEmpty() && pieces.size() == 1) {
            return line(f, pieces.get(0), z);
        } else if (pieces.isEmpty() && points.size() == 1) {
            return LinearTerm.constant(f.valuesAt()[points.get(0)]);
        }
        int bend = points.isEmpty() ? bend(f, pieces) : 0;
        if (bend != 0) {
            List<LinearTerm> lines = pieces.stream().map(i -> line(f, i, z)).toList();
            return extremum(name, lines, bend > 0);
        }
        return alternatives(name, f, z, pieces, points, range);
    }

    /** The largest of the terms. */
    LinearTerm maximum(String name, List<LinearTerm> members) {
        List<Interval> ranges = members.stream().map(script::range).toList();
        int leader = 0;
        for (int i = 1; i < ranges.size(); i++) {
            leader = ranges.get(i).lower() > ranges.get(leader).lower() ? i : leader;
        }
        Set<LinearTerm> rivals = new LinkedHashSet<>();
        for (int i = 0; i < members.size(); i++) {
            if (i == leader || ranges.get(i).upper() > ranges.get(leader).lower()) {
                rivals.add(members.get(i));
            }
        }
        return rivals.size() == 1 ? members.get(leader) : extremum(name, List.copyOf(rivals), true);
    }

    private LinearTerm extremum(String name, List<LinearTerm> terms, boolean largest) {
        Interval range = script.range(terms.get(0));
        for (LinearTerm term : terms) {
            Interval other = script.range(term);
            range = largest
                    ? new Interval(Math.max(range.lower(), other.lower()), Math.max(range.upper(), other.upper()))
                    : new Interval(Math.min(range.lower(), other.lower()), Math.min(range.upper(), other.upper()));
        }
        LinearTerm y = script.declare(name, range);
        List<String> reached = new ArrayList<>();
        for (LinearTerm term : terms) {
            script.require(script.compare(largest ? ">=" : "<=", y, term));
            reached.add(script.compare(largest ? "<=" : ">=", y, term));
        }
        script.require(ScriptBuilder.any(reached));
        return y;
    }

    private LinearTerm alternatives(
            String name, PiecewiseLinear f, LinearTerm z, List<Integer> pieces, List<Integer> points, Interval range) {
        Interval image = image(f, pieces, points, range);
        LinearTerm y = script.declare(name, image);
        List<String> alternatives = new ArrayList<>();
        for (int i : pieces) {
            List<String> parts = new ArrayList<>();
            if (i > 0 && f.breakpoints()[i - 1] >= range.lower()) {
                parts.add(
                        script.compare(isOn(f, i, i - 1) ? ">=" : ">", z, LinearTerm.constant(f.breakpoints()[i - 1])));
            }
            if (i < f.breakpoints().length && f.breakpoints()[i] <= range.upper()) {
                parts.add(script.compare(isOn(f, i, i) ? "<=" : "<", z, LinearTerm.constant(f.breakpoints()[i])));
            }
            parts.add(script.compare("=", y, line(f, i, z)));
            alternatives.add(ScriptBuilder.all(parts));
        }
        for (int k : points) {
            alternatives.add(ScriptBuilder.all(List.of(
                    script.compare("=", z, LinearTerm.constant(f.breakpoints()[k])),
                    script.compare("=", y, LinearTerm.constant(f.valuesAt()[k])))));
        }
        script.require(ScriptBuilder.any(alternatives));
        return y;
    }

    /** 1 where the function is continuous and convex over the given neighbouring pieces, -1 where concave, 0 otherwise. */
    private static int bend(PiecewiseLinear f, List<Integer> pieces) {
        boolean convex = true;
        boolean concave = true;
        for (int i : pieces.subList(1, pieces.size())) {
            boolean continuous = isOn(f, i - 1, i - 1) && isOn(f, i, i - 1);
            convex &= continuous && f.slopes()[i - 1] <= f.slopes()[i];
            concave &= continuous && f.slopes()[i - 1] >= f.slopes()[i];
        }
        return pieces.isEmpty() ? 0 : convex ? 1 : concave ? -1 : 0;
    }

    private static Interval image(PiecewiseLinear f, List<Integer> pieces, List<Integer> points, Interval range) {
        Interval image = new Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        for (int i : pieces) {
            double from = i == 0 ? range.lower() : Math.max(range.lower(), f.breakpoints()[i - 1]);
            double to = i == f.breakpoints().length ? range.upper() : Math.min(range.upper(), f.breakpoints()[i]);
            image = image.hull(at(f, i, from)).hull(at(f, i, to));
        }
        for (int k : points) {
            image = image.hull(new Interval(f.valuesAt()[k], f.valuesAt()[k]));
        }
        return image;
    }

    private static Interval at(PiecewiseLinear f, int piece, double z) {
        double slope = f.slopes()[piece];
        if (slope != 0 && Double.isInfinite(z)) {
            double end = slope > 0 ? z : -z;
            return new Interval(end, end);
        }
        Rational value = value(f, piece, slope == 0 ? 0 : z);
        return Interval.around(value, value);
    }

    /** Whether the value at a breakpoint lies on the line of a piece. */
    private static boolean isOn(PiecewiseLinear f, int piece, int breakpoint) {
        return value(f, piece, f.breakpoints()[breakpoint]).compareTo(Rational.of(f.valuesAt()[breakpoint])) == 0;
    }

    private static Rational value(PiecewiseLinear f, int piece, double z) {
        return Rational.of(f.slopes()[piece]).multiply(Rational.of(z)).add(Rational.of(f.intercepts()[piece]));
    }

    private static LinearTerm line(PiecewiseLinear f, int piece, LinearTerm z) {
        return z.times(Rational.of(f.slopes()[piece])).plus(LinearTerm.constant(f.intercepts()[piece]));
    }
}
