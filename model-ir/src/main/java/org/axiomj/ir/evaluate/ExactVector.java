package org.axiomj.ir.evaluate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.exact.Rational;

/**
 * Real numbers, each known exactly or within an interval: element i lies in {@code [lower[i], upper[i]] * 2^exponent /
 * denominator}. One exponent and one odd positive denominator for all, so that sums of products are integer sums. The
 * vector is exact when {@code lower} and {@code upper} are the same array. Arrays must not be changed.
 */
record ExactVector(BigInteger[] lower, BigInteger[] upper, int exponent, BigInteger denominator) {
    /** An interval need not be known to more than this many bits of its largest element. */
    private static final int INTERVAL_BITS = 512;
    /** An exact number of more bits than this becomes an interval of {@link #CUT_BITS}. */
    private static final int EXACT_BITS = 1 << 16;

    private static final int CUT_BITS = 1 << 12;
    /** A common denominator of more bits than this is given up for intervals. */
    private static final int DENOMINATOR_BITS = 1 << 12;
    /** Numbers below two to the minus this are not told from 0, numbers above two to this are refused. */
    private static final int LARGEST_EXPONENT = 1 << 17;

    int size() {
        return lower.length;
    }

    boolean isExact() {
        return lower == upper;
    }

    static ExactVector exact(BigInteger[] values, int exponent, BigInteger denominator) {
        return new ExactVector(values, values, exponent, denominator).bounded();
    }

