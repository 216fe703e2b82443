package org.axiomj.ir;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axiomj.ir.onnx.wire.TensorProto;
import org.axiomj.ir.onnx.wire.ValueInfoProto;
import org.axiomj.ir.testing.Golden;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {
    private static final long[] PAIR = {2};

    @Test
    void every_message_says_file_place_expected_found_and_what_to_do() throws Exception {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        structure(cases);
        operands(cases);
        values(cases);
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, byte[]> e : cases.entrySet()) {
            text.append(e.getKey())
                    .append('\n')
                    .append("  ")
                    .append(message(e.getValue()))
                    .append("\n\n");
        }
        Golden.check("onnx-errors.txt", text.toString());
    }

    private static String message(byte[] model) {
        try {
            return "no error: " + Models.readOnnx(model, "model.onnx");
        } catch (InvalidModelException | UnsupportedOperatorException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static Onnx pair() {
        return Onnx.opset(13).input("x", 2);
    }

    private static void structure(Map<String, byte[]> cases) {
        cases.put("an empty file", new byte[0]);
        cases.put("a text file", "not a model".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        byte[] good = pair().node("Relu", "x", "y").output("y").bytes();
        cases.put("a file that is cut off", java.util.Arrays.copyOf(good, good.length - 9));
        cases.put("a graph without outputs", pair().node("Relu", "x", "y").bytes());
        cases.put(
                "a graph without inputs",
                Onnx.opset(13)
                        .floats("x", PAIR, 1, 2)
                        .node("Relu", "x", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "an old opset",
                Onnx.opset(6).input("x", 2).node("Relu", "x", "y").output("y").bytes());
        cases.put(
                "a new opset",
                Onnx.opset(99).input("x", 2).node("Relu", "x", "y").output("y").bytes());
        cases.put(
                "an output that nothing computes",
                pair().node("Relu", "x", "y").output("z").bytes());
        cases.put(
                "an input that nothing computes",
                pair().node("Relu", "w", "y").output("y").bytes());
        cases.put(
                "a cycle",
                pair().node("Add", "x b", "a")
                        .node("Relu", "a", "b")
                        .output("b")
                        .bytes());
        cases.put(
                "an output defined twice",
                pair().node("Relu", "x", "y").node("Neg", "x", "y").output("y").bytes());
        cases.put(
                "a tensor defined twice",
                pair().floats("w", PAIR, 1, 2)
                        .floats("w", PAIR, 3, 4)
                        .node("Add", "x w", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "a dynamic second dimension",
                Onnx.opset(13)
                        .input("x", 1, 0)
                        .node("Relu", "x", "y")
                        .output("y")
                        .bytes());
        cases.put("an input without a shape", noShape());
        cases.put(
                "a huge input",
                Onnx.opset(13)
                        .input("x", 1L << 20, 1L << 20)
                        .node("Relu", "x", "y")
                        .output("y")
                        .bytes());
    }

    private static byte[] noShape() {
        var model = pair().node("Relu", "x", "y").output("y").model().toBuilder();
        model.getGraphBuilder().setInput(0, ValueInfoProto.newBuilder().setName("x"));
        return model.build().toByteArray();
    }

    private static void operands(Map<String, byte[]> cases) {
        cases.put(
                "an unknown operator",
                pair().node("ArgMax", "x", "y").output("y").bytes());
        cases.put("too few inputs", pair().node("Add", "x", "y").output("y").bytes());
        cases.put(
                "shapes that do not broadcast",
                pair().floats("w", new long[] {3}, 1, 2, 3)
                        .node("Add", "x w", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "inner dimensions that differ",
                Onnx.opset(13)
                        .input("x", 1, 2)
                        .floats("w", new long[] {3, 1}, 1, 2, 3)
                        .node("MatMul", "x w", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "operands of two types",
                pair().ints("w", 1, 2).node("Add", "x w", "y").output("y").bytes());
        cases.put(
                "a computed kernel",
                Onnx.opset(13)
                        .input("x", 1, 1, 3, 3)
                        .node("Relu", "x", "w")
                        .node("Conv", "x w", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "a kernel that does not fit",
                Onnx.opset(13)
                        .input("x", 1, 1, 2, 2)
                        .floats("w", new long[] {1, 1, 3, 3}, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                        .node("Conv", "x w", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "an attribute of the wrong kind",
                pair().node("LeakyRelu", "x", "y", Onnx.attribute("alpha", 1))
                        .output("y")
                        .bytes());
        cases.put(
                "a reshape that does not fit",
                pair().ints("s", 3, -1).node("Reshape", "x s", "y").output("y").bytes());
        cases.put(
                "an axis outside",
                pair().node("Concat", "x x", "y", Onnx.attribute("axis", 4))
                        .output("y")
                        .bytes());
        cases.put(
                "an index outside",
                pair().ints("i", 5).node("Gather", "x i", "y").output("y").bytes());
        cases.put(
                "a huge expansion",
                pair().ints("s", 1L << 40, 2)
                        .node("Expand", "x s", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "dropout in training",
                pair().floats("r", new long[] {}, 0.5)
                        .tensor("t", 9, new long[] {}, new byte[] {1})
                        .node("Dropout", "x r t", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "linear interpolation",
                Onnx.opset(13)
                        .input("x", 1, 1, 2, 2)
                        .floats("s", new long[] {4}, 1, 1, 2, 2)
                        .node("Resize", "x - s", "y", Onnx.attribute("mode", "linear"))
                        .output("y")
                        .bytes());
        cases.put(
                "an output of integers",
                pair().node("Shape", "x", "y").output("y").bytes());
    }

    private static void values(Map<String, byte[]> cases) {
        cases.put(
                "a weight that is NaN",
                Onnx.opset(13)
                        .input("x", 1, 2)
                        .floats("fc1.weight", new long[] {2, 3}, 1, 2, 3, 4, Double.NaN, 6)
                        .node("MatMul", "x fc1.weight", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "a weight that is infinite",
                pair().floats("b", PAIR, 1, Double.NEGATIVE_INFINITY)
                        .node("Add", "x b", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "a division by zero",
                pair().floats("b", PAIR, 1, 0)
                        .node("Div", "x b", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "a negative variance",
                Onnx.opset(13)
                        .input("x", 1, 2)
                        .floats("o", PAIR, 1, 1)
                        .floats("v", PAIR, 1, -1)
                        .node("BatchNormalization", "x o o o v", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "too few bytes in a tensor",
                pair().tensor("b", 1, PAIR, new byte[7])
                        .node("Add", "x b", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "too few elements in a tensor",
                pair().tensor(TensorProto.newBuilder()
                                .setName("b")
                                .setDataType(1)
                                .addDims(2)
                                .addFloatData(1)
                                .build())
                        .node("Add", "x b", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "a tensor with a negative dimension",
                pair().tensor("b", 1, new long[] {-2}, new byte[8])
                        .node("Add", "x b", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "a tensor that claims to be huge",
                pair().tensor("b", 1, new long[] {1 << 20, 1 << 20}, new byte[8])
                        .node("Add", "x b", "y")
                        .output("y")
                        .bytes());
        cases.put(
                "a tensor of strings",
                pair().tensor("b", 8, PAIR, new byte[8])
                        .node("Add", "x b", "y")
                        .output("y")
                        .bytes());
    }
}
