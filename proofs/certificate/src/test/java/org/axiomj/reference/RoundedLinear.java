package org.axiomj.reference;

import static org.axiomj.reference.Numbers.ZERO;
import static org.axiomj.reference.Numbers.big;
import static org.axiomj.reference.Numbers.bits;
import static org.axiomj.reference.Numbers.ceiling;
import static org.axiomj.reference.Numbers.fits;
import static org.axiomj.reference.Numbers.floor;
import static org.axiomj.reference.Numbers.larger;
import static org.axiomj.reference.Numbers.power;
import static org.axiomj.reference.Numbers.productCeiling;

import java.math.BigInteger;
import org.axiomj.kernel.KernelNetwork;

/** Section 3, "Linear node" and "Errors": a linear node with rounded coefficients. */
final class RoundedLinear {
    private static final int NOTHING = Integer.MIN_VALUE;

    final KernelNetwork.Linear exact;
    final Dyadic[][] weight;
    final Dyadic[] exactBias;
    final int p;
    final int q;
    final BigInteger[][] w;
    final BigInteger[] bias;
    private final int unit;
    private final BigInteger[] rounding;
    private final boolean[] biasInexact;

    /** Filled in by {@link #errors}: in units of 2^-errorUnit. */
    final BigInteger[] error;

    int errorUnit;

    /** Beside them: what the statement allows an equation to be wrong by, for all values within exact intervals. */
    final Dyadic[] exactError;

    RoundedLinear(KernelNetwork.Linear node, int columns, int unit, int multiplierBits) {
        exact = node;
        this.unit = unit;
        int rows = node.rows();
        weight = new Dyadic[rows][columns];
        exactBias = new Dyadic[rows];
        for (int o = 0; o < rows; o++) {
            java.util.Arrays.fill(weight[o], Dyadic.ZERO);
            for (int at = node.rowStart(o); at < node.rowStart(o + 1); at++) {
                weight[o][node.column(at)] = Dyadic.of(node.mantissa(at), node.exponent(at));
            }
            exactBias[o] = Dyadic.of(node.biasMantissa(o), node.biasExponent(o));
        }
        p = scale(columns, multiplierBits);
        w = new BigInteger[rows][columns];
        rounding = new BigInteger[rows];
        for (int o = 0; o < rows; o++) {
            rounding[o] = ZERO;
            for (int i = 0; i < columns; i++) {
                w[o][i] = nearest(weight[o][i], p);
                Dyadic lost = weight[o][i].minus(new Dyadic(w[o][i], -p)).abs();
                rounding[o] = rounding[o].max(ceiling(lost.mantissa(), -(lost.exponent() + p + 24)));
            }
        }
        int s = most(new Dyadic[][] {exactBias});
        q = s == NOTHING ? unit : Math.min(unit + 12, 36 - s);
        bias = new BigInteger[rows];
        biasInexact = new boolean[rows];
        for (int o = 0; o < rows; o++) {
            bias[o] = floor(exactBias[o].mantissa(), -(exactBias[o].exponent() + q));
            biasInexact[o] = new Dyadic(bias[o], -q).compareTo(exactBias[o]) != 0;
        }
        error = new BigInteger[rows];
        exactError = new Dyadic[rows];
    }

    /** The least t with all magnitudes below 2^t, if some is not 0. */
    private static int most(Dyadic[][] numbers) {
        int most = NOTHING;
        for (Dyadic[] row : numbers) {
            for (Dyadic d : row) {
                if (d.signum() != 0) {
                    most = Math.max(most, bits(d.mantissa()) + d.exponent());
                }
            }
        }
        return most;
    }

    private static BigInteger nearest(Dyadic d, int scale) {
        // [d 2^scale + 1/2]
        return floor(d.mantissa().shiftLeft(1).add(halfOf(d, scale)), 1 - (d.exponent() + scale));
    }

    /** 1/2 in units of half of the last place of d 2^scale's mantissa. */
    private static BigInteger halfOf(Dyadic d, int scale) {
        int e = d.exponent() + scale;
        return e >= 0 ? ZERO : power(-e);
    }

