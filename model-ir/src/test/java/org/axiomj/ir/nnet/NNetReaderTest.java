package org.axiomj.ir.nnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.junit.jupiter.api.Test;

final class NNetReaderTest {
    private static final String SMALL = """
            // a comment
            2,2,1,3,
            2,3,1,
            0,
            -1.0,-1.0,
            1.0,1.0,
            0.0,0.0,0.0,
            1.0,1.0,1.0,
            1.0,2.0,
            -1.0,0.5,
            0.1,-2e-1,
            0.5,
            0,
            -0.25,
            1.0,1.0,-4.0,
            3.0,
            """;

    @Test
    void aSmallNetworkComputesWhatItsLinesSay() {
        CoreGraph graph = NNetReader.read(bytes(SMALL), "small.nnet");
        assertThat(graph.inputSize()).isEqualTo(2);
        assertThat(graph.outputSize()).isEqualTo(1);
        // max(0, 1 + 4 + 0.5) + max(0, -1 + 1) - 4 max(0, 0.1f - 2 * 0.2f - 0.25) + 3
        assertThat(DoubleEvaluator.evaluate(graph, new double[] {1, 2})).containsExactly(8.5);
        assertThat(graph.node(1).origin()).isEqualTo("layer 1 (line 9)");
    }

    @Test
    void parametersAreRoundedToFloat32() {
        CoreGraph graph = NNetReader.read(bytes(SMALL), "small.nnet");
        ((CoreOp.Affine) graph.node(1).op())
                .map()
                .row(2, (j, w) -> assertThat(w).isEqualTo(j == 0 ? 0.1f : -0.2f));
    }

    @Test
    void errorsNameFileLineAndColumn() {
        assertError(SMALL.replace("-1.0,0.5,", "-1.0,x5,"), "f.nnet:10:6: expected weight 1 of row 1 of layer 1");
        assertError(SMALL.replace("-1.0,0.5,", "-1.0,"), "f.nnet:10:6: expected weight 1 of row 1 of layer 1");
        assertError(SMALL.replace("-1.0,0.5,", "-1.0,1,2"), "f.nnet:10:8: expected at most 2 numbers");
        assertError(SMALL.replace("3.0,", ""), "the file ends where bias 0 of layer 2 should be");
        assertError(SMALL.replace("2,3,1,\n0", "2,3,2,\n0"), "f.nnet:3:5: expected the 1 outputs");
        assertError(SMALL.replace("2,3,1,\n0", "3,3,1,\n0"), "f.nnet:3:1: expected the 2 inputs");
        assertError(SMALL.replace("2,3,1,\n0", "2,2000000000,1,\n0"), "more than the file can hold");
        assertError(SMALL.replace("2,2,1,3,", "2000000000,2,1,3,"), "f.nnet:2:1: expected the number of layers");
        assertError(SMALL.replace("0.5,\n0,", "1e99,\n0,"), "within the range of float32");
        assertError(SMALL.replace("0.5,\n0,", "NaN,\n0,"), "a decimal number, found 'NaN'");
        assertError(SMALL.replace("0.5,\n0,", "0x1p3,\n0,"), "a decimal number, found '0x1p3'");
        assertError(SMALL + "7\n", "f.nnet:17:1: expected the end of the file");
        assertError("", "f.nnet:1:1: the file ends");
    }

    private static void assertError(String text, String message) {
        assertThatThrownBy(() -> NNetReader.read(bytes(text), "f.nnet"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(message);
    }

    @Test
    void damagedFilesYieldALocatedErrorOrANetworkAndNothingElse() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] content = bytes(SMALL);
            if (random.nextInt(4) == 0) {
                content = java.util.Arrays.copyOf(content, random.nextInt(content.length));
            }
            for (int k = random.nextInt(4); k > 0 && content.length > 0; k--) {
                int at = random.nextInt(content.length);
                content[at] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : bytes("0123456789,.-e\n ")[random.nextInt(16)];
            }
            try {
                NNetReader.read(content, "f.nnet");
            } catch (InvalidModelException e) {
                assertThat(e.getMessage()).matches("(?s)f\\.nnet:\\d+:\\d+: .+");
            }
        }
    }

    @Test
    void theParametersOfAcasXuAreThoseOfItsOnnxFile() throws IOException {
        Path bench = bench();
        for (String net : List.of("1_1", "3_3", "4_2")) {
            String name = "ACASXU_run2a_" + net + "_batch_2000";
            CoreGraph graph =
                    NNetReader.read(Files.readAllBytes(bench.resolve("nnet").resolve(name + ".nnet")), name);
            byte[] onnx;
            try (GZIPInputStream in = new GZIPInputStream(
                    Files.newInputStream(bench.resolve("acasxu_2023/onnx").resolve(name + ".onnx.gz")))) {
                onnx = in.readAllBytes();
            }
            String haystack = new String(onnx, StandardCharsets.ISO_8859_1);
            int found = 0;
            for (CoreNode node : graph.nodes()) {
                if (node.op() instanceof CoreOp.Affine affine) {
                    // biases lie side by side in the ONNX file, weights are stored transposed
                    assertThat(haystack).contains(raw(affine.bias()));
                    found += affine.bias().length;
                }
            }
            assertThat(found).isEqualTo(305);
            assertThat(graph.nodes()).hasSize(14);
        }
    }

    @Test
    void everyFileOfTheBenchIsRead() throws IOException {
        try (var files = Files.list(bench().resolve("nnet"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".nnet")).toList()) {
                CoreGraph graph = NNetReader.read(
                        Files.readAllBytes(file), file.getFileName().toString());
                assertThat(DoubleEvaluator.evaluate(graph, new double[graph.inputSize()]))
                        .doesNotContain(Double.NaN);
            }
        }
    }

    private static String raw(double[] values) {
        java.nio.ByteBuffer buffer =
                java.nio.ByteBuffer.allocate(4 * values.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            buffer.putFloat((float) v);
        }
        return new String(buffer.array(), StandardCharsets.ISO_8859_1);
    }

    private static Path bench() {
        Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("shared/bench"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "no shared/bench above " + System.getProperty("user.dir"));
        return at.resolve("shared/bench");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
