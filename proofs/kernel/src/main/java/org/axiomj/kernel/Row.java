package org.axiomj.kernel;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/**
 * A non-negative combination of constraints as one row: where all of them hold, {@code row <= 0}, and {@code < 0} where
 * {@link #strict}. Coefficients are rounded down to integers in units of {@code 2^-scale}; the row is multiplied by a
 * power of two first, so that the largest is just below 1.
 */
public final class Row {
    final int[] inputIndex;
    final long[] inputCoefficient;
    final boolean[] inputExact;
    final int[] outputIndex;
    final long[] outputCoefficient;
    final boolean[] outputExact;
    final int scale;
    final boolean strict;
    private final Fraction bound;
    private final int stretch;

    /** @param weight how often each constraint is taken, not negative, not all 0 */
    public Row(List<Condition.Atom> atoms, long[] weight, int bits) {
        TreeMap<Integer, Fraction> inputs = new TreeMap<>();
        TreeMap<Integer, Fraction> outputs = new TreeMap<>();
        Fraction c = Fraction.ZERO;
        boolean anyStrict = false;
        for (int k = 0; k < weight.length; k++) {
            if (weight[k] < 0) {
                throw new ArithmeticException("a negative weight in a combination");
            }
            if (weight[k] > 0) {
                Condition.Atom atom = atoms.get(k);
                gather(inputs, atom.inputs(), weight[k]);
                gather(outputs, atom.outputs(), weight[k]);
                c = c.plus(atom.bound().times(weight[k]));
                anyStrict |= atom.strict();
            }
        }
        int top = Integer.MIN_VALUE;
        for (Fraction f : inputs.values()) {
            top = f.signum() == 0 ? top : Math.max(top, f.magnitude());
        }
        for (Fraction f : outputs.values()) {
            top = f.signum() == 0 ? top : Math.max(top, f.magnitude());
        }
        strict = anyStrict;
        bound = c;
        stretch = top == Integer.MIN_VALUE ? 0 : -top;
        scale = bits;
        inputIndex = indices(inputs);
        outputIndex = indices(outputs);
        inputCoefficient = new long[inputIndex.length];
        outputCoefficient = new long[outputIndex.length];
        inputExact = round(inputs, inputCoefficient);
        outputExact = round(outputs, outputCoefficient);
    }

    /** The row was multiplied by {@code 2^stretch}. */
    public int stretch() {
        return stretch;
    }

    /** The row's constant, rounded down, in units of {@code 2^-to}. */
    long constant(int to) {
        BigInteger value = bound.negate().floorScaled(stretch + to);
        if (value.bitLength() > Exact.BITS - 1) {
            throw new ArithmeticException("a bound out of reach");
        }
        return value.longValueExact();
    }

    private static void gather(TreeMap<Integer, Fraction> sums, List<Condition.Term> terms, long weight) {
        for (Condition.Term term : terms) {
            Fraction scaled = term.coefficient().times(weight);
            sums.merge(term.index(), scaled, Fraction::plus);
        }
    }

    private static int[] indices(TreeMap<Integer, Fraction> sums) {
        int[] index = new int[sums.size()];
        int at = 0;
        for (int i : sums.keySet()) {
            index[at++] = i;
        }
        return index;
    }

    private boolean[] round(TreeMap<Integer, Fraction> sums, long[] coefficient) {
        boolean[] exact = new boolean[coefficient.length];
        int at = 0;
        for (Fraction f : sums.values()) {
            coefficient[at] = f.floorScaled(stretch + scale).longValueExact();
            exact[at] = f.isIntegerScaled(stretch + scale);
            at++;
        }
        return exact;
    }
}
