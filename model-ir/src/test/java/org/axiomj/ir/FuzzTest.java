package org.axiomj.ir;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.axiomj.ir.onnx.wire.AttributeProto;
import org.axiomj.ir.onnx.wire.GraphProto;
import org.axiomj.ir.onnx.wire.ModelProto;
import org.axiomj.ir.onnx.wire.NodeProto;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of broken files made from good ones: each reads, or fails with one of the two exceptions that say where. */
class FuzzTest {
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        3,
        7,
        64,
        4096,
        1 << 20,
        1 << 27,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        1L << 40,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final List<String> OPERATORS = List.of(
            "Abs",
            "Add",
            "And",
            "AveragePool",
            "BatchNormalization",
            "Cast",
            "CastLike",
            "Celu",
            "Clip",
            "Concat",
            "Constant",
            "ConstantOfShape",
            "Conv",
            "ConvTranspose",
            "Cos",
            "DepthToSpace",
            "Div",
            "Dropout",
            "Elu",
            "Equal",
            "Erf",
            "Exp",
            "Expand",
            "Flatten",
            "Gather",
            "Gelu",
            "Gemm",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "Greater",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "LayerNormalization",
            "LeakyRelu",
            "Log",
            "LogSoftmax",
            "MatMul",
            "Max",
            "MaxPool",
            "Mean",
            "Min",
            "Mish",
            "Mul",
            "Neg",
            "Not",
            "Or",
            "PRelu",
            "Pad",
            "Pow",
            "Range",
            "Reciprocal",
            "ReduceL1",
            "ReduceL2",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceProd",
            "ReduceSum",
            "Relu",
            "Reshape",
            "Resize",
            "ScatterND",
            "Selu",
            "Shape",
            "Sigmoid",
            "Sign",
            "Size",
            "Slice",
            "Softmax",
            "Softplus",
            "Softsign",
            "SpaceToDepth",
            "Split",
            "Sqrt",
            "Squeeze",
            "Sub",
            "Sum",
            "Tanh",
            "ThresholdedRelu",
            "Tile",
            "Transpose",
            "Unsqueeze",
            "Upsample",
            "Where",
            "Nonsense");

    private static List<byte[]> good() {
        Random random = new Random(1);
        List<byte[]> models = new ArrayList<>();
        for (int opset : new int[] {9, 10, 13, 18}) {
            models.add(Onnx.opset(opset)
                    .input("x", 0, 2, 6, 6)
                    .random("w", random, 3, 2, 3, 3)
                    .random("b", random, 3)
                    .node("Conv", "x w b", "c", Onnx.list("pads", 1, 1, 1, 1), Onnx.list("strides", 2, 1))
                    .node("Relu", "c", "r")
                    .node("MaxPool", "r", "p", Onnx.list("kernel_shape", 2, 2))
                    .ints("s", 0, -1)
                    .node("Reshape", "p s", "f")
                    .random("v", random, 30, 4)
                    .node("MatMul", "f v", "m")
                    .node("Softmax", "m", "y", Onnx.attribute("axis", 1))
                    .output("y")
                    .bytes());
            models.add(Onnx.opset(opset)
                    .input("x", 0, 4)
                    .node("Shape", "x", "s")
                    .ints("i", 0)
                    .node("Gather", "s i", "n")
                    .ints("two", 2, 2)
                    .node("Concat", "n two", "t", Onnx.attribute("axis", 0))
                    .node("Reshape", "x t", "r")
                    .node("Transpose", "r", "q", Onnx.list("perm", 0, 2, 1))
                    .node("MatMul", "r q", "m")
                    .floats("k", new long[] {2}, 1, 2)
                    .node("Mul", "m k", "z")
                    .node("ReduceMean", "z", "y", Onnx.attribute("keepdims", 0))
                    .output("y")
                    .bytes());
            models.add(Onnx.opset(opset)
                    .input("x", 1, 3, 4, 4)
                    .random("w", random, 3, 2, 3, 3)
                    .node("ConvTranspose", "x w", "c", Onnx.list("strides", 2, 2), Onnx.list("pads", 1, 1, 1, 1))
                    .node("AveragePool", "c", "p", Onnx.list("kernel_shape", 3, 3), Onnx.list("pads", 1, 0, 1, 0))
                    .node("Slice", "p", "s", Onnx.list("starts", 1), Onnx.list("ends", 3), Onnx.list("axes", 2))
                    .random("g", random, 2)
                    .node("BatchNormalization", "p g g g g2", "n")
                    .floats("g2", new long[] {2}, 0.5, 1.5)
                    .node("Flatten", "n", "f")
                    .node("Concat", "f f", "y", Onnx.attribute("axis", 1))
                    .output("y")
                    .bytes());
        }
        return models;
    }

