package org.axiomj.ir.evaluate;

import java.math.BigInteger;

/**
 * Elementary functions to about 400 bits, enclosed: every operation on integers in units of {@code 2^-BITS} is rounded down
 * for the lower and up for the upper bound, and the remainder of every series is added to its upper bound. Sound over the
 * reals.
 */
final class FixedPoint {
    static final int BITS = 448;
    static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);
    /** The argument of exp is divided by {@code 2^HALVINGS} before the series. */
    private static final int HALVINGS = 16;

    private static final BigInteger[] LN2 = naturalLogarithmOfTwo();

    private FixedPoint() {}

    /** {@code [lower, upper] * 2^exponent}. */
    record Bounds(BigInteger lower, BigInteger upper, int exponent) {
        /** In units of {@code 2^-BITS}, rounded outwards. */
        Bounds fixed() {
            int shift = exponent + BITS;
            return shift >= 0
                    ? new Bounds(lower.shiftLeft(shift), upper.shiftLeft(shift), -BITS)
                    : new Bounds(lower.shiftRight(-shift), ceilShift(upper, -shift), -BITS);
        }
    }

    /** exp of a number between {@code low} and {@code high} units; requires both at most {@code 2^BITS+14} in magnitude. */
    static Bounds exp(BigInteger low, BigInteger high) {
        BigInteger turns = ExactVector.floorDivide(low, LN2[1]).subtract(BigInteger.ONE);
        // The argument less turns * ln 2 is positive and below 3.
        BigInteger restLow = low.subtract(turns.multiply(turns.signum() > 0 ? LN2[1] : LN2[0]));
        BigInteger restHigh = high.subtract(turns.multiply(turns.signum() > 0 ? LN2[0] : LN2[1]));
        BigInteger expLow = expSeriesLow(restLow.shiftRight(HALVINGS));
        BigInteger expHigh = expSeriesHigh(ceilShift(restHigh, HALVINGS));
        for (int i = 0; i < HALVINGS; i++) {
            expLow = expLow.multiply(expLow).shiftRight(BITS);
            expHigh = ceilShift(expHigh.multiply(expHigh), BITS);
        }
        return new Bounds(expLow, expHigh, turns.intValueExact() - BITS);
    }

    private static BigInteger expSeriesLow(BigInteger x) {
        BigInteger term = ONE;
        BigInteger sum = ONE;
        for (int n = 1; term.signum() > 0; n++) {
            term = term.multiply(x).shiftRight(BITS).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        return sum;
    }

    /** With x below 1/2 what follows a term is at most that term. */
    private static BigInteger expSeriesHigh(BigInteger x) {
        BigInteger term = ONE;
        BigInteger sum = ONE;
        for (int n = 1; term.bitLength() > 1; n++) {
            term = ExactVector.ceilDivide(ceilShift(term.multiply(x), BITS), BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        return sum.add(term);
    }

    /** log of {@code mantissa * 2^exponent / denominator}, all positive. */
    static Bounds log(BigInteger mantissa, int exponent, BigInteger denominator) {
        int size = mantissa.bitLength() - denominator.bitLength();
        // m = mantissa / denominator / 2^size lies between 1/2 and 2.
        BigInteger mLow = scaledQuotient(mantissa, denominator, BITS - size, false);
        BigInteger mHigh = scaledQuotient(mantissa, denominator, BITS - size, true);
        BigInteger zLow = ExactVector.floorDivide(mLow.subtract(ONE).shiftLeft(BITS), mLow.add(ONE));
        BigInteger zHigh = ExactVector.ceilDivide(mHigh.subtract(ONE).shiftLeft(BITS), mHigh.add(ONE));
        BigInteger low =
                zLow.signum() >= 0 ? atanhLow(zLow) : atanhHigh(zLow.negate()).negate();
        BigInteger high = zHigh.signum() >= 0
                ? atanhHigh(zHigh)
                : atanhLow(zHigh.negate()).negate();
        BigInteger turns = BigInteger.valueOf((long) size + exponent);
        return new Bounds(
                low.shiftLeft(1).add(turns.multiply(turns.signum() >= 0 ? LN2[0] : LN2[1])),
                high.shiftLeft(1).add(turns.multiply(turns.signum() >= 0 ? LN2[1] : LN2[0])),
                -BITS);
    }

    /** {@code a / b * 2^shift}, rounded down or up. */
    static BigInteger scaledQuotient(BigInteger a, BigInteger b, int shift, boolean up) {
        BigInteger n = shift >= 0 ? a.shiftLeft(shift) : a;
        BigInteger d = shift >= 0 ? b : b.shiftLeft(-shift);
        return up ? ExactVector.ceilDivide(n, d) : ExactVector.floorDivide(n, d);
    }

    /** atanh(z) = sum_k z^(2k+1) / (2k+1) for z from 0 to about 1/3; every part rounded down, the rest left off. */
    private static BigInteger atanhLow(BigInteger z) {
        BigInteger square = z.multiply(z).shiftRight(BITS);
        BigInteger power = z;
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; power.signum() > 0; n += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
            power = power.multiply(square).shiftRight(BITS);
        }
        return sum;
    }

    /** Rounded up; with z at most 1/2 what is left off is at most twice the next power. */
    private static BigInteger atanhHigh(BigInteger z) {
        BigInteger square = ceilShift(z.multiply(z), BITS);
        BigInteger power = z;
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; power.bitLength() > 1; n += 2) {
            sum = sum.add(ExactVector.ceilDivide(power, BigInteger.valueOf(n)));
            power = ceilShift(power.multiply(square), BITS);
        }
        return sum.add(power.shiftLeft(1));
    }

    /** ln 2 = 2 atanh(1/3). */
    private static BigInteger[] naturalLogarithmOfTwo() {
        BigInteger three = BigInteger.valueOf(3);
        return new BigInteger[] {
            atanhLow(ONE.divide(three)).shiftLeft(1),
            atanhHigh(ExactVector.ceilDivide(ONE, three)).shiftLeft(1)
        };
    }

    static BigInteger ceilShift(BigInteger value, int shift) {
        return value.negate().shiftRight(shift).negate();
    }
}
