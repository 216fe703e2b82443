package org.axiomj.encoders.facts;

import java.math.BigInteger;
import java.util.List;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.SmoothEnclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Function;

/** Arithmetic on enclosures: exact on exact numbers, else interval arithmetic with outward rounding of long numbers. */
final class Ranges {
    private static final int MOST_BITS = 4096;
    private static final int KEPT_BITS = 640;
    private static final int LARGEST_EXPONENT = 1000;

    private Ranges() {}

    static Enclosure exact(Rational value) {
        return new Enclosure(value, value);
    }

    static Enclosure add(Enclosure a, Enclosure b) {
        return bounded(a.lower().add(b.lower()), a.upper().add(b.upper()));
    }

    static Enclosure negate(Enclosure a) {
        return new Enclosure(a.upper().negate(), a.lower().negate());
    }

    static Enclosure multiply(Enclosure a, Enclosure b) {
        if (a.isExact() && b.isExact()) {
            Rational product = a.lower().multiply(b.lower());
            return bounded(product, product);
        }
        List<Rational> products = List.of(
                a.lower().multiply(b.lower()),
                a.lower().multiply(b.upper()),
                a.upper().multiply(b.lower()),
                a.upper().multiply(b.upper()));
        return bounded(
                products.stream().min(Rational::compareTo).orElseThrow(),
                products.stream().max(Rational::compareTo).orElseThrow());
    }

    static Enclosure reciprocal(Enclosure a) {
        if (a.lower().signum() * a.upper().signum() <= 0) {
            throw new Undetermined("a divisor is or may be 0");
        }
        return bounded(Rational.ONE.divide(a.upper()), Rational.ONE.divide(a.lower()));
    }

    static Enclosure power(Enclosure a, int exponent) {
        if (exponent > LARGEST_EXPONENT) {
            throw new Undetermined("powers above " + LARGEST_EXPONENT + " are not evaluated");
        }
        Enclosure result = exact(Rational.ONE);
        for (int i = 0; i < exponent; i++) {
            result = multiply(result, a);
        }
        return exponent % 2 == 0 && result.lower().signum() < 0 ? new Enclosure(Rational.ZERO, result.upper()) : result;
    }

    static Enclosure max(Enclosure a, Enclosure b) {
        return new Enclosure(larger(a.lower(), b.lower()), larger(a.upper(), b.upper()));
    }

    static Enclosure abs(Enclosure a) {
        return max(a, negate(a));
    }

    private static Rational larger(Rational a, Rational b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    static Enclosure smooth(Function function, Enclosure a) {
        SmoothFunction smooth = switch (function) {
            case SIGMOID -> SmoothFunction.SIGMOID;
            case TANH -> SmoothFunction.TANH;
            case EXP -> SmoothFunction.EXP;
            case LOG -> SmoothFunction.LOG;
            case SQRT -> SmoothFunction.SQRT;
            case SOFTPLUS -> SmoothFunction.SOFTPLUS;
            default -> throw new Undetermined(function.text() + " is not evaluated exactly");
        };
        try {
            return SmoothEnclosure.of(smooth, a);
        } catch (UnsupportedOperatorException e) {
            throw new Undetermined(String.valueOf(e.getMessage()));
        }
    }

    /** Cuts numbers that grow without use; never an exact number to another exact one. */
    private static Enclosure bounded(Rational low, Rational high) {
        if (bits(low) <= MOST_BITS && bits(high) <= MOST_BITS) {
            return new Enclosure(low, high);
        }
        return new Enclosure(floor(low), floor(high.negate()).negate());
    }

    private static int bits(Rational value) {
        return Math.max(value.numerator().bitLength(), value.denominator().bitLength());
    }

    /** Not above the value: a multiple of a power of two that leaves about {@link #KEPT_BITS} bits. */
    private static Rational floor(Rational value) {
        int shift =
                KEPT_BITS - (value.numerator().bitLength() - value.denominator().bitLength());
        BigInteger n = shift >= 0 ? value.numerator().shiftLeft(shift) : value.numerator();
        BigInteger d = shift >= 0 ? value.denominator() : value.denominator().shiftLeft(-shift);
        BigInteger[] parts = n.divideAndRemainder(d);
        BigInteger down = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return shift >= 0
                ? new Rational(down, BigInteger.ONE.shiftLeft(shift))
                : new Rational(down.shiftLeft(-shift), BigInteger.ONE);
    }
}
