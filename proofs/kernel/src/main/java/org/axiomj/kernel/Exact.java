package org.axiomj.kernel;

/** Shifts and products of 64-bit integers that either are what they say or throw {@link ArithmeticException}. */
final class Exact {
    /** Every result of this class lies strictly between -2^62 and 2^62. */
    static final int BITS = 62;

    private Exact() {}

    /** Length of {@code |x|} in binary; 0 for 0. */
    static int bits(long x) {
        return 64 - Long.numberOfLeadingZeros(magnitude(x));
    }

    static long magnitude(long x) {
        return x < 0 ? Math.negateExact(x) : x;
    }

    /** {@code floor(x / 2^by)}; a negative {@code by} multiplies. */
    static long floorShift(long x, int by) {
        if (by >= 0) {
            return x >> Math.min(by, 63);
        }
        if (x == 0) {
            return 0;
        }
        if (by < -BITS || bits(x) - by > BITS) {
            throw new ArithmeticException("a shift leaves 62 bits");
        }
        return x << -by;
    }

    /** {@code ceil(x / 2^by)}; a negative {@code by} multiplies. */
    static long ceilShift(long x, int by) {
        return -floorShift(Math.negateExact(x), by);
    }

    /** {@code floor(a b / 2^by)}, with the product in 128 bits. */
    static long productFloor(long a, long b, int by) {
        if (a == 0 || b == 0) {
            return 0;
        }
        if (bits(a) + bits(b) - by > BITS) {
            throw new ArithmeticException("a product leaves 62 bits");
        }
        if (by <= 0) {
            return Math.multiplyExact(a, b) << -by;
        }
        long high = Math.multiplyHigh(a, b);
        return by < 64 ? high << 64 - by | a * b >>> by : high >> Math.min(by - 64, 63);
    }

    static long checked(long x) {
        if (bits(x) > BITS) {
            throw new ArithmeticException("a number leaves 62 bits");
        }
        return x;
    }

    static long sum(long a, long b) {
        return checked(Math.addExact(a, b));
    }
}
