package org.axiomj.ir.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.HalfFloats;
import org.axiomj.ir.Models;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.TensorType;
import org.axiomj.ir.evaluate.Float32Evaluator;
import org.axiomj.ir.testing.Onnx;
import org.axiomj.ir.testing.OnnxRuntime;
import org.junit.jupiter.api.Test;

class OnnxWriterTest {
    private static Graph small(Map<String, Attribute> attributes) {
        Port input = new Port("x", new TensorType(ElementType.FLOAT, Shape.of(1, 3)), "[N, 3]", true);
        return new Graph(
                "small",
                13,
                List.of(
                        new Node(0, "g", "Gemm", "", List.of("x", "w", "b"), List.of("h"), attributes),
                        new Node(1, "", "Relu", "", List.of("h"), List.of("y"), Map.of())),
                Map.of(
                        "w", Tensor.ofReals(ElementType.FLOAT, Shape.of(2, 3), 1, -2, 3, 0.5, 0.25, -0.125),
                        "b", Tensor.ofReals(ElementType.FLOAT, Shape.of(2), 0.5, -0.5)),
                List.of(input),
                List.of("y"));
    }

    @Test
    void aGraphReadsBackEqual() {
        Graph graph = small(Map.of("transB", new Attribute.Int(1), "alpha", new Attribute.Real(0.5)));
        Graph back = OnnxReader.read(OnnxWriter.write(graph), "written", Optional.empty());
        assertThat(back.nodes()).isEqualTo(graph.nodes());
        assertThat(back.initializers()).isEqualTo(graph.initializers());
        assertThat(back.opset()).isEqualTo(graph.opset());
        assertThat(back.name()).isEqualTo(graph.name());
        assertThat(back.outputs()).isEqualTo(graph.outputs());
        assertThat(back.inputs().get(0).type()).isEqualTo(graph.inputs().get(0).type());
        assertThat(back.inputs().get(0).symbolicBatch()).isTrue();
    }

    @Test
    void onnxRuntimeRunsWhatWasWrittenAsWeDo() throws Exception {
        byte[] written = OnnxWriter.write(small(Map.of("transB", new Attribute.Int(1))));
        float[] ours =
                Float32Evaluator.evaluate(Models.readOnnx(written, "written").core(), new float[] {0.3f, -1.25f, 2});
        try (OnnxRuntime runtime = new OnnxRuntime(written)) {
            double[] theirs = runtime.run(new double[] {0.3f, -1.25f, 2}).values();
            assertThat(theirs).hasSize(2);
            for (int i = 0; i < 2; i++) {
                assertThat(theirs[i]).isCloseTo(ours[i], org.assertj.core.data.Offset.offset(1e-5));
            }
        }
    }

    @Test
    void attributesOfEveryKindReadBack() {
        Map<String, Attribute> attributes = Map.of(
                "ints", new Attribute.Ints(new long[] {1, -2, Long.MIN_VALUE}),
                "reals", new Attribute.Reals(new double[] {0.5, -1e30f}),
                "text", new Attribute.Text("häßlich"),
                "texts", new Attribute.Texts(List.of("a", "")),
                "tensor", new Attribute.TensorValue(Tensor.ofIntegers(ElementType.INT64, Shape.of(2), 7, -7)));
        Graph back = OnnxReader.read(OnnxWriter.write(small(attributes)), "written", Optional.empty());
        Map<String, Attribute> read = back.nodes().get(0).attributes();
        assertThat(((Attribute.Ints) read.get("ints")).values()).containsExactly(1, -2, Long.MIN_VALUE);
        assertThat(((Attribute.Reals) read.get("reals")).values()).containsExactly(0.5, -1e30f);
        assertThat(read.get("text")).isEqualTo(attributes.get("text"));
        assertThat(read.get("texts")).isEqualTo(attributes.get("texts"));
        assertThat(read.get("tensor")).isEqualTo(attributes.get("tensor"));
    }

    @Test
    void tensorsOfEveryTypeReadBack() {
        for (ElementType type : ElementType.values()) {
            Tensor tensor;
            if (type.isFloating()) {
                tensor = Tensor.ofReals(type, Shape.of(5), 1.5, -0.0, 0x1p-24, Double.POSITIVE_INFINITY, Double.NaN);
            } else if (type == ElementType.BOOL || !type.isInteger()) {
                continue;
            } else {
                tensor = Tensor.ofIntegers(type, Shape.of(2), 100, 3);
            }
            Graph graph = new Graph(
                    "t", 13, List.of(), Map.of("t", tensor), small(Map.of()).inputs(), List.of("x"));
            Graph back = OnnxReader.read(OnnxWriter.write(graph), "written", Optional.empty());
            assertThat(back.initializers()).as(type.text()).isEqualTo(graph.initializers());
        }
    }

    @Test
    void everyHalfFloatSurvives() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            double value = HalfFloats.fromHalf((short) bits);
            if (!Double.isNaN(value)) {
                assertThat(HalfFloats.toHalf(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void aModelWrittenByOthersSurvivesReadingAndWriting() throws Exception {
        byte[] model = Onnx.opset(13)
                .input("x", 0, 1, 4, 4)
                .random("k", new Random(2), 2, 1, 3, 3)
                .node("Conv", "x k", "c", Onnx.list("pads", 1, 1, 1, 1))
                .node("Flatten", "c", "y", Onnx.attribute("axis", 1L))
                .output("y")
                .bytes();
        byte[] written = OnnxWriter.write(OnnxReader.read(model, "model", Optional.empty()));
        double[] x = new Random(3).doubles(16).map(d -> (float) d).toArray();
        try (OnnxRuntime before = new OnnxRuntime(model);
                OnnxRuntime after = new OnnxRuntime(written)) {
            assertThat(after.run(x).values()).isEqualTo(before.run(x).values());
        }
    }

    @Test
    void aSubgraphAsAnAttributeIsRefused() {
        Graph graph = small(Map.of("body", new Attribute.Other("a graph")));
        assertThatThrownBy(() -> OnnxWriter.write(graph)).hasMessageContaining("'body' is a graph");
    }
}