    @Test
    @Timeout(value = 100, unit = TimeUnit.SECONDS)
    void bytes_that_are_cut_off_or_changed_are_refused_or_read() {
        Random random = new Random(42);
        List<byte[]> models = good();
        int refused = 0;
        for (int k = 0; k < 6000; k++) {
            byte[] bytes = models.get(k % models.size()).clone();
            refused +=
                    survives(k % 5 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : changed(bytes, random))
                            ? 0
                            : 1;
        }
        assertThat(refused).isGreaterThan(2000);
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(20), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    @Test
    @Timeout(value = 100, unit = TimeUnit.SECONDS)
    void numbers_operators_and_names_that_are_changed_are_refused_or_read() throws Exception {
        Random random = new Random(43);
        List<byte[]> models = good();
        int refused = 0;
        for (int k = 0; k < 8000; k++) {
            ModelProto.Builder model = ModelProto.parseFrom(models.get(k % models.size())).toBuilder();
            for (int i = 0; i <= random.nextInt(3); i++) {
                mutate(model.getGraphBuilder(), random);
            }
            refused += survives(model.build().toByteArray()) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(3000);
    }

    private static void mutate(GraphProto.Builder graph, Random random) {
        NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
        long extreme = EXTREMES[random.nextInt(EXTREMES.length)];
        switch (random.nextInt(9)) {
            case 0 -> node.setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())));
            case 1 ->
                graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .getDimBuilder(random.nextInt(2))
                        .setDimValue(extreme);
            case 2 -> {
                if (graph.getInitializerCount() > 0) {
                    var tensor = graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
                    tensor.setDims(random.nextInt(Math.max(1, tensor.getDimsCount())), extreme);
                }
            }
            case 3 -> {
                if (graph.getInitializerCount() > 0) {
                    var tensor = graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
                    byte[] raw = tensor.getRawData().toByteArray();
                    random.nextBytes(raw);
                    tensor.setRawData(ByteString.copyFrom(raw));
                }
            }
            case 4, 5 -> attribute(node, extreme, random);
            case 6 -> {
                if (node.getInputCount() > 0) {
                    NodeProto other = graph.getNode(random.nextInt(graph.getNodeCount()));
                    node.setInput(random.nextInt(node.getInputCount()), other.getOutput(0));
                }
            }
            case 7 ->
                node.setOutput(
                        0, graph.getNode(random.nextInt(graph.getNodeCount())).getOutput(0));
            default -> {
                AttributeProto borrowed = AttributeProto.newBuilder()
                        .setName(List.of(
                                        "axis",
                                        "axes",
                                        "pads",
                                        "strides",
                                        "group",
                                        "dilations",
                                        "kernel_shape",
                                        "perm",
                                        "to",
                                        "blocksize",
                                        "output_padding",
                                        "output_shape",
                                        "alpha")
                                .get(random.nextInt(13)))
                        .setType(7)
                        .addInts(extreme)
                        .addInts(random.nextInt(4))
                        .build();
                node.addAttribute(
                        random.nextBoolean()
                                ? borrowed
                                : borrowed.toBuilder().setType(2).setI(extreme).build());
            }
        }
    }

    private static void attribute(NodeProto.Builder node, long extreme, Random random) {
        if (node.getAttributeCount() == 0) {
            return;
        }
        AttributeProto.Builder attribute = node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
        if (attribute.getIntsCount() > 0) {
            attribute.setInts(random.nextInt(attribute.getIntsCount()), extreme);
        } else {
            attribute.setI(extreme);
        }
    }

    private static boolean survives(byte[] bytes) {
        try {
            Models.readOnnx(bytes, "fuzz.onnx");
            return true;
        } catch (InvalidModelException | UnsupportedOperatorException expected) {
            assertThat(expected.getMessage()).startsWith("fuzz.onnx: ");
            return false;
        }
    }
}
