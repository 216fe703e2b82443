package org.axiomj.reference;

import static org.axiomj.reference.Numbers.floor;

import java.math.BigInteger;
import java.util.Arrays;

/** Coefficients of a node's elements in units of 2^-scale. */
record Coefficients(BigInteger[] v, int scale) {
    static Coefficients zero(int size, int scale) {
        BigInteger[] v = new BigInteger[size];
        Arrays.fill(v, BigInteger.ZERO);
        return new Coefficients(v, scale);
    }

    /** The least k with all within [-2^k, 2^k). */
    int bits() {
        int most = 0;
        for (BigInteger x : v) {
            most = Math.max(most, x.bitLength());
        }
        return most;
    }

    Coefficients at(int newScale) {
        BigInteger[] to = new BigInteger[v.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = Numbers.fits(floor(v[i], scale - newScale));
        }
        return new Coefficients(to, newScale);
    }

    int nonzero() {
        int count = 0;
        for (BigInteger x : v) {
            count += x.signum() != 0 ? 1 : 0;
        }
        return count;
    }
}