    private int scale(int columns, int multiplierBits) {
        int t = most(weight);
        if (t == NOTHING) {
            return 0;
        }
        int finest = Integer.MIN_VALUE;
        BigInteger largest = ZERO;
        for (int i = 0; i < columns; i++) {
            BigInteger sum = ZERO;
            for (Dyadic[] row : weight) {
                Dyadic d = row[i].abs();
                if (d.signum() != 0) {
                    sum = sum.add(ceiling(d.mantissa(), -(d.exponent() + 36 - t)));
                    finest = Math.max(finest, -d.exponent());
                }
            }
            largest = largest.max(sum);
        }
        int p = Math.min(finest, 36 - t + 61 - multiplierBits - bits(largest));
        while (!columnsFit(columns, p, multiplierBits)) {
            p--;
        }
        return p;
    }

    private boolean columnsFit(int columns, int scale, int multiplierBits) {
        for (int i = 0; i < columns; i++) {
            BigInteger sum = ZERO;
            for (Dyadic[] row : weight) {
                sum = sum.add(nearest(row[i], scale).abs());
            }
            if (sum.compareTo(power(62 - multiplierBits)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Section 3, "Errors". */
    void errors(BigInteger[] low, BigInteger[] high) {
        BigInteger sum = ZERO;
        for (int i = 0; i < low.length; i++) {
            sum = fits(sum.add(larger(low[i], high[i])));
        }
        int z = Math.max(0, bits(sum) - 30);
        int m = p + 24 + unit - z;
        boolean anyInexact = false;
        for (boolean inexact : biasInexact) {
            anyInexact |= inexact;
        }
        errorUnit = anyInexact ? Math.min(m, q + 20) : m;
        for (int o = 0; o < error.length; o++) {
            error[o] = ceiling(rounding[o].multiply(ceiling(sum, z)), m - errorUnit);
            if (biasInexact[o]) {
                error[o] = fits(error[o].add(ceiling(Numbers.ONE, q - errorUnit)));
            }
        }
        KernelNetwork.Tolerance tolerance = exact.tolerance();
        if (tolerance.relative() != 0 || tolerance.absolute() != 0) {
            addTolerance(tolerance, sum, low, high);
        }
        int most = 0;
        for (BigInteger e : error) {
            most = Math.max(most, bits(e));
        }
        int excess = Math.max(0, most - 29);
        for (int o = 0; o < error.length; o++) {
            error[o] = ceiling(error[o], excess);
        }
        errorUnit -= excess;
    }

    void exactErrors(Dyadic[] low, Dyadic[] high) {
        KernelNetwork.Tolerance tolerance = exact.tolerance();
        for (int o = 0; o < exactError.length; o++) {
            Dyadic sum = exactBias[o].abs();
            for (int i = 0; i < low.length; i++) {
                sum = sum.plus(weight[o][i].abs().times(low[i].abs().max(high[i].abs())));
            }
            exactError[o] = Dyadic.of(tolerance.relative(), -60).times(sum).plus(Dyadic.of(tolerance.absolute(), -60));
        }
    }

    private void addTolerance(KernelNetwork.Tolerance tolerance, BigInteger sum, BigInteger[] low, BigInteger[] high) {
        int fine = unit + 20;
        int common = Math.min(errorUnit, fine);
        for (int o = 0; o < error.length; o++) {
            BigInteger s = fits(ceiling(bias[o].abs().add(Numbers.ONE), q - unit))
                    .add(productCeiling(rounding[o], sum, p + 24));
            for (int i = 0; i < low.length; i++) {
                s = fits(s.add(productCeiling(w[o][i].abs(), larger(low[i], high[i]), p)));
            }
            BigInteger addition = fits(productCeiling(big(tolerance.relative()), s, 60 + unit - fine)
                    .add(ceiling(big(tolerance.absolute()), 60 - fine)));
            error[o] = fits(ceiling(error[o], errorUnit - common).add(ceiling(addition, fine - common)));
        }
        errorUnit = common;
    }
}
