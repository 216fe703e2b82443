package org.axiomj.proofs.export;

import java.math.BigInteger;

/** The exact number {@code mantissa * 2^-scale}. */
record Dyadic(BigInteger mantissa, int scale) {
    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    static Dyadic of(long mantissa, int scale) {
        return new Dyadic(BigInteger.valueOf(mantissa), scale);
    }

    /** The mantissa of the same number at a scale that is not smaller. */
    BigInteger at(int finer) {
        return mantissa.shiftLeft(finer - scale);
    }

    Dyadic plus(Dyadic other) {
        int common = Math.max(scale, other.scale);
        return new Dyadic(at(common).add(other.at(common)), common);
    }

    Dyadic minus(Dyadic other) {
        return plus(other.negate());
    }

    Dyadic times(Dyadic other) {
        return new Dyadic(mantissa.multiply(other.mantissa), scale + other.scale);
    }

    /** This times {@code 2^-by}. */
    Dyadic shrunk(int by) {
        return new Dyadic(mantissa, scale + by);
    }

    Dyadic negate() {
        return new Dyadic(mantissa.negate(), scale);
    }

    Dyadic abs() {
        return signum() < 0 ? negate() : this;
    }

    int signum() {
        return mantissa.signum();
    }

    boolean less(Dyadic other) {
        return minus(other).signum() < 0;
    }

    /** Cut down to about that many leading bits. */
    Dyadic rounded(int bits) {
        int excess = mantissa.bitLength() - bits;
        return excess <= 0 ? this : new Dyadic(mantissa.shiftRight(excess), scale - excess);
    }

    /** {@code floor(this * 2^exponent)}. */
    BigInteger floorScaled(int exponent) {
        return mantissa.shiftLeft(exponent - scale);
    }
}
