package org.axiomj.ir.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.axiomj.ir.InvalidModelException;

/**
 * A cursor over the fields of one message in the protocol-buffer encoding (protobuf.dev, Encoding), over bytes that are not
 * copied. Fields that nobody asks for are skipped, as the format means it.
 *
 * <p>Written here rather than generated: the runtime of the generated classes costs 30 to 70 ms of every start, warns about
 * itself on new JDKs, and allocates a hundred times a hostile file's size before any of our checks can run.
 */
final class Wire {
    static final int VARINT = 0;
    static final int BITS64 = 1;
    static final int BYTES = 2;
    static final int BITS32 = 5;

    private final String file;
    private final ReadBudget budget;
    private final byte[] bytes;
    private final ByteBuffer view;
    private final int end;
    private int at;
    private int field;
    private int type;

    Wire(String file, byte[] bytes) {
        this(file, new ReadBudget(file), bytes, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, bytes.length);
    }

    private Wire(String file, ReadBudget budget, byte[] bytes, ByteBuffer view, int at, int end) {
        this.file = file;
        this.budget = budget;
        this.bytes = bytes;
        this.view = view;
        this.at = at;
        this.end = end;
    }

    ReadBudget budget() {
        return budget;
    }

    /** A new cursor over the same field contents, to read them a second time. */
    Wire again() {
        return new Wire(file, budget, bytes, view, at, end);
    }

    /** Steps to the next field; false at the end. The field before must have been read or skipped. */
    boolean next() {
        if (at == end) {
            return false;
        }
        long tag = varint();
        type = (int) (tag & 7);
        if (tag >>> 3 == 0
                || tag >>> 32 != 0
                || !(type == VARINT || type == BITS64 || type == BYTES || type == BITS32)) {
            throw damaged("there is no field with the tag " + tag);
        }
        field = (int) (tag >>> 3);
        return true;
    }

    /** The number of the current field. */
    int field() {
        return field;
    }

    /** The wire type of the current field. */
    int type() {
        return type;
    }

    void skip() {
        switch (type) {
            case VARINT -> varint();
            case BITS64 -> step(8);
            case BITS32 -> step(4);
            default -> step(length());
        }
    }

    /** The current field as an integer. */
    long integer() {
        expect(VARINT);
        return varint();
    }

    /** The current field as an integer that fits an int. */
    int smallInteger() {
        long value = integer();
        if (value != (int) value) {
            throw damaged("field " + field + " is " + value);
        }
        return (int) value;
    }

    /** The current field as a float32 number. */
    float real() {
        expect(BITS32);
        return view.getFloat(step(4));
    }

    /** The current field as a nested message. */
    Wire message() {
        int start = payload();
        return new Wire(file, budget, bytes, view, start, at);
    }

    /** The current field as raw bytes, little-endian. */
    ByteBuffer raw() {
        int start = payload();
        return ByteBuffer.wrap(bytes, start, at - start).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    String text() {
        int start = payload();
        if (start == at) {
            return "";
        }
        budget.take(64 + 2L * (at - start));
        return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }

    /**
     * How many numbers of the wire type {@code element} the current field holds: one, or as many as are packed in it. Reads
     * the field.
     */
    int count(int element) {
        if (type == element) {
            skip();
            return 1;
        }
        expect(BYTES);
        int start = payload();
        if (element == VARINT) {
            int count = 0;
            for (int i = start; i < at; i++) {
                count += bytes[i] >= 0 ? 1 : 0;
            }
            return count;
        }
        return (at - start) / (element == BITS32 ? 4 : 8);
    }

    /** Reads the integers of the current field, one or packed, to {@code target} from {@code to} on; returns the next place. */
    int integers(long[] target, int to) {
        if (type == VARINT) {
            target[to] = varint();
            return to + 1;
        }
        Wire packed = message();
        int next = to;
        while (packed.at < packed.end) {
            target[next++] = packed.varint();
        }
        return next;
    }

    /** The integers of the current field, one or packed, after those of {@code before}. For short lists. */
    long[] appendIntegers(long[] before) {
        Wire once = here();
        int count = once.count(VARINT);
        budget.take(8L * (before.length + count));
        long[] all = Arrays.copyOf(before, before.length + count);
        integers(all, before.length);
        return all;
    }

    /** The floats of the current field, one or packed, after those of {@code before}. For short lists. */
    double[] appendReals(double[] before) {
        Wire once = here();
        int count = once.count(BITS32);
        budget.take(8L * (before.length + count));
        double[] all = Arrays.copyOf(before, before.length + count);
        reals(all, before.length, BITS32);
        return all;
    }

    /** This cursor, at the same field. */
    private Wire here() {
        Wire same = again();
        same.field = field;
        same.type = type;
        return same;
    }

    /** As {@link #integers}, for numbers of 32 or 64 bits. */
    int reals(double[] target, int to, int element) {
        int width = element == BITS32 ? 4 : 8;
        int next = to;
        if (type == element) {
            int start = step(width);
            target[next++] = width == 4 ? view.getFloat(start) : view.getDouble(start);
            return next;
        }
        int start = payload();
        for (int i = start; i + width <= at; i += width) {
            target[next++] = width == 4 ? view.getFloat(i) : view.getDouble(i);
        }
        return next;
    }

    private int payload() {
        expect(BYTES);
        return step(length());
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw damaged("field " + field + " has a length of " + length + " bytes, but " + (end - at) + " are left");
        }
        return (int) length;
    }

    private int step(int count) {
        if (count > end - at) {
            throw damaged("field " + field + " needs " + count + " bytes, but " + (end - at) + " are left");
        }
        int start = at;
        at += count;
        return start;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at == end) {
                throw damaged("a number does not end");
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw damaged("a number is longer than 10 bytes");
    }

    private void expect(int expected) {
        if (type != expected) {
            throw damaged("field " + field + " has the wire type " + type + ", expected " + expected);
        }
    }

    InvalidModelException damaged(String what) {
        return new InvalidModelException(file + ": byte " + at + " of " + bytes.length + ": " + what
                + "; not an ONNX file, or damaged or cut off");
    }
}
