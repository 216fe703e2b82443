package org.axiomj.engine.bounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;

/**
 * The unsafe condition of one case, ready for bounds: every linear constraint is a row {@code excess = a x + b y -
 * bound}; the condition cannot hold where enough rows are known to be positive. Coefficients are the nearest doubles of the
 * exact ones, with the difference bounded, so that a sound lower bound of the exact excess can be given.
 */
public final class Specification {
    /**
     * One constraint's left side minus its bound.
     *
     * @param coefficientError bound on the relative error of every coefficient: 0 where all are exact
     * @param constantError bound on the absolute error of the constant
     */
    record Row(
            int[] inputs,
            double[] inputCoefficients,
            int[] outputs,
            double[] outputCoefficients,
            double constant,
            double constantError,
            double coefficientError,
            boolean strict) {}

    private sealed interface Tree {
        record Leaf(int row) implements Tree {}

        record All(List<Tree> parts) implements Tree {}

        record Any(List<Tree> parts) implements Tree {}
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<LinearConstraint> constraints = new ArrayList<>();
    private final Tree tree;

    public Specification(Condition unsafe) {
        tree = compile(unsafe);
    }

    public int rowCount() {
        return rows.size();
    }

    Row row(int i) {
        return rows.get(i);
    }

    /** The exact constraint of a row. */
    public LinearConstraint constraint(int i) {
        return constraints.get(i);
    }

    private Tree compile(Condition condition) {
        if (condition instanceof Condition.Atom atom) {
            return new Tree.Leaf(addRow(atom.constraint()));
        } else if (condition instanceof Condition.And and) {
            return new Tree.All(and.parts().stream().map(this::compile).toList());
        }
        return new Tree.Any(
                ((Condition.Or) condition).parts().stream().map(this::compile).toList());
    }

    private int addRow(LinearConstraint c) {
        double constant = c.bound().negate().toDouble();
        boolean exactConstant = Rational.of(constant).compareTo(c.bound().negate()) == 0;
        rows.add(new Row(
                keys(c.inputs()),
                values(c.inputs()),
                keys(c.outputs()),
                values(c.outputs()),
                constant,
                exactConstant ? 0 : 2 * Rounding.UNIT * Math.abs(constant) + Rounding.UNDERFLOW,
                exact(c.inputs()) && exact(c.outputs()) ? 0 : 2 * Rounding.UNIT,
                c.strict()));
        constraints.add(c);
        return rows.size() - 1;
    }

    private static int[] keys(SortedMap<Integer, Rational> terms) {
        return terms.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] values(SortedMap<Integer, Rational> terms) {
        return terms.values().stream().mapToDouble(Rational::toDouble).toArray();
    }

    private static boolean exact(Map<Integer, Rational> terms) {
        return terms.values().stream().allMatch(r -> Rational.of(r.toDouble()).compareTo(r) == 0);
    }

    /** Whether the condition is a plain conjunction of at least two constraints, so that their weighted sums exclude it too. */
    boolean isConjunction() {
        return rows.size() > 1
                && tree instanceof Tree.All all
                && all.parts().stream().allMatch(part -> part instanceof Tree.Leaf);
    }

    /** Whether the condition cannot hold, given sound lower bounds of every row's excess. */
    public boolean isExcluded(double[] lowerBounds) {
        return excluded(tree, lowerBounds);
    }

    /** Whether a row's constraint cannot hold, given a sound lower bound of its excess. */
    boolean isRowExcluded(int row, double lowerBound) {
        return rows.get(row).strict() ? lowerBound >= 0 : lowerBound > 0;
    }

    private boolean excluded(Tree t, double[] bounds) {
        if (t instanceof Tree.Leaf leaf) {
            return isRowExcluded(leaf.row(), bounds[leaf.row()]);
        } else if (t instanceof Tree.All all) {
            for (Tree part : all.parts()) {
                if (excluded(part, bounds)) {
                    return true;
                }
            }
            return false;
        }
        for (Tree part : ((Tree.Any) t).parts()) {
            if (!excluded(part, bounds)) {
                return false;
            }
        }
        return true;
    }

