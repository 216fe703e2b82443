package org.axiomj.ir.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** An exact fraction in lowest terms with a positive denominator. */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    public static final Rational ZERO = of(0);
    public static final Rational ONE = of(1);

    public Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("denominator is zero");
        }
        if (denominator.signum() < 0) {
            numerator = numerator.negate();
            denominator = denominator.negate();
        }
        // Most numbers of a specification are short decimals; 62 bits leave room for the absolute value.
        if (numerator.bitLength() <= 62 && denominator.bitLength() <= 62) {
            long n = numerator.longValue();
            long d = denominator.longValue();
            long divisor = d == 1 ? 1 : greatestCommonDivisor(Math.abs(n), d);
            if (divisor != 1) {
                numerator = BigInteger.valueOf(n / divisor);
                denominator = BigInteger.valueOf(d / divisor);
            }
        } else {
            BigInteger divisor = numerator.gcd(denominator);
            if (!divisor.equals(BigInteger.ONE)) {
                numerator = numerator.divide(divisor);
                denominator = denominator.divide(divisor);
            }
        }
    }

    /** Binary algorithm, without branches that a processor would mispredict; {@code a >= 0}, {@code b > 0}. */
    private static long greatestCommonDivisor(long a, long b) {
        if (a == 0) {
            return b;
        }
        int shift = Long.numberOfTrailingZeros(a | b);
        a >>= Long.numberOfTrailingZeros(a);
        while (b != 0) {
            b >>= Long.numberOfTrailingZeros(b);
            long difference = Math.abs(a - b);
            a = Math.min(a, b);
            b = difference;
        }
        return a << shift;
    }

    public static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    public static Rational of(BigDecimal value) {
        return value.scale() <= 0
                ? new Rational(value.toBigIntegerExact(), BigInteger.ONE)
                : new Rational(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    /** The exact value of a finite double. */
    public static Rational of(double value) {
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("expected a finite number, found " + value);
        }
        if (value == 0) {
            return ZERO;
        }
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7ff;
        long fraction = bits & 0xfffffffffffffL;
        long significand = exponent == 0 ? fraction : fraction | 1L << 52;
        int power = Math.max(exponent, 1) - 1075;
        int zeros = Long.numberOfTrailingZeros(significand);
        BigInteger signed = BigInteger.valueOf(bits < 0 ? -(significand >> zeros) : significand >> zeros);
        power += zeros;
        return power >= 0
                ? new Rational(signed.shiftLeft(power), BigInteger.ONE)
                : new Rational(signed, BigInteger.ONE.shiftLeft(-power));
    }

    public Rational add(Rational other) {
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Rational subtract(Rational other) {
        return add(other.negate());
    }

    public Rational multiply(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    public Rational divide(Rational other) {
        return new Rational(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    public int signum() {
        return numerator.signum();
    }

    /** The nearest double. */
    public double toDouble() {
        if (numerator.bitLength() <= 53 && denominator.bitLength() <= 53) {
            return (double) numerator.longValue() / (double) denominator.longValue(); // both exact, one rounding
        }
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** The largest double that is not above this. */
    public double toDoubleDown() {
        // The value lies strictly between 2^(size-1) and 2^(size+1); the fast path keeps clear of subnormals and
        // overflow.
        int size = numerator.bitLength() - denominator.bitLength();
        if (numerator.signum() != 0 && size > -1000 && size < 1000) {
            return floorOfNormal(54 - size);
        }
        double d = toDouble();
        while (d == Double.POSITIVE_INFINITY || (d != Double.NEGATIVE_INFINITY && of(d).compareTo(this) > 0)) {
            d = Math.nextDown(d);
        }
        return d;
    }

    /** {@code shift} makes the integer part of {@code |this| 2^shift} have 54 or 55 bits; all steps are exact. */
    private double floorOfNormal(int shift) {
        BigInteger dividend = numerator.abs().shiftLeft(Math.max(shift, 0));
        BigInteger[] parts = dividend.divideAndRemainder(denominator.shiftLeft(Math.max(-shift, 0)));
        long quotient = parts[0].longValue();
        int excess = 64 - Long.numberOfLeadingZeros(quotient) - 53;
        long significand = quotient >> excess;
        boolean exact = parts[1].signum() == 0 && significand << excess == quotient;
        // Below zero, down is away from zero; 2^53 itself is still a double.
        return numerator.signum() > 0
                ? Math.scalb((double) significand, excess - shift)
                : -Math.scalb((double) (exact ? significand : significand + 1), excess - shift);
    }

    /** The smallest double that is not below this. */
    public double toDoubleUp() {
        return -negate().toDoubleDown();
    }

    /** The exact decimal where there is a finite one of at most {@code digits} digits, else the fraction. */
    public String toText(int digits) {
        try {
            return new BigDecimal(numerator)
                    .divide(new BigDecimal(denominator), new MathContext(digits, RoundingMode.UNNECESSARY))
                    .stripTrailingZeros()
                    .toPlainString();
        } catch (ArithmeticException noShortDecimal) {
            return toString();
        }
    }

    @Override
    public int compareTo(Rational other) {
        if (numerator.signum() != other.numerator.signum()) {
            return Integer.compare(numerator.signum(), other.numerator.signum());
        }
        if (denominator.equals(other.denominator)) {
            return numerator.compareTo(other.numerator);
        }
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
