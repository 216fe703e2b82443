package org.axiomj.kernel;

import java.math.BigInteger;

/**
 * Below and above every element of a smooth or product node an affine function of its arguments, valid between their
 * bounds. Slopes are in units of {@code 2^-SLOPE_BITS} and chosen freely; the constants are then computed so that the
 * planes lie on their side. Sound: constants are rounded away from the function. Not the tightest on intervals in which
 * a function is neither convex nor concave.
 */
final class Planes {
    private static final int SLOPE_BITS = BoundSession.SLOPE_BITS;

    private final KernelNetwork.Activation node;
    private final int unit;
    private boolean ranged;
    final int size;
    final int arguments;
    /** For the planes below, then above: a slope for every argument. */
    final long[][] slope = new long[2][];
    /** For the same a constant for every element, in units of {@code 2^-(unit + GUARD)}. */
    final long[][] constant = new long[2][];
    /** False where the function is not defined between the bounds. */
    final boolean[] valid;

    Planes(KernelNetwork.Activation node, int size, int arguments, int unit) {
        this.node = node;
        this.size = size;
        this.arguments = arguments;
        this.unit = unit;
        valid = new boolean[size];
        for (int side = 0; side < 2; side++) {
            slope[side] = new long[arguments];
            constant[side] = new long[size];
        }
    }

    /** Whether a pass may use the planes: the range of every element is known, so all are defined. */
    boolean isRanged() {
        return ranged;
    }

    /** Computes the planes of the element that has this argument. */
    void refresh(int argument, long[] low, long[] high) {
        int i = argument % size;
        valid[i] = false;
        try {
            if (node instanceof KernelNetwork.Smooth smooth) {
                smooth(smooth.curve(), i, low[i], high[i]);
            } else {
                product(i, new long[] {low[i], high[i]}, new long[] {low[i + size], high[i + size]});
            }
            valid[i] = low[argument] <= high[argument];
        } catch (ArithmeticException e) {
            valid[i] = false; // a pass that needs it is refused
        }
    }

    // ------------------------------------------------------------------------------------------------ products

    /**
     * Of {@code x y} with x, y in a box: as slopes the other factor's middle (the mean of the planes of McCormick,
     * Mathematical Programming 10, 1976), and as constants the extrema of {@code x y - a x - b y}, which corners attain.
     */
    private void product(int i, long[] x, long[] y) {
        long a = Exact.floorShift(y[0] + y[1] >> 1, unit - SLOPE_BITS);
        long b = Exact.floorShift(x[0] + x[1] >> 1, unit - SLOPE_BITS);
        for (int side = 0; side < 2; side++) {
            slope[side][i] = a;
            slope[side][i + size] = b;
            set(side, i, 1 - 2 * side, least(a, b, x, y, 1 - 2 * side), 2 * unit + SLOPE_BITS);
        }
    }

    private BigInteger least(long a, long b, long[] x, long[] y, int sign) {
        BigInteger least = BigInteger.ZERO;
        for (int corner = 0; corner < 4; corner++) {
            BigInteger p = BigInteger.valueOf(x[corner & 1]);
            BigInteger q = BigInteger.valueOf(y[corner >> 1]);
            BigInteger sloped = p.multiply(BigInteger.valueOf(a)).add(q.multiply(BigInteger.valueOf(b)));
            BigInteger value = p.multiply(q).shiftLeft(SLOPE_BITS).subtract(sloped.shiftLeft(unit));
            value = sign < 0 ? value.negate() : value;
            least = corner == 0 ? value : least.min(value);
        }
        return least;
    }

    // ------------------------------------------------------------------------------------------------ curves

    private void smooth(Curve curve, int i, long low, long high) {
        int curvature = curve.curvature(low, high);
        CurvePoint left = CurvePoint.of(curve, low, unit);
        CurvePoint right = CurvePoint.of(curve, high, unit);
        if (curvature == 0) {
            monotone(curve, i, low, high, left, right);
        } else {
            long middle = low + high >> 1;
            int tangent = curvature > 0 ? 0 : 1;
            tangent(
                    tangent,
                    i,
                    curvature,
                    CurvePoint.of(curve, middle, unit),
                    middle,
                    Math.max(middle - low, high - middle));
            chord(1 - tangent, i, -curvature, low, high, left, right);
        }
    }

