package org.axiomj.ir.testing;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.onnx.wire.AttributeProto;
import org.axiomj.ir.onnx.wire.DimensionProto;
import org.axiomj.ir.onnx.wire.GraphProto;
import org.axiomj.ir.onnx.wire.ModelProto;
import org.axiomj.ir.onnx.wire.NodeProto;
import org.axiomj.ir.onnx.wire.OperatorSetIdProto;
import org.axiomj.ir.onnx.wire.TensorProto;
import org.axiomj.ir.onnx.wire.TensorShapeProto;
import org.axiomj.ir.onnx.wire.TensorTypeProto;
import org.axiomj.ir.onnx.wire.TypeProto;
import org.axiomj.ir.onnx.wire.ValueInfoProto;

/** Writes small ONNX models with the classes that protobuf generates. */
public final class Onnx {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("g");
    private final int opset;

    private Onnx(int opset) {
        this.opset = opset;
    }

    public static Onnx opset(int opset) {
        return new Onnx(opset);
    }

    /** A float input; 0 is a free dimension. */
    public Onnx input(String name, long... dims) {
        graph.addInput(value(name, 1, dims));
        return this;
    }

    public Onnx output(String... names) {
        for (String name : names) {
            graph.addOutput(ValueInfoProto.newBuilder()
                    .setName(name)
                    .setType(TypeProto.newBuilder()
                            .setTensorType(TensorTypeProto.newBuilder().setElemType(1))));
        }
        return this;
    }

    /** A float initialiser with the given elements, stored raw. */
    public Onnx floats(String name, long[] dims, double... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            raw.putFloat((float) v);
        }
        return tensor(name, 1, dims, raw.array());
    }

    /** A float initialiser with random elements around 0. */
    public Onnx random(String name, Random random, long... dims) {
        int size = 1;
        for (long d : dims) {
            size *= (int) d;
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return floats(name, dims, values);
    }

    /** An int64 initialiser of one dimension. */
    public Onnx ints(String name, long... values) {
        return intTensor(name, new long[] {values.length}, values);
    }

    public Onnx intTensor(String name, long[] dims, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long v : values) {
            raw.putLong(v);
        }
        return tensor(name, 7, dims, raw.array());
    }

    public Onnx tensor(String name, int type, long[] dims, byte[] raw) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type).setRawData(ByteString.copyFrom(raw));
        for (long d : dims) {
            tensor.addDims(d);
        }
        return tensor(tensor.build());
    }

    public Onnx tensor(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    /** A node; names are separated by blanks, an empty one is written {@code -}. */
    public Onnx node(String operator, String inputs, String outputs, AttributeProto... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator.toLowerCase(java.util.Locale.ROOT) + "_" + graph.getNodeCount());
        for (String name : inputs.isEmpty() ? new String[0] : inputs.split(" ")) {
            node.addInput(name.equals("-") ? "" : name);
        }
        for (String name : outputs.split(" ")) {
            node.addOutput(name.equals("-") ? "" : name);
        }
        node.addAllAttribute(List.of(attributes));
        graph.addNode(node);
        return this;
    }

    public static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(2).setI(value).build();
    }

    public static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(1).setF(value).build();
    }

    public static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(3)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public static AttributeProto list(String name, int... values) {
        AttributeProto.Builder a = AttributeProto.newBuilder().setName(name).setType(7);
        for (int v : values) {
            a.addInts(v);
        }
        return a.build();
    }

    public static AttributeProto list(String name, float... values) {
        AttributeProto.Builder a = AttributeProto.newBuilder().setName(name).setType(6);
        for (float v : values) {
            a.addFloats(v);
        }
        return a.build();
    }

    public static AttributeProto tensorAttribute(String name, TensorProto tensor) {
        return AttributeProto.newBuilder().setName(name).setType(4).setT(tensor).build();
    }

    private static ValueInfoProto value(String name, int type, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long d : dims) {
            shape.addDim(
                    d == 0
                            ? DimensionProto.newBuilder().setDimParam("N")
                            : DimensionProto.newBuilder().setDimValue(d));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TensorTypeProto.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }

    public ModelProto model() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
    }

    public byte[] bytes() {
        return model().toByteArray();
    }
}
