package org.axiomj.ir.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.HalfFloats;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.UnsupportedOperatorException;

/**
 * Decodes tensors: raw little-endian bytes, the typed fields, or a file beside the model. Every element is exact: floats of
 * 16, 32 and 64 bits all fit a double.
 */
final class TensorReader {
    /** A tensor and its name, which may be empty. */
    record Named(String name, Tensor tensor) {}

    private final String file;
    private final ExternalData external;

    TensorReader(String file, ExternalData external) {
        this.file = file;
        this.external = external;
    }

    /** Reads a TensorProto; {@code where} names what it is in messages: {@code tensor}. */
    Named read(Wire message, String where) {
        Wire contents = message.again();
        long[] dims = new long[0];
        int code = 0;
        int location = 0;
        int[] counts = new int[12];
        String name = "";
        Optional<ByteBuffer> raw = Optional.empty();
        Map<String, String> entries = new LinkedHashMap<>();
        while (message.next()) {
            int field = message.field();
            switch (field) {
                case 1 -> dims = message.appendIntegers(dims);
                case 2 -> code = message.smallInteger();
                case 4 -> counts[4] += message.count(Wire.BITS32);
                case 10 -> counts[10] += message.count(Wire.BITS64);
                case 5, 7, 11 -> counts[field] += message.count(Wire.VARINT);
                case 8 -> name = message.text();
                case 9 -> raw = Optional.of(message.raw());
                case 13 -> entry(message.message(), entries);
                case 14 -> location = message.smallInteger();
                default -> message.skip();
            }
        }
        String place = name.isEmpty() ? where : where + " '" + name + "'";
        ElementType type = type(code, place);
        Shape shape = shape(dims, place);
        message.budget().take(64 + 8L * shape.size());
        Tensor tensor;
        if (location == 1) {
            tensor = decode(external.read(entries, place, (long) shape.size() * type.bytes()), type, shape, place);
        } else if (raw.isPresent() && (raw.get().hasRemaining() || shape.size() == 0)) {
            tensor = decode(raw.get(), type, shape, place);
        } else {
            tensor = typed(contents, counts, type, shape, place);
        }
        return new Named(name, tensor);
    }

    private static void entry(Wire message, Map<String, String> entries) {
        String key = "";
        String value = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> key = message.text();
                case 2 -> value = message.text();
                default -> message.skip();
            }
        }
        message.budget().take(100);
        entries.put(key, value);
    }

    private ElementType type(int code, String where) {
        Optional<ElementType> known = ElementType.of(code);
        if (known.isEmpty() || !(known.get().isFloating() || known.get().isInteger())) {
            throw new UnsupportedOperatorException(file + ": " + where + " has elements of type "
                    + (known.isEmpty() ? "number " + code : known.get().text()) + ", which is not supported");
        }
        return known.get();
    }

    private Shape shape(long[] dims, String where) {
        int[] d = new int[dims.length];
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0 || dims[i] > Integer.MAX_VALUE || dims.length > 64) {
                throw new InvalidModelException(file + ": " + where + ": dimension " + i + " of " + dims.length + " is "
                        + dims[i] + "; expected at most 64 dimensions from 0 to " + Integer.MAX_VALUE);
            }
            d[i] = (int) dims[i];
        }
        try {
            return Shape.of(d);
        } catch (IllegalArgumentException tooLarge) {
            throw new InvalidModelException(file + ": " + where + ": " + tooLarge.getMessage(), tooLarge);
        }
    }

    private Tensor decode(ByteBuffer bytes, ElementType type, Shape shape, String where) {
        long expected = (long) shape.size() * type.bytes();
        if (bytes.remaining() != expected) {
            throw new InvalidModelException(file + ": " + where + " is " + type.text() + shape + " and needs "
                    + expected + " bytes of data, found " + bytes.remaining() + "; the file is damaged or cut off");
        }
        ByteBuffer data = bytes.order(ByteOrder.LITTLE_ENDIAN);
        return type.isFloating()
                ? Tensor.ofReals(type, shape, rawReals(data, type, shape.size()))
                : Tensor.ofIntegers(type, shape, rawIntegers(data, type, shape.size()));
    }

    private static double[] rawReals(ByteBuffer data, ElementType type, int size) {
        double[] y = new double[size];
        switch (type) {
            case FLOAT -> {
                for (int i = 0; i < size; i++) {
                    y[i] = data.getFloat(4 * i);
                }
            }
            case DOUBLE -> data.asDoubleBuffer().get(y);
            case FLOAT16 -> {
                for (int i = 0; i < size; i++) {
                    y[i] = HalfFloats.fromHalf(data.getShort(2 * i));
                }
            }
            default -> {
                for (int i = 0; i < size; i++) {
                    y[i] = HalfFloats.fromBfloat(data.getShort(2 * i));
                }
            }
        }
        return y;
    }

    private static long[] rawIntegers(ByteBuffer data, ElementType type, int size) {
        long[] y = new long[size];
        for (int i = 0; i < size; i++) {
            y[i] = switch (type) {
                case INT8 -> data.get(i);
                case UINT8 -> data.get(i) & 0xff;
                case BOOL -> data.get(i) != 0 ? 1 : 0;
                case INT16 -> data.getShort(2 * i);
                case UINT16 -> data.getShort(2 * i) & 0xffff;
                case INT32 -> data.getInt(4 * i);
                case UINT32 -> data.getInt(4 * i) & 0xffffffffL;
                default -> data.getLong(8 * i);
            };
        }
        return y;
    }

    /** The format keeps 16-bit floats, small integers and truth values in int32_data, uint32 in uint64_data. */
    private Tensor typed(Wire contents, int[] counts, ElementType type, Shape shape, String where) {
        int field = switch (type) {
            case FLOAT -> 4;
            case DOUBLE -> 10;
            case INT64 -> 7;
            case UINT32, UINT64 -> 11;
            default -> 5;
        };
        if (counts[field] != shape.size()) {
            throw new InvalidModelException(file + ": " + where + " is " + type.text() + shape + " and needs "
                    + shape.size() + " elements, found " + counts[field] + "; the file is damaged or cut off");
        }
        boolean wide = type == ElementType.FLOAT || type == ElementType.DOUBLE;
        double[] reals = new double[wide ? shape.size() : 0];
        long[] integers = new long[wide ? 0 : shape.size()];
        int at = 0;
        while (contents.next()) {
            if (contents.field() != field) {
                contents.skip();
            } else if (wide) {
                at = contents.reals(reals, at, type == ElementType.FLOAT ? Wire.BITS32 : Wire.BITS64);
            } else {
                at = contents.integers(integers, at);
            }
        }
        return wide ? Tensor.ofReals(type, shape, reals) : narrowed(integers, type, shape);
    }

    private static Tensor narrowed(long[] values, ElementType type, Shape shape) {
        if (type.isFloating()) {
            double[] y = new double[values.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = type == ElementType.FLOAT16
                        ? HalfFloats.fromHalf((short) values[i])
                        : HalfFloats.fromBfloat((short) values[i]);
            }
            return Tensor.ofReals(type, shape, y);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case INT64, UINT64 -> values[i];
                case UINT32 -> values[i] & 0xffffffffL;
                case BOOL -> values[i] != 0 ? 1 : 0;
                case INT8 -> (byte) values[i];
                case UINT8 -> values[i] & 0xff;
                case INT16 -> (short) values[i];
                case UINT16 -> values[i] & 0xffff;
                default -> (int) values[i];
            };
        }
        return Tensor.ofIntegers(type, shape, values);
    }
}
