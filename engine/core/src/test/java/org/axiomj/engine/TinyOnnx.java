package org.axiomj.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ONNX bytes of a network from one vector {@code x} to one vector {@code y}, written field by field. */
final class TinyOnnx {
    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private final int inputs;
    private final int outputs;

    TinyOnnx(int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    TinyOnnx node(String operator, String output, String... operands) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        List.of(operands).forEach(o -> node.writeBytes(field(1, text(o))));
        node.writeBytes(field(2, text(output)));
        node.writeBytes(field(4, text(operator)));
        graph.writeBytes(field(1, node.toByteArray()));
        return this;
    }

    /** A constant vector. */
    TinyOnnx floats(String name, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            raw.putFloat(v);
        }
        byte[] tensor = join(number(1, values.length), number(2, 1), field(8, text(name)), field(9, raw.array()));
        graph.writeBytes(field(5, tensor));
        return this;
    }

    byte[] bytes() {
        byte[] whole = join(
                graph.toByteArray(),
                field(2, text("g")),
                field(11, value("x", inputs)),
                field(12, value("y", outputs)));
        return join(number(1, 7), field(8, number(2, 13)), field(7, whole));
    }

    private static byte[] value(String name, int size) {
        byte[] shape = join(field(1, number(1, 1)), field(1, number(1, size)));
        return join(field(1, text(name)), field(2, field(1, join(number(1, 1), field(2, shape)))));
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(int field, long value) {
        return join(varint((long) field << 3), varint(value));
    }

    private static byte[] field(int field, byte[] content) {
        return join(varint((long) field << 3 | 2), varint(content.length), content);
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
