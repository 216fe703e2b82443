package org.axiomj.kernel;

import java.math.BigInteger;

/** An exact rational number in lowest terms; the denominator is positive. At most 8192 bits each. */
public record Fraction(BigInteger numerator, BigInteger denominator) {
    private static final int MAX_BITS = 8192;
    public static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

    public Fraction {
        if (denominator.signum() == 0) {
            throw new IllegalArgumentException("a fraction with denominator 0");
        }
        if (numerator.bitLength() > MAX_BITS || denominator.bitLength() > MAX_BITS) {
            throw new IllegalArgumentException("a fraction of more than " + MAX_BITS + " bits");
        }
        BigInteger common = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            common = common.negate();
        }
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    Fraction plus(Fraction other) {
        return bounded(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Fraction times(long factor) {
        return bounded(numerator.multiply(BigInteger.valueOf(factor)), denominator);
    }

    private static Fraction bounded(BigInteger n, BigInteger d) {
        if (n.bitLength() > MAX_BITS || d.bitLength() > MAX_BITS) {
            throw new ArithmeticException("a fraction of more than " + MAX_BITS + " bits");
        }
        return new Fraction(n, d);
    }

    Fraction negate() {
        return new Fraction(numerator.negate(), denominator);
    }

    int signum() {
        return numerator.signum();
    }

    /** An e with {@code |this| < 2^e}, at most one more than the least; 0 for 0. */
    int magnitude() {
        return numerator.signum() == 0 ? 0 : numerator.abs().bitLength() - denominator.bitLength() + 1;
    }

    /** {@code floor(this * 2^exponent)}. */
    BigInteger floorScaled(int exponent) {
        BigInteger n = exponent > 0 ? numerator.shiftLeft(exponent) : numerator;
        BigInteger d = exponent < 0 ? denominator.shiftLeft(-exponent) : denominator;
        BigInteger[] parts = n.divideAndRemainder(d);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** Whether {@code this * 2^exponent} is an integer. */
    boolean isIntegerScaled(int exponent) {
        BigInteger n = exponent > 0 ? numerator.shiftLeft(exponent) : numerator;
        BigInteger d = exponent < 0 ? denominator.shiftLeft(-exponent) : denominator;
        return n.mod(d).signum() == 0;
    }
}
