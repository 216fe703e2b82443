package org.axiomj.kernel;

/**
 * A change of the multiplier of one ReLU argument by {@code mantissa * 2^-exponent}, for a specification row. Any value
 * is sound: the term of the ReLU is taken with the multiplier as changed.
 */
public record Beta(int node, int element, int mantissa, int exponent) {
    static final Beta[] NONE = {};
    static final int MAX_EXPONENT = 255;

    long applied(long nu, int scale, int bits) {
        int by = exponent - scale;
        long most = 1L << bits;
        long change = by < -30 ? Long.signum(mantissa) * (most << 1) : Exact.floorShift(mantissa, by);
        return Math.max(-most, Math.min(most - 1, nu + change));
    }
}