    /** The tangent in the middle, with the slope rounded down, moved by what that can cost. */
    private void tangent(int side, int i, int sign, CurvePoint at, long middle, long reach) {
        long a = toSlope(at.slopeLow);
        BigInteger off = at.slopeHigh.subtract(BigInteger.valueOf(a).shiftLeft(CurvePoint.PRECISION - SLOPE_BITS));
        BigInteger lost =
                off.multiply(BigInteger.valueOf(reach)).shiftRight(unit).add(BigInteger.ONE);
        set(side, i, sign, offset(at, sign, a, middle).subtract(lost), CurvePoint.PRECISION);
        slope[side][i] = a;
    }

    /** A function that is convex lies below the higher of its ends, seen along any slope. */
    private void chord(int side, int i, int sign, long low, long high, CurvePoint left, CurvePoint right) {
        BigInteger width = BigInteger.valueOf(Math.max(1, high - low));
        long a = toSlope(right.low.subtract(left.low).shiftLeft(unit).divide(width));
        set(side, i, sign, offset(left, sign, a, low).min(offset(right, sign, a, high)), CurvePoint.PRECISION);
        slope[side][i] = a;
    }

    /**
     * Neither convex nor concave: no derivative in the interval is below the slope, so that the function less the line
     * ascends. The derivative of a sigmoid is least at an end, that of a cube nowhere below 0.
     */
    private void monotone(Curve curve, int i, long low, long high, CurvePoint left, CurvePoint right) {
        long a = curve == Curve.CUBE ? 0 : toSlope(left.slopeLow.min(right.slopeLow));
        set(0, i, 1, offset(left, 1, a, low), CurvePoint.PRECISION);
        set(1, i, -1, offset(right, -1, a, high), CurvePoint.PRECISION);
        slope[0][i] = a;
        slope[1][i] = a;
    }

    /** At most {@code sign (g(z) - a z)}. */
    private BigInteger offset(CurvePoint at, int sign, long a, long z) {
        BigInteger line = BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(z))
                .shiftLeft(CurvePoint.PRECISION - SLOPE_BITS - unit);
        return sign > 0 ? at.low.subtract(line) : line.subtract(at.high);
    }

    private static long toSlope(BigInteger value) {
        return narrow(value.shiftRight(CurvePoint.PRECISION - SLOPE_BITS));
    }

    // ------------------------------------------------------------------------------------------------ both

    /** {@code least} is a lower bound of sign times what is left of the function without the slopes. */
    private void set(int side, int i, int sign, BigInteger least, int scale) {
        constant[side][i] = sign * narrow(least.shiftRight(scale - unit - BackwardPass.GUARD));
    }

    private static long narrow(BigInteger value) {
        if (value.bitLength() > Exact.BITS) {
            throw new ArithmeticException("a line out of reach");
        }
        return value.longValueExact();
    }

    /** Fills in the least and greatest value of every element, in units of {@code 2^-unit}; false where there is none. */
    boolean range(long[] low, long[] high, long[] least, long[] most) {
        for (int i = 0; i < size; i++) {
            if (!valid[i]) {
                return false;
            }
            if (node instanceof KernelNetwork.Smooth smooth) {
                CurvePoint left = CurvePoint.of(smooth.curve(), low[i], unit);
                CurvePoint right = CurvePoint.of(smooth.curve(), high[i], unit);
                boolean dips = smooth.curve() == Curve.SQUARE && low[i] < 0 && high[i] > 0;
                least[i] = dips ? 0 : narrow(left.low.min(right.low).shiftRight(CurvePoint.PRECISION - unit));
                most[i] = -narrow(left.high.max(right.high).negate().shiftRight(CurvePoint.PRECISION - unit));
            } else {
                least[i] = Long.MAX_VALUE;
                most[i] = Long.MIN_VALUE;
                for (int corner = 0; corner < 4; corner++) {
                    long x = (corner & 1) == 0 ? low[i] : high[i];
                    long y = corner < 2 ? low[i + size] : high[i + size];
                    least[i] = Math.min(least[i], Exact.productFloor(x, y, unit));
                    most[i] = Math.max(most[i], -Exact.productFloor(-x, y, unit));
                }
            }
        }
        ranged = true;
        return true;
    }
}
