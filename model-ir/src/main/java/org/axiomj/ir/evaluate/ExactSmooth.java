package org.axiomj.ir.evaluate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.exact.Rational;

/**
 * Smooth functions of exact numbers and of intervals. Polynomials and reciprocals stay rational; the others are enclosed to
 * hundreds of bits ({@link FixedPoint}), at both ends of an interval where they are monotone, which all here are.
 */
final class ExactSmooth {
    /** Beyond this exp is not written out: as an argument below, it vanishes; above, it is refused. */
    private static final long LARGEST_ARGUMENT = 1 << 14;

    private ExactSmooth() {}

    static ExactVector apply(SmoothFunction function, ExactVector x, String origin) {
        return switch (function) {
            case SQUARE -> multiply(x, x, true);
            case POW_3 -> cube(x);
            case RECIPROCAL -> reciprocal(x, origin);
            case SIGMOID, TANH, EXP, LOG, SQRT, SOFTPLUS -> monotone(function, x, origin);
            case SIN, COS, ERF ->
                throw new UnsupportedOperatorException(origin + ": " + function + " is not evaluated exactly");
        };
    }

    /** The elementwise product; {@code same} where both factors are the same number. */
    static ExactVector multiply(ExactVector a, ExactVector b, boolean same) {
        boolean exact = a.isExact() && b.isExact();
        BigInteger[] low = new BigInteger[a.size()];
        BigInteger[] high = exact ? low : new BigInteger[a.size()];
        for (int i = 0; i < low.length; i++) {
            BigInteger p = a.lower()[i].multiply(b.lower()[i]);
            low[i] = p;
            if (!exact) {
                BigInteger q = a.lower()[i].multiply(b.upper()[i]);
                BigInteger r = a.upper()[i].multiply(b.lower()[i]);
                BigInteger s = a.upper()[i].multiply(b.upper()[i]);
                low[i] = p.min(q).min(r).min(s);
                high[i] = p.max(q).max(r).max(s);
                if (same) {
                    low[i] = a.lower()[i].signum() != a.upper()[i].signum() ? BigInteger.ZERO : p.min(s);
                }
            }
        }
        int exponent = Math.addExact(a.exponent(), b.exponent());
        return new ExactVector(low, high, exponent, a.denominator().multiply(b.denominator())).bounded();
    }

    private static ExactVector cube(ExactVector x) {
        BigInteger[] low = new BigInteger[x.size()];
        BigInteger[] high = x.isExact() ? low : new BigInteger[x.size()];
        for (int i = 0; i < low.length; i++) {
            low[i] = x.lower()[i].pow(3);
            high[i] = x.isExact() ? low[i] : x.upper()[i].pow(3);
        }
        return new ExactVector(
                        low,
                        high,
                        Math.multiplyExact(3, x.exponent()),
                        x.denominator().pow(3))
                .bounded();
    }

