package org.axiomj.reference;

import java.math.BigInteger;

/** The exact number mantissa * 2^exponent. */
record Dyadic(BigInteger mantissa, int exponent) implements Comparable<Dyadic> {
    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);
    static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

    static Dyadic of(long mantissa, int exponent) {
        return new Dyadic(BigInteger.valueOf(mantissa), exponent);
    }

    Dyadic plus(Dyadic other) {
        if (mantissa.signum() == 0) {
            return other;
        }
        if (other.mantissa.signum() == 0) {
            return this;
        }
        int common = Math.min(exponent, other.exponent);
        return new Dyadic(at(common).add(other.at(common)), common);
    }

    Dyadic minus(Dyadic other) {
        return plus(other.negate());
    }

    Dyadic times(Dyadic other) {
        return new Dyadic(mantissa.multiply(other.mantissa), exponent + other.exponent);
    }

    Dyadic negate() {
        return new Dyadic(mantissa.negate(), exponent);
    }

    Dyadic abs() {
        return new Dyadic(mantissa.abs(), exponent);
    }

    Dyadic scaled(int by) {
        return new Dyadic(mantissa, exponent + by);
    }

    int signum() {
        return mantissa.signum();
    }

    Dyadic max(Dyadic other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Dyadic min(Dyadic other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(Dyadic other) {
        return minus(other).signum();
    }

    private BigInteger at(int common) {
        return mantissa.shiftLeft(exponent - common);
    }
}
