package org.axiomj.proofs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** ONNX bytes of {@code y = A x + b} (MatMul, Add), written field by field, so that tests need no model file. */
public final class TinyOnnx {
    private TinyOnnx() {}

    /** {@code weights} is rows x columns; the declared input shape is [N, columns] with symbolic N. */
    public static byte[] affine(int rows, int columns, float[] weights, float[] bias) {
        float[] transposed = new float[weights.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = weights[i * columns + j];
            }
        }
        byte[] graph = join(
                field(1, node("MatMul", "x", "A", "z")),
                field(1, node("Add", "z", "b", "y")),
                field(2, text("g")),
                field(5, tensor("A", transposed, columns, rows)),
                field(5, tensor("b", bias, rows)),
                field(11, value("x", columns)),
                field(12, value("y", rows)));
        return join(number(1, 7), field(8, number(2, 13)), field(7, graph));
    }

    private static byte[] node(String operator, String first, String second, String output) {
        return join(field(1, text(first)), field(1, text(second)), field(2, text(output)), field(4, text(operator)));
    }

    private static byte[] tensor(String name, float[] values, int... dims) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int d : dims) {
            out.writeBytes(number(1, d));
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            raw.putFloat(v);
        }
        return join(out.toByteArray(), number(2, 1), field(8, text(name)), field(9, raw.array()));
    }

    private static byte[] value(String name, int size) {
        byte[] shape = join(field(1, field(2, text("N"))), field(1, number(1, size)));
        return join(field(1, text(name)), field(2, field(1, join(number(1, 1), field(2, shape)))));
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(int field, long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, (long) field << 3);
        varint(out, value);
        return out.toByteArray();
    }

    private static byte[] field(int field, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, (long) field << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