    private static ExactVector reciprocal(ExactVector x, String origin) {
        List<Rational> low = new ArrayList<>();
        List<Rational> high = x.isExact() ? low : new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            if (x.lower()[i].signum() * x.upper()[i].signum() <= 0) {
                throw new UnsupportedOperatorException(origin + ": 1 / x where x is or may be 0 (element " + i + ")");
            }
            low.add(Rational.ONE.divide(x.isExact() ? x.lowerValue(i) : x.upperValue(i)));
            if (!x.isExact()) {
                high.add(Rational.ONE.divide(x.lowerValue(i)));
            }
        }
        return ExactVector.enclosing(low, high);
    }

    private static ExactVector monotone(SmoothFunction function, ExactVector x, String origin) {
        int n = x.size();
        FixedPoint.Bounds[] at = new FixedPoint.Bounds[2 * n];
        int exponent = Integer.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            at[i] = value(function, x.lower()[i], x, origin);
            at[n + i] = x.lower()[i].equals(x.upper()[i]) ? at[i] : value(function, x.upper()[i], x, origin);
            exponent = Math.min(exponent, Math.min(at[i].exponent(), at[n + i].exponent()));
        }
        BigInteger[] low = new BigInteger[n];
        BigInteger[] high = new BigInteger[n];
        boolean exact = true;
        for (int i = 0; i < n; i++) {
            low[i] = at[i].lower().shiftLeft(at[i].exponent() - exponent);
            high[i] = at[n + i].upper().shiftLeft(at[n + i].exponent() - exponent);
            exact &= low[i].equals(high[i]);
        }
        return new ExactVector(low, exact ? low : high, n == 0 ? 0 : exponent, BigInteger.ONE).bounded();
    }

    private static FixedPoint.Bounds value(SmoothFunction function, BigInteger mantissa, ExactVector x, String origin) {
        if (function == SmoothFunction.SQRT) {
            return squareRoot(mantissa, x, origin);
        } else if (function == SmoothFunction.LOG) {
            if (mantissa.signum() <= 0) {
                throw new UnsupportedOperatorException(origin + ": log x where x is or may be 0 or less");
            }
            return FixedPoint.log(mantissa, x.exponent(), x.denominator());
        }
        if (mantissa.signum() == 0 && function != SmoothFunction.SOFTPLUS) {
            return function == SmoothFunction.TANH
                    ? rational(0, 0)
                    : function == SmoothFunction.EXP ? rational(1, 0) : rational(1, -1);
        }
        int shift = FixedPoint.BITS + x.exponent();
        BigInteger low = FixedPoint.scaledQuotient(mantissa, x.denominator(), shift, false);
        BigInteger high = FixedPoint.scaledQuotient(mantissa, x.denominator(), shift, true);
        return switch (function) {
            case EXP -> exp(low, high, origin);
            case SIGMOID -> sigmoid(low, high);
            case TANH -> tanh(low, high);
            default -> softplus(low, high);
        };
    }

    private static FixedPoint.Bounds rational(int mantissa, int exponent) {
        return new FixedPoint.Bounds(BigInteger.valueOf(mantissa), BigInteger.valueOf(mantissa), exponent);
    }

    private static FixedPoint.Bounds exp(BigInteger low, BigInteger high, String origin) {
        BigInteger largest = FixedPoint.ONE.multiply(BigInteger.valueOf(LARGEST_ARGUMENT));
        if (high.compareTo(largest) > 0) {
            throw new UnsupportedOperatorException(origin + ": exp of more than " + LARGEST_ARGUMENT);
        }
        return expOfNegative(low, high);
    }

    /** Requires {@code high <= LARGEST_ARGUMENT}; far below zero, an interval from 0. */
    private static FixedPoint.Bounds expOfNegative(BigInteger low, BigInteger high) {
        BigInteger least = FixedPoint.ONE.multiply(BigInteger.valueOf(-LARGEST_ARGUMENT));
        if (low.compareTo(least) < 0) {
            // exp(-t) < 2^-t; high is at most one unit above low.
            return new FixedPoint.Bounds(BigInteger.ZERO, BigInteger.ONE, (int) -LARGEST_ARGUMENT + 1);
        }
        return FixedPoint.exp(low, high);
    }

    /** 1 / (1 + exp(-x)) for x at least 0, else exp(x) / (1 + exp(x)). */
    private static FixedPoint.Bounds sigmoid(BigInteger low, BigInteger high) {
        BigInteger one = FixedPoint.ONE;
        if (low.signum() >= 0) {
            FixedPoint.Bounds e = expOfNegative(high.negate(), low.negate()).fixed();
            return bounds(
                    ExactVector.floorDivide(one.shiftLeft(FixedPoint.BITS), one.add(e.upper())),
                    ExactVector.ceilDivide(one.shiftLeft(FixedPoint.BITS), one.add(e.lower())));
        }
        FixedPoint.Bounds e = expOfNegative(low, high).fixed();
        return bounds(
                ExactVector.floorDivide(e.lower().shiftLeft(FixedPoint.BITS), one.add(e.lower())),
                ExactVector.ceilDivide(e.upper().shiftLeft(FixedPoint.BITS), one.add(e.upper())));
    }

    /** (1 - exp(-2x)) / (1 + exp(-2x)) for x at least 0; odd. */
    private static FixedPoint.Bounds tanh(BigInteger low, BigInteger high) {
        if (low.signum() < 0) {
            FixedPoint.Bounds mirrored = tanh(high.negate(), low.negate());
            return bounds(mirrored.upper().negate(), mirrored.lower().negate());
        }
        BigInteger one = FixedPoint.ONE;
        FixedPoint.Bounds e = expOfNegative(
                        high.shiftLeft(1).negate(), low.shiftLeft(1).negate())
                .fixed();
        return bounds(
                ExactVector.floorDivide(one.subtract(e.upper()).shiftLeft(FixedPoint.BITS), one.add(e.upper())),
                ExactVector.ceilDivide(one.subtract(e.lower()).shiftLeft(FixedPoint.BITS), one.add(e.lower())));
    }

    /** max(x, 0) + log(1 + exp(-|x|)). */
    private static FixedPoint.Bounds softplus(BigInteger low, BigInteger high) {
        boolean negative = low.signum() < 0;
        FixedPoint.Bounds e =
                (negative ? expOfNegative(low, high) : expOfNegative(high.negate(), low.negate())).fixed();
        BigInteger logLow = FixedPoint.log(FixedPoint.ONE.add(e.lower()), -FixedPoint.BITS, BigInteger.ONE)
                .lower();
        BigInteger logHigh = FixedPoint.log(FixedPoint.ONE.add(e.upper()), -FixedPoint.BITS, BigInteger.ONE)
                .upper();
        return negative ? bounds(logLow, logHigh) : bounds(low.add(logLow), high.add(logHigh));
    }

    private static FixedPoint.Bounds bounds(BigInteger low, BigInteger high) {
        return new FixedPoint.Bounds(low, high, -FixedPoint.BITS);
    }

    /** sqrt(m 2^e / d) = sqrt(m d 2^e) / d. */
    private static FixedPoint.Bounds squareRoot(BigInteger mantissa, ExactVector x, String origin) {
        if (mantissa.signum() < 0) {
            throw new UnsupportedOperatorException(origin + ": the square root of a number that is or may be negative");
        }
        int parity = x.exponent() & 1;
        BigInteger scaled = mantissa.multiply(x.denominator()).shiftLeft(2 * FixedPoint.BITS + parity);
        BigInteger root = scaled.sqrt();
        boolean exact = root.multiply(root).equals(scaled);
        BigInteger high = exact ? root : root.add(BigInteger.ONE);
        int exponent = (x.exponent() - parity) / 2 - FixedPoint.BITS;
        BigInteger denominator = x.denominator();
        return new FixedPoint.Bounds(
                FixedPoint.scaledQuotient(root, denominator, denominator.bitLength() + FixedPoint.BITS, false),
                FixedPoint.scaledQuotient(high, denominator, denominator.bitLength() + FixedPoint.BITS, true),
                exponent - denominator.bitLength() - FixedPoint.BITS);
    }
}
