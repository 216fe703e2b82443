package org.axiomj.ir.evaluate;

import java.math.BigInteger;
import org.axiomj.ir.core.LinearMap;

/**
 * One row of a linear map times an exact vector: {@code sum_j c_j x_j} as an interval of integers times a power of two (the
 * vector's denominator is left aside). Used for one row after another.
 */
final class ExactSum implements LinearMap.EntryVisitor {
    private final ExactVector x;
    private final boolean needsMagnitude;
    private BigInteger lower = BigInteger.ZERO;
    private BigInteger upper = BigInteger.ZERO;
    private BigInteger lowerMagnitude = BigInteger.ZERO;
    private BigInteger upperMagnitude = BigInteger.ZERO;
    private int exponent;

    /** {@code needsMagnitude}: whether the sums of absolute values are wanted too. */
    ExactSum(ExactVector x, boolean needsMagnitude) {
        this.x = x;
        this.needsMagnitude = needsMagnitude;
    }

    void reset() {
        lower = BigInteger.ZERO;
        upper = BigInteger.ZERO;
        lowerMagnitude = BigInteger.ZERO;
        upperMagnitude = BigInteger.ZERO;
        exponent = Integer.MAX_VALUE;
    }

    BigInteger lower() {
        return lower;
    }

    BigInteger upper() {
        return upper;
    }

    /** Of both sums, including the vector's. */
    int exponent() {
        return exponent == Integer.MAX_VALUE ? x.exponent() : exponent;
    }

    @Override
    public void entry(int column, double coefficient) {
        BigInteger low = x.lower()[column];
        BigInteger high = x.upper()[column];
        if (low.signum() == 0 && high.signum() == 0) {
            return;
        }
        int e = Doubles.exponent(coefficient) + x.exponent();
        lowerTo(e);
        BigInteger factor = BigInteger.valueOf(Doubles.mantissa(coefficient)).shiftLeft(e - exponent);
        if (x.isExact() && !needsMagnitude) {
            lower = lower.add(low.multiply(factor));
            upper = lower;
            return;
        }
        BigInteger a = (coefficient > 0 ? low : high).multiply(factor);
        BigInteger b = (coefficient > 0 ? high : low).multiply(factor);
        lower = lower.add(a);
        upper = upper.add(b);
        lowerMagnitude = lowerMagnitude.add(a.abs());
        upperMagnitude = upperMagnitude.add(b.abs());
    }

    /**
     * Widens by what a relative error of every coefficient can do: a term t becomes {@code t (1 + d)}, which over an
     * interval of terms is least at its lower and greatest at its upper end because {@code |d| < 1}.
     */
    void widen(double relativeError) {
        if (exponent == Integer.MAX_VALUE) {
            return;
        }
        // Below 1, so its exponent is negative.
        BigInteger error = BigInteger.valueOf(Doubles.mantissa(relativeError));
        int shift = -Doubles.exponent(relativeError);
        lower = lower.shiftLeft(shift).subtract(lowerMagnitude.multiply(error));
        upper = upper.shiftLeft(shift).add(upperMagnitude.multiply(error));
        exponent -= shift;
    }

    private void lowerTo(int e) {
        if (exponent == Integer.MAX_VALUE) {
            exponent = e;
        } else if (e < exponent) {
            int shift = exponent - e;
            lower = lower.shiftLeft(shift);
            upper = upper.shiftLeft(shift);
            lowerMagnitude = lowerMagnitude.shiftLeft(shift);
            upperMagnitude = upperMagnitude.shiftLeft(shift);
            exponent = e;
        }
    }
}
