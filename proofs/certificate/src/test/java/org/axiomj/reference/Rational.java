package org.axiomj.reference;

import java.math.BigInteger;
import org.axiomj.kernel.Fraction;

/** An exact rational number, not necessarily in lowest terms; the denominator is positive. */
record Rational(BigInteger numerator, BigInteger denominator) {
    static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

    static Rational of(Fraction f) {
        return new Rational(f.numerator(), f.denominator());
    }

    Rational plus(Rational other) {
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Rational times(BigInteger factor) {
        return new Rational(numerator.multiply(factor), denominator);
    }

    Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    Rational lowest() {
        BigInteger common = numerator.gcd(denominator);
        return new Rational(numerator.divide(common), denominator.divide(common));
    }

    /** [this * 2^k]. */
    BigInteger floor(int k) {
        BigInteger n = k > 0 ? numerator.shiftLeft(k) : numerator;
        BigInteger d = k < 0 ? denominator.shiftLeft(-k) : denominator;
        BigInteger[] q = n.divideAndRemainder(d);
        return q[1].signum() < 0 ? q[0].subtract(BigInteger.ONE) : q[0];
    }

    BigInteger ceiling(int k) {
        return negate().floor(k).negate();
    }

    boolean integer(int k) {
        return floor(k).equals(ceiling(k));
    }
}
