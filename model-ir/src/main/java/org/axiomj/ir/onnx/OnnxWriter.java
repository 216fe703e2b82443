package org.axiomj.ir.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.HalfFloats;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Tensor;

/**
 * Writes a graph as an ONNX model: protobuf by hand, the counterpart of {@link OnnxReader}, which reads it back to an equal
 * graph. Tensors are inside, as raw data. Deterministic: attributes are sorted by name.
 */
public final class OnnxWriter {
    /** The version of the file format that goes with opset 7 and those after it; readers take older ones. */
    private static final int IR_VERSION = 8;

    private static final int VARINT = 0;
    private static final int FIXED32 = 5;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private OnnxWriter() {}

    /**
     * The bytes of the model. A symbolic batch is written as the dimension {@code N}; outputs are written without a type.
     *
     * @throws IllegalArgumentException if the graph holds what the format has no words for here: a graph as an attribute
     */
    public static byte[] write(Graph graph) {
        OnnxWriter model = new OnnxWriter();
        model.integer(1, IR_VERSION);
        model.text(2, "axiom");
        model.message(7, graphMessage(graph));
        OnnxWriter operators = new OnnxWriter();
        operators.integer(2, graph.opset());
        model.message(8, operators);
        return model.out.toByteArray();
    }

    private static OnnxWriter graphMessage(Graph graph) {
        OnnxWriter message = new OnnxWriter();
        for (Node node : graph.nodes()) {
            message.message(1, nodeMessage(node));
        }
        message.text(2, graph.name().isEmpty() ? "graph" : graph.name());
        for (Map.Entry<String, Tensor> initializer : graph.initializers().entrySet()) {
            message.message(5, tensorMessage(initializer.getKey(), initializer.getValue()));
        }
        for (Port input : graph.inputs()) {
            message.message(11, portMessage(input));
        }
        for (String output : graph.outputs()) {
            OnnxWriter named = new OnnxWriter();
            named.text(1, output);
            message.message(12, named);
        }
        return message;
    }

    private static OnnxWriter nodeMessage(Node node) {
        OnnxWriter message = new OnnxWriter();
        for (String input : node.inputs()) {
            message.text(1, input);
        }
        for (String output : node.outputs()) {
            message.text(2, output);
        }
        if (!node.name().isEmpty()) {
            message.text(3, node.name());
        }
        message.text(4, node.operator());
        for (Map.Entry<String, Attribute> attribute : new TreeMap<>(node.attributes()).entrySet()) {
            message.message(5, attributeMessage(attribute.getKey(), attribute.getValue(), node));
        }
        if (!node.domain().isEmpty()) {
            message.text(7, node.domain());
        }
        return message;
    }

    private static OnnxWriter attributeMessage(String name, Attribute value, Node node) {
        OnnxWriter message = new OnnxWriter();
        message.text(1, name);
        int kind;
        if (value instanceof Attribute.Real real) {
            message.fixed32(2, (float) real.value());
            kind = 1;
        } else if (value instanceof Attribute.Int integer) {
            message.integer(3, integer.value());
            kind = 2;
        } else if (value instanceof Attribute.Text text) {
            message.text(4, text.value());
            kind = 3;
        } else if (value instanceof Attribute.TensorValue tensor) {
            message.message(5, tensorMessage("", tensor.value()));
            kind = 4;
        } else if (value instanceof Attribute.Reals reals) {
            for (double real : reals.values()) {
                message.fixed32(7, (float) real);
            }
            kind = 6;
        } else if (value instanceof Attribute.Ints integers) {
            for (long integer : integers.values()) {
                message.integer(8, integer);
            }
            kind = 7;
        } else if (value instanceof Attribute.Texts texts) {
            for (String text : texts.values()) {
                message.text(9, text);
            }
            kind = 8;
        } else {
            throw new IllegalArgumentException(node.origin() + ": attribute '" + name + "' is "
                    + ((Attribute.Other) value).kind() + ", which cannot be written");
        }
        message.integer(20, kind);
        return message;
    }

    /** TensorProto: 1 dimensions, 2 element type, 8 name, 9 raw data. */
    private static OnnxWriter tensorMessage(String name, Tensor tensor) {
        OnnxWriter message = new OnnxWriter();
        for (int dimension : tensor.shape().toList()) {
            message.integer(1, dimension);
        }
        message.integer(2, tensor.type().code());
        if (!name.isEmpty()) {
            message.text(8, name);
        }
        message.bytes(9, raw(tensor));
        return message;
    }

    private static byte[] raw(Tensor tensor) {
        ElementType type = tensor.type();
        byte[] raw = new byte[Math.multiplyExact(type.bytes(), tensor.size())];
        for (int i = 0; i < tensor.size(); i++) {
            long bits = type.isFloating() ? bits(type, tensor.reals()[i]) : tensor.integers()[i];
            for (int b = 0; b < type.bytes(); b++) {
                raw[i * type.bytes() + b] = (byte) (bits >>> 8 * b);
            }
        }
        return raw;
    }

    private static long bits(ElementType type, double value) {
        return switch (type) {
            case FLOAT -> Float.floatToRawIntBits((float) value);
            case FLOAT16 -> HalfFloats.toHalf(value);
            case BFLOAT16 -> Float.floatToRawIntBits((float) value) >>> 16; // exact: the tensor holds bfloat16 numbers
            default -> Double.doubleToRawLongBits(value);
        };
    }

    /** ValueInfoProto: 1 name, 2 type; within that 1 the tensor type: 1 element type, 2 shape. */
    private static OnnxWriter portMessage(Port port) {
        OnnxWriter shape = new OnnxWriter();
        int position = 0;
        for (int size : port.type().shape().toList()) {
            OnnxWriter dimension = new OnnxWriter();
            if (position++ == 0 && port.symbolicBatch()) {
                dimension.text(2, "N");
            } else {
                dimension.integer(1, size);
            }
            shape.message(1, dimension);
        }
        OnnxWriter tensor = new OnnxWriter();
        tensor.integer(1, port.type().element().code());
        tensor.message(2, shape);
        OnnxWriter type = new OnnxWriter();
        type.message(1, tensor);
        OnnxWriter message = new OnnxWriter();
        message.text(1, port.name());
        message.message(2, type);
        return message;
    }

    private void message(int field, OnnxWriter content) {
        bytes(field, content.out.toByteArray());
    }

    private void text(int field, String content) {
        bytes(field, content.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(int field, byte[] content) {
        varint((long) field << 3 | BYTES);
        varint(content.length);
        out.write(content, 0, content.length);
    }

    private void integer(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
    }

    private void fixed32(int field, float value) {
        varint((long) field << 3 | FIXED32);
        int bits = Float.floatToRawIntBits(value);
        for (int b = 0; b < 4; b++) {
            out.write(bits >>> 8 * b);
        }
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
