package org.axiomj.reference;

import java.math.BigInteger;

/** The notation of the specification. */
final class Numbers {
    static final BigInteger ZERO = BigInteger.ZERO;
    static final BigInteger ONE = BigInteger.ONE;

    private Numbers() {}

    /** The certificate is refused. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    static void demand(boolean holds, String what) {
        if (!holds) {
            throw new Refused("expected " + what);
        }
    }

    /** [a / 2^k]. */
    static BigInteger floor(BigInteger a, int k) {
        return a.shiftRight(k);
    }

    /** The least integer that is at least a / 2^k. */
    static BigInteger ceiling(BigInteger a, int k) {
        return a.negate().shiftRight(k).negate();
    }

    static BigInteger power(int k) {
        return ONE.shiftLeft(k);
    }

    static int bits(BigInteger a) {
        return a.abs().bitLength();
    }

    static BigInteger big(long a) {
        return BigInteger.valueOf(a);
    }

    /** The same, if it lies strictly between -2^62 and 2^62. */
    static BigInteger fits(BigInteger a) {
        demand(bits(a) <= 62, "a result of at most 62 bits");
        return a;
    }

    /** [a b / 2^k], which is refused by the lengths of a and b. */
    static BigInteger productFloor(BigInteger a, BigInteger b, int k) {
        demand(a.signum() == 0 || b.signum() == 0 || bits(a) + bits(b) - k <= 62, "a product of at most 62 bits");
        return floor(a.multiply(b), k);
    }

    static BigInteger productCeiling(BigInteger a, BigInteger b, int k) {
        return productFloor(a.negate(), b, k).negate();
    }

    /** max(|a|, |b|). */
    static BigInteger larger(BigInteger a, BigInteger b) {
        return a.abs().max(b.abs());
    }
}