    /** How far the condition is from being excluded: positive means excluded, for ordering and progress only. */
    public double margin(double[] bounds) {
        int row = decidingRow(tree, bounds);
        return row == NEVER ? Double.POSITIVE_INFINITY : row == ALWAYS ? Double.NEGATIVE_INFINITY : bounds[row];
    }

    /** The row on whose bound the margin rests, or a negative number if there is none. */
    public int decidingRow(double[] bounds) {
        return decidingRow(tree, bounds);
    }

    private static final int NEVER = -1;
    private static final int ALWAYS = -2;

    private static double value(int row, double[] bounds) {
        return row == NEVER ? Double.POSITIVE_INFINITY : row == ALWAYS ? Double.NEGATIVE_INFINITY : bounds[row];
    }

    private int decidingRow(Tree t, double[] bounds) {
        if (t instanceof Tree.Leaf leaf) {
            return leaf.row();
        }
        boolean all = t instanceof Tree.All;
        List<Tree> parts = all ? ((Tree.All) t).parts() : ((Tree.Any) t).parts();
        int best = all ? ALWAYS : NEVER;
        for (Tree part : parts) {
            int row = decidingRow(part, bounds);
            if (all ? value(row, bounds) > value(best, bounds) : value(row, bounds) < value(best, bounds)) {
                best = row;
            }
        }
        return best;
    }

    /**
     * Marks the rows that optimisation should work on: of a conjunction only the most promising part, of a disjunction
     * every part that is still open.
     */
    void markOpen(double[] bounds, boolean[] open) {
        java.util.Arrays.fill(open, false);
        mark(tree, bounds, open);
    }

    private void mark(Tree t, double[] bounds, boolean[] open) {
        if (t instanceof Tree.Leaf leaf) {
            open[leaf.row()] = true;
        } else if (t instanceof Tree.All all) {
            Tree best = null;
            double bestValue = Double.NEGATIVE_INFINITY;
            for (Tree part : all.parts()) {
                double v = value(decidingRow(part, bounds), bounds);
                if (best == null || v > bestValue) {
                    best = part;
                    bestValue = v;
                }
            }
            if (best != null) {
                mark(best, bounds, open);
            }
        } else {
            for (Tree part : ((Tree.Any) t).parts()) {
                if (!excluded(part, bounds)) {
                    mark(part, bounds, open);
                }
            }
        }
    }

    /** The excess of every row at a point, in double: a hint. */
    public void excess(double[] x, double[] y, double[] into) {
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            double sum = row.constant();
            for (int i = 0; i < row.inputs().length; i++) {
                sum += row.inputCoefficients()[i] * x[row.inputs()[i]];
            }
            for (int i = 0; i < row.outputs().length; i++) {
                sum += row.outputCoefficients()[i] * y[row.outputs()[i]];
            }
            into[r] = sum;
        }
    }

    /**
     * How far a point is from satisfying the unsafe condition, from the excess of every row: at most 0 means that it seems
     * to be a counterexample. A hint.
     */
    public double violation(double[] excess) {
        return violation(tree, excess);
    }

    private double violation(Tree t, double[] excess) {
        if (t instanceof Tree.Leaf leaf) {
            return excess[leaf.row()];
        }
        boolean all = t instanceof Tree.All;
        List<Tree> parts = all ? ((Tree.All) t).parts() : ((Tree.Any) t).parts();
        double result = all ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (Tree part : parts) {
            double v = violation(part, excess);
            result = all ? Math.max(result, v) : Math.min(result, v);
        }
        return result;
    }

    /** The gradient of the row that decides {@link #violation} with respect to the outputs is added to {@code into}. */
    public void violationGradient(double[] excess, double[] intoOutputs, double[] intoInputs) {
        int r = decidingRow(tree, excess);
        if (r < 0) {
            return;
        }
        Row row = rows.get(r);
        for (int i = 0; i < row.outputs().length; i++) {
            intoOutputs[row.outputs()[i]] += row.outputCoefficients()[i];
        }
        for (int i = 0; i < row.inputs().length; i++) {
            intoInputs[row.inputs()[i]] += row.inputCoefficients()[i];
        }
    }
}
