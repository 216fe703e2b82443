package org.axiomj.kernel;

import java.io.IOException;
import java.io.InputStream;

/** Reads bits, most significant first, from untrusted bytes. */
final class CertificateInput {
    private final InputStream in;
    private int current;
    private int left;

    CertificateInput(InputStream in) {
        this.in = in;
    }

    /** The next byte; starts at a byte boundary. */
    int octet() {
        left = 0;
        int value = read();
        if (value < 0) {
            throw new Refusal("the certificate ends too early");
        }
        return value;
    }

    boolean atEnd() {
        left = 0;
        return read() < 0;
    }

    private int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw new Refusal("the certificate cannot be read: " + e.getMessage());
        }
    }

    boolean bit() {
        if (left == 0) {
            current = octet();
            left = 8;
        }
        left--;
        return (current >> left & 1) != 0;
    }

    /** Up to 31 bits. */
    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | (bit() ? 1 : 0);
        }
        return value;
    }

    /** One of {@code 0 .. count-1}, in as few bits as all of them need. */
    int index(int count) {
        int value = bits(32 - Integer.numberOfLeadingZeros(count - 1));
        if (value >= count) {
            throw new Refusal("a number below " + count + " expected, found " + value);
        }
        return value;
    }

    /** A non-negative number below 2^28: groups of 7 bits, lowest first, each after a bit that says whether more follow. */
    int number() {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            boolean more = bit();
            value |= bits(7) << shift;
            if (!more) {
                return value;
            }
        }
        throw new Refusal("a number of more than 28 bits");
    }

    /** Skips to the next byte boundary; the bits skipped must be 0. */
    void align() {
        if ((current & (1 << left) - 1) != 0) {
            throw new Refusal("bits other than 0 before a byte boundary");
        }
        left = 0;
    }
}
