package org.axiomj.proofs.elaborate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bits of one certificate node, most significant first; can be cut back. */
final class BitWriter {
    private byte[] bytes = new byte[1024];
    private int length;

    void bit(boolean value) {
        if (length >> 3 == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        if ((length & 7) == 0) {
            bytes[length >> 3] = 0;
        }
        if (value) {
            bytes[length >> 3] |= (byte) (0x80 >> (length & 7));
        }
        length++;
    }

    void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bit((value >> i & 1) != 0);
        }
    }

    void index(int value, int count) {
        bits(value, 32 - Integer.numberOfLeadingZeros(count - 1));
    }

    void number(int value) {
        int rest = value;
        do {
            bit(rest >> 7 != 0);
            bits(rest & 127, 7);
            rest >>= 7;
        } while (rest != 0);
    }

    void append(BitWriter other) {
        for (int i = 0; i < other.length; i++) {
            bit((other.bytes[i >> 3] >> (7 - (i & 7)) & 1) != 0);
        }
    }

    int length() {
        return length;
    }

    void cut(int to) {
        length = to;
        if ((length & 7) != 0) {
            bytes[length >> 3] &= (byte) (0xff00 >> (length & 7));
        }
    }

    /** Fills up to a byte boundary, writes, starts anew; returns how many bytes. */
    int flush(OutputStream out) throws IOException {
        int count = length + 7 >> 3;
        out.write(bytes, 0, count);
        length = 0;
        return count;
    }
}
