package org.axiomj.properties.vnnlib;

import java.math.BigInteger;
import org.axiomj.ir.exact.Rational;

/**
 * Bounds the work and the memory that one specification may cost, so that a hostile one ends in a message: {@code let}
 * makes short text stand for huge formulas, and exact numbers grow as they are combined. The units are rough: one of
 * work is about a nanosecond.
 */
final class Budget {
    private static final long MOST_WORK = 10_000_000_000L;
    private static final int LONGEST_NUMBER_BITS = 1 << 15;

    private final SourceText source;
    private final long mostBytes;
    private long work;
    private long bytes;

    Budget(SourceText source, long mostBytes) {
        this.source = source;
        this.mostBytes = mostBytes;
    }

    void work(int offset, long units) {
        work += units;
        if (work > MOST_WORK) {
            throw source.unsupported(
                    offset,
                    "the specification is too large once its definitions are written out; "
                            + "split it into several files, or use fewer nested let and define-fun");
        }
    }

    /** Formulas that stay until the query is built. */
    void keep(int offset, long newBytes) {
        bytes += newBytes;
        if (bytes > mostBytes) {
            throw source.unsupported(
                    offset,
                    "the specification needs more than " + (mostBytes >> 20) + " MB of memory up to here; "
                            + "give Java more with -Xmx, or split it into several files");
        }
    }

    /** Whether optional work, such as more cases, may still take memory. */
    boolean roomy() {
        return bytes < mostBytes / 4 * 3;
    }

    /** To be called with every number that was computed. */
    Rational checked(int offset, Rational number) {
        BigInteger numerator = number.numerator();
        long bits = (long) numerator.bitLength() + number.denominator().bitLength();
        if (bits > LONGEST_NUMBER_BITS) {
            throw source.unsupported(
                    offset,
                    "expected numbers of at most " + LONGEST_NUMBER_BITS
                            + " bits, found a longer one here; write it rounded");
        }
        work(offset, 100 + bits * bits / 400);
        return number;
    }
}
