package org.axiomj.properties.vnnlib;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.axiomj.ir.exact.Rational;

/**
 * Numerals, decimals and scientific notation, with or without a sign, as exact fractions. Length and exponent are
 * bounded: the limits cover every float64 written out in full, and keep a number's memory in proportion to its text.
 */
final class NumberReader {
    private static final int LONGEST = 1200;
    private static final int LARGEST_EXPONENT = 400;
    private static final BigInteger[] POWERS_OF_TEN = new BigInteger[19];

    static {
        POWERS_OF_TEN[0] = BigInteger.ONE;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1].multiply(BigInteger.TEN);
        }
    }

    private static final int CACHE_SIZE = 1 << 10;

    private final SourceText source;
    private final byte[] bytes;

    // The same few numbers come again and again; a direct-mapped cache shares them.
    private final long[] cachedDigits = new long[CACHE_SIZE];
    private final byte[] cachedScale = new byte[CACHE_SIZE];
    private final Rational[] cached = new Rational[CACHE_SIZE];

    NumberReader(SourceText source) {
        this.source = source;
        this.bytes = source.bytes;
    }

    /** Whether a token that begins here is meant as a number. */
    boolean looksLikeNumber(int start, int end) {
        int at = start;
        if ((bytes[at] == '-' || bytes[at] == '+') && at + 1 < end) {
            at++;
        }
        if (bytes[at] == '.' && at + 1 < end) {
            at++;
        }
        return isDigit(bytes[at]);
    }

    Rational read(int start, int end) {
        int at = start;
        boolean negative = bytes[at] == '-';
        if (negative || bytes[at] == '+') {
            at++;
        }
        if (end - start > LONGEST) {
            throw source.unsupported(
                    start,
                    "expected a number of at most " + LONGEST + " characters, found " + (end - start)
                            + "; write it rounded");
        }
        int digits = 0;
        int decimals = 0;
        boolean point = false;
        long value = 0;
        boolean small = true;
        for (; at < end; at++) {
            byte c = bytes[at];
            if (c == '.' && !point) {
                point = true;
            } else if (isDigit(c)) {
                digits++;
                small = small && value < 100_000_000_000_000_000L;
                value = small ? value * 10 + (c - '0') : 0;
                decimals += point ? 1 : 0;
            } else {
                break;
            }
        }
        if (digits == 0) {
            throw malformed(start, end);
        }
        int mantissaEnd = at;
        int exponent = at < end ? exponent(start, at, end) : 0;
        int scale = decimals - exponent;
        if (small && scale >= 0 && scale < POWERS_OF_TEN.length) {
            return shortDecimal(negative ? -value : value, scale);
        }
        BigDecimal mantissa = new BigDecimal(source.text(start, mantissaEnd));
        return Rational.of(mantissa.scaleByPowerOfTen(exponent));
    }

    private Rational shortDecimal(long digits, int scale) {
        int slot = (int) (((digits * 31 + scale) * 0x9E3779B97F4A7C15L) >>> 54);
        Rational known = cached[slot];
        if (known != null && cachedDigits[slot] == digits && cachedScale[slot] == scale) {
            return known;
        }
        Rational fresh = new Rational(BigInteger.valueOf(digits), POWERS_OF_TEN[scale]);
        cachedDigits[slot] = digits;
        cachedScale[slot] = (byte) scale;
        cached[slot] = fresh;
        return fresh;
    }

    /** The exponent whose {@code e} stands at {@code at}. */
    private int exponent(int start, int at, int end) {
        if (bytes[at] != 'e' && bytes[at] != 'E') {
            throw malformed(start, end);
        }
        int first = at + 1;
        boolean negative = first < end && bytes[first] == '-';
        if (negative || (first < end && bytes[first] == '+')) {
            first++;
        }
        if (first == end) {
            throw malformed(start, end);
        }
        int exponent = 0;
        for (int i = first; i < end; i++) {
            if (!isDigit(bytes[i])) {
                throw malformed(start, end);
            }
            exponent = Math.min(exponent * 10 + bytes[i] - '0', 1_000_000);
        }
        if (exponent > LARGEST_EXPONENT) {
            throw source.unsupported(
                    start,
                    "expected an exponent between -" + LARGEST_EXPONENT + " and " + LARGEST_EXPONENT + ", found "
                            + source.excerpt(start, end) + "; no float comes near it, correct the number");
        }
        return negative ? -exponent : exponent;
    }

    private RuntimeException malformed(int start, int end) {
        return source.invalid(
                start,
                "expected a number such as 2, -0.5 or 1.5e-3, found " + source.excerpt(start, end)
                        + "; write fractions as (/ 1 3)");
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