    static ExactVector of(double[] values) {
        int exponent = 0;
        for (double v : values) {
            exponent = v == 0 ? exponent : Math.min(exponent, Doubles.exponent(v));
        }
        BigInteger[] scaled = new BigInteger[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] == 0
                    ? BigInteger.ZERO
                    : BigInteger.valueOf(Doubles.mantissa(values[i])).shiftLeft(Doubles.exponent(values[i]) - exponent);
        }
        return exact(scaled, exponent, BigInteger.ONE);
    }

    /** Exact where the numbers have a common denominator of moderate size, else enclosed. */
    static ExactVector of(List<Rational> values) {
        List<Rational> down = new ArrayList<>(values);
        return enclosing(down, down);
    }

    /** Element i lies between {@code lower.get(i)} and {@code upper.get(i)}; exact where both lists are the same. */
    static ExactVector enclosing(List<Rational> lower, List<Rational> upper) {
        int twos = 0;
        BigInteger common = BigInteger.ONE;
        for (List<Rational> side : List.of(lower, upper)) {
            for (Rational value : side) {
                int t = value.denominator().getLowestSetBit();
                twos = Math.max(twos, t);
                common = lcm(common, value.denominator().shiftRight(t));
                if (common.bitLength() > DENOMINATOR_BITS || twos > EXACT_BITS) {
                    return rounded(lower, upper);
                }
            }
        }
        BigInteger scale = common.shiftLeft(twos);
        BigInteger[] low = scaled(lower, scale);
        BigInteger[] high = lower == upper ? low : scaled(upper, scale);
        return new ExactVector(low, high, -twos, common).bounded();
    }

    private static BigInteger[] scaled(List<Rational> values, BigInteger scale) {
        return values.stream()
                .map(v -> v.numerator().multiply(scale.divide(v.denominator())))
                .toArray(BigInteger[]::new);
    }

    private static ExactVector rounded(List<Rational> lower, List<Rational> upper) {
        BigInteger[] low = new BigInteger[lower.size()];
        BigInteger[] high = new BigInteger[lower.size()];
        for (int i = 0; i < low.length; i++) {
            Rational l = lower.get(i);
            Rational u = upper.get(i);
            low[i] = floorDivide(l.numerator().shiftLeft(INTERVAL_BITS), l.denominator());
            high[i] = ceilDivide(u.numerator().shiftLeft(INTERVAL_BITS), u.denominator());
        }
        return new ExactVector(low, high, -INTERVAL_BITS, BigInteger.ONE);
    }

    /** The same numbers over a multiple of the denominator and with a smaller or equal exponent. */
    ExactVector rescaled(BigInteger newDenominator, int newExponent) {
        if (newDenominator.equals(denominator) && newExponent == exponent) {
            return this;
        }
        BigInteger factor = newDenominator.divide(denominator).shiftLeft(exponent - newExponent);
        BigInteger[] low = multiplied(lower, factor);
        return new ExactVector(low, isExact() ? low : multiplied(upper, factor), newExponent, newDenominator);
    }

    private static BigInteger[] multiplied(BigInteger[] values, BigInteger factor) {
        BigInteger[] result = new BigInteger[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i].multiply(factor);
        }
        return result;
    }

    /** The vectors over one denominator and with one exponent; intervals where the denominator would become too large. */
    static List<ExactVector> aligned(List<ExactVector> vectors) {
        BigInteger common = BigInteger.ONE;
        for (ExactVector v : vectors) {
            common = lcm(common, v.denominator());
        }
        List<ExactVector> parts = vectors;
        if (common.bitLength() > DENOMINATOR_BITS) {
            parts = vectors.stream().map(ExactVector::withoutDenominator).toList();
            common = BigInteger.ONE;
        }
        BigInteger denominator = common;
        int exponent = parts.stream().mapToInt(ExactVector::exponent).min().orElse(0);
        return parts.stream().map(v -> v.rescaled(denominator, exponent)).toList();
    }

    private ExactVector withoutDenominator() {
        if (denominator.equals(BigInteger.ONE)) {
            return this;
        }
        BigInteger[] low = new BigInteger[size()];
        BigInteger[] high = new BigInteger[size()];
        for (int i = 0; i < low.length; i++) {
            low[i] = floorDivide(lower[i].shiftLeft(INTERVAL_BITS), denominator);
            high[i] = ceilDivide(upper[i].shiftLeft(INTERVAL_BITS), denominator);
        }
        return new ExactVector(low, high, exponent - INTERVAL_BITS, BigInteger.ONE);
    }

    /** Cuts what has grown beyond use, rounding outwards: keeps memory and time bounded on any network. */
    ExactVector bounded() {
        if (denominator.bitLength() > DENOMINATOR_BITS) {
            return withoutDenominator().bounded();
        }
        if (exponent < -LARGEST_EXPONENT) {
            return cut(-LARGEST_EXPONENT - exponent).bounded();
        }
        int bits = 0;
        for (int i = 0; i < lower.length; i++) {
            bits = Math.max(bits, Math.max(lower[i].bitLength(), upper[i].bitLength()));
        }
        int keep = isExact() ? EXACT_BITS : INTERVAL_BITS + denominator.bitLength();
        if ((long) bits + exponent > LARGEST_EXPONENT) {
            throw new UnsupportedOperatorException("a number of more than " + LARGEST_EXPONENT + " binary digits");
        }
        if (bits <= keep + (isExact() ? 0 : 64)) {
            return this;
        }
        return cut(bits - (isExact() ? CUT_BITS + denominator.bitLength() : keep));
    }

    private ExactVector cut(int drop) {
        BigInteger[] low = new BigInteger[size()];
        BigInteger[] high = new BigInteger[size()];
        for (int i = 0; i < low.length; i++) {
            low[i] = lower[i].shiftRight(drop);
            high[i] = FixedPoint.ceilShift(upper[i], drop);
        }
        return new ExactVector(low, high, exponent + drop, denominator);
    }

    /** Elements {@code from} to {@code to - 1}. */
    ExactVector slice(int from, int to) {
        BigInteger[] low = java.util.Arrays.copyOfRange(lower, from, to);
        return new ExactVector(
                low, isExact() ? low : java.util.Arrays.copyOfRange(upper, from, to), exponent, denominator);
    }

    static ExactVector concatenated(List<ExactVector> vectors) {
        List<ExactVector> parts = aligned(vectors);
        List<BigInteger> low = new ArrayList<>();
        List<BigInteger> high = new ArrayList<>();
        boolean exact = true;
        for (ExactVector part : parts) {
            low.addAll(List.of(part.lower));
            high.addAll(List.of(part.upper));
            exact &= part.isExact();
        }
        BigInteger[] l = low.toArray(BigInteger[]::new);
        BigInteger[] h = exact ? l : high.toArray(BigInteger[]::new);
        return new ExactVector(l, h, parts.get(0).exponent, parts.get(0).denominator);
    }

    Rational lowerValue(int i) {
        return value(lower[i]);
    }

    Rational upperValue(int i) {
        return value(upper[i]);
    }

    private Rational value(BigInteger mantissa) {
        return exponent >= 0
                ? new Rational(mantissa.shiftLeft(exponent), denominator)
                : new Rational(mantissa, denominator.shiftLeft(-exponent));
    }

    Enclosure enclosure(int i) {
        Rational low = lowerValue(i);
        return new Enclosure(low, isExact() ? low : upperValue(i));
    }

    static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() != 0 && parts[1].signum() != b.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    static BigInteger ceilDivide(BigInteger a, BigInteger b) {
        return floorDivide(a.negate(), b).negate();
    }

    private static BigInteger lcm(BigInteger a, BigInteger b) {
        return b.equals(BigInteger.ONE) || a.equals(b) ? a : a.divide(a.gcd(b)).multiply(b);
    }
}
