package org.axiomj.proofs.export;

import java.math.BigInteger;
import java.util.Arrays;

/** Exact coefficients of one node's elements, {@code value[i] * 2^-scale}. The array is not shared. */
record DyadicVector(BigInteger[] value, int scale) {
    static DyadicVector zeros(int size) {
        BigInteger[] zero = new BigInteger[size];
        Arrays.fill(zero, BigInteger.ZERO);
        return new DyadicVector(zero, 0);
    }

    static DyadicVector of(Dyadic[] numbers) {
        int common = 0;
        for (Dyadic d : numbers) {
            common = d.signum() == 0 ? common : Math.max(common, d.scale());
        }
        BigInteger[] value = new BigInteger[numbers.length];
        for (int i = 0; i < value.length; i++) {
            value[i] = numbers[i].signum() == 0 ? BigInteger.ZERO : numbers[i].at(common);
        }
        return new DyadicVector(value, common);
    }

    Dyadic get(int i) {
        return new Dyadic(value[i], scale);
    }

    boolean isZero() {
        return Arrays.stream(value).allMatch(v -> v.signum() == 0);
    }

    DyadicVector plus(DyadicVector other) {
        int common = Math.max(scale, other.scale);
        BigInteger[] sum = new BigInteger[value.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = value[i].shiftLeft(common - scale).add(other.value[i].shiftLeft(common - other.scale));
        }
        return new DyadicVector(sum, common);
    }

    DyadicVector part(int from, int size) {
        return new DyadicVector(Arrays.copyOfRange(value, from, from + size), scale);
    }

    /** The same numbers with the powers of two that all of them have taken out; keeps products short. */
    DyadicVector trimmed() {
        int common = Integer.MAX_VALUE;
        for (BigInteger v : value) {
            common = v.signum() == 0 ? common : Math.min(common, v.getLowestSetBit());
        }
        if (common == 0 || common == Integer.MAX_VALUE) {
            return this;
        }
        BigInteger[] shifted = new BigInteger[value.length];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = value[i].shiftRight(common);
        }
        return new DyadicVector(shifted, scale - common);
    }
}
