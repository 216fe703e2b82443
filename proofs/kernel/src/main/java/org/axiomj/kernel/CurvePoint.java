package org.axiomj.kernel;

import java.math.BigInteger;

/**
 * Enclosures of a function's value and derivative at one point, in units of {@code 2^-PRECISION}. Sound: every quotient
 * and product is rounded down in the lower end, up in the upper one.
 */
final class CurvePoint {
    /** More than the bits after the point of arguments and slopes together. */
    static final int PRECISION = 100;

    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(PRECISION);
    private static final BigInteger UNIT = BigInteger.ONE;
    /** Beyond this an exponential function is out of reach, and a sigmoid as good as constant. */
    private static final BigInteger MOST_EXPONENT = ONE.shiftLeft(6);
    /** What the Taylor sum of {@link #exponential} leaves out, in units. */
    private static final BigInteger TAYLOR_REST = BigInteger.valueOf(64);

    final BigInteger low;
    final BigInteger high;
    final BigInteger slopeLow;
    final BigInteger slopeHigh;

    private CurvePoint(BigInteger low, BigInteger high, BigInteger slopeLow, BigInteger slopeHigh) {
        this.low = low;
        this.high = high;
        this.slopeLow = slopeLow;
        this.slopeHigh = slopeHigh;
    }

    /** At {@code z 2^-unit}. */
    static CurvePoint of(Curve curve, long z, int unit) {
        BigInteger x = BigInteger.valueOf(z).shiftLeft(PRECISION - unit);
        return switch (curve) {
            case SQUARE -> new CurvePoint(down(x, x), up(x, x), x.shiftLeft(1), x.shiftLeft(1));
            case CUBE -> {
                BigInteger third = x.multiply(x).multiply(x);
                BigInteger slope = x.multiply(x).multiply(BigInteger.valueOf(3));
                yield new CurvePoint(
                        third.shiftRight(2 * PRECISION),
                        third.negate().shiftRight(2 * PRECISION).negate(),
                        slope.shiftRight(PRECISION),
                        slope.negate().shiftRight(PRECISION).negate());
            }
            case RECIPROCAL -> {
                if (x.signum() == 0) {
                    throw new ArithmeticException("the reciprocal of 0");
                }
                BigInteger quotient = ONE.shiftLeft(PRECISION).divide(x);
                BigInteger steep =
                        ONE.shiftLeft(2 * PRECISION).divide(x.multiply(x)).negate();
                yield new CurvePoint(quotient.subtract(UNIT), quotient.add(UNIT), steep.subtract(UNIT), steep);
            }
            case EXP -> {
                BigInteger[] e = exponential(x.abs());
                if (x.signum() < 0) {
                    e = inverse(e);
                }
                yield new CurvePoint(e[0], e[1], e[0], e[1]);
            }
            case SIGMOID -> sigmoid(x);
        };
    }

    /** {@code s(x) = 1 / (1 + exp(-x))}, {@code s' = s (1 - s)}, which falls as {@code s >= 1/2} grows. */
    private static CurvePoint sigmoid(BigInteger x) {
        boolean far = x.abs().compareTo(MOST_EXPONENT) >= 0;
        BigInteger[] e = exponential(far ? MOST_EXPONENT : x.abs());
        BigInteger[] rest = inverse(new BigInteger[] {e[0].add(ONE), e[1].add(ONE)}); // 1 - s(|x|)
        BigInteger less = far ? BigInteger.ZERO : rest[0];
        BigInteger more = rest[1];
        BigInteger slopeLow = down(less, ONE.subtract(less));
        BigInteger slopeHigh = up(more, ONE.subtract(more));
        return x.signum() < 0
                ? new CurvePoint(less, more, slopeLow, slopeHigh)
                : new CurvePoint(ONE.subtract(more), ONE.subtract(less), slopeLow, slopeHigh);
    }

    /** Of positive numbers. */
    private static BigInteger[] inverse(BigInteger[] range) {
        BigInteger square = ONE.shiftLeft(PRECISION);
        return new BigInteger[] {
            square.divide(range[1]), square.divide(range[0]).add(UNIT)
        };
    }

    /**
     * {@code exp(x)} for {@code x >= 0}: the Taylor sum at {@code r = x / 2^k < 1/16}, squared k times. Every term of the
     * sum, at most 26, is less than 2 units too small; the terms left out and the rounding of r are less than 2 units each.
     */
    private static BigInteger[] exponential(BigInteger x) {
        if (x.compareTo(MOST_EXPONENT) > 0) {
            throw new ArithmeticException("an exponential function out of reach");
        }
        int halvings = Math.max(0, x.bitLength() - PRECISION + 4);
        BigInteger r = x.shiftRight(halvings);
        BigInteger term = ONE;
        BigInteger low = ONE;
        for (int n = 1; term.signum() > 0; n++) {
            term = term.multiply(r).shiftRight(PRECISION).divide(BigInteger.valueOf(n));
            low = low.add(term);
        }
        BigInteger high = low.add(TAYLOR_REST);
        for (int k = 0; k < halvings; k++) {
            low = down(low, low);
            high = up(high, high);
        }
        return new BigInteger[] {low, high};
    }

    private static BigInteger down(BigInteger a, BigInteger b) {
        return a.multiply(b).shiftRight(PRECISION);
    }

    private static BigInteger up(BigInteger a, BigInteger b) {
        return a.multiply(b).negate().shiftRight(PRECISION).negate();
    }
}
