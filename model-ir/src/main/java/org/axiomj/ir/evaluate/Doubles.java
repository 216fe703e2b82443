package org.axiomj.ir.evaluate;

/** A finite non-zero double as {@code mantissa * 2^exponent} with an odd mantissa. */
final class Doubles {
    private Doubles() {}

    static long mantissa(double value) {
        long magnitude = magnitude(value);
        long odd = magnitude >> Long.numberOfTrailingZeros(magnitude);
        return value < 0 ? -odd : odd;
    }

    static int exponent(double value) {
        return Math.max(Math.getExponent(value), Double.MIN_EXPONENT)
                - 52
                + Long.numberOfTrailingZeros(magnitude(value));
    }

    private static long magnitude(double value) {
        if (!Double.isFinite(value) || value == 0) {
            throw new ArithmeticException("expected a finite number other than 0, found " + value);
        }
        long bits = Double.doubleToRawLongBits(value) & 0x000f_ffff_ffff_ffffL;
        return Math.getExponent(value) < Double.MIN_EXPONENT ? bits : bits | 0x0010_0000_0000_0000L;
    }
}
