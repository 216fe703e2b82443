package org.axiomj.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.axiomj.ir.testing.Bench;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
    @TempDir
    private Path folder;

    private static byte[] model() {
        return Onnx.opset(13)
                .input("x", 0, 2)
                .floats("w", new long[] {2, 3}, 1, 2, 3, 4, 5, 6)
                .node("MatMul", "x w", "h")
                .node("Relu", "h", "y")
                .output("y")
                .bytes();
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void a_network_knows_its_file_its_shapes_and_its_size() throws IOException {
        Path file = Files.write(folder.resolve("m.onnx.gz"), packed(model()));
        Network network = Models.read(file);
        assertThat(network.path()).isEqualTo(file.toString());
        assertThat(network.format()).isEqualTo("onnx");
        assertThat(network.sha256()).hasSize(64).isEqualTo(Models.read(file).sha256());
        assertThat(network.inputShape()).isEqualTo(List.of(1, 2));
        assertThat(network.outputShape()).isEqualTo(List.of(1, 3));
        assertThat(network.inputs().get(0).declared()).isEqualTo("[N, 2]");
        assertThat(network.parameters()).isEqualTo(6);
        assertThat(network.operators()).hasToString("{MatMul=1, Relu=1}");
        assertThat(network.onnx()).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(model()));
        assertThat(DoubleEvaluator.evaluate(network.core(), new double[] {1, -2}))
                .containsExactly(0, 0, 0);
        assertThat(DoubleEvaluator.evaluate(network.core(), new double[] {1, 2}))
                .containsExactly(9, 12, 15);
    }

    @Test
    void a_symbolic_batch_shows_in_the_table_of_layers() {
        Network network = Models.readOnnx(
                Onnx.opset(13)
                        .input("x", 0, 2, 3)
                        .ints("s", -1, 3)
                        .node("Reshape", "x s", "r")
                        .random("w", new java.util.Random(1), 3, 4)
                        .node("MatMul", "r w", "y")
                        .output("y")
                        .bytes(),
                "m.onnx");
        assertThat(Layers.symbolic(network).stream().map(l -> l.name() + " " + l.shape() + " " + l.parameters()))
                .containsExactly("reshape_0 [2*N, 3] 0", "matmul_1 [2*N, 4] 12");
    }

    @Test
    void a_network_that_is_fixed_to_one_input_keeps_its_shapes_in_the_table() {
        Network network = Models.readOnnx(
                Onnx.opset(13)
                        .input("x", 0, 6)
                        .ints("s", 2, 3)
                        .node("Reshape", "x s", "y")
                        .output("y")
                        .bytes(),
                "m.onnx");
        assertThat(Layers.symbolic(network).get(0).shape()).isEqualTo("[2, 3]");
    }

    @Test
    void several_inputs_and_outputs_are_one_vector_each() {
        Network network = Models.readOnnx(
                Onnx.opset(13)
                        .input("a", 2)
                        .input("b", 1)
                        .node("Add", "a b", "s")
                        .node("Sub", "a b", "d")
                        .output("d", "s")
                        .bytes(),
                "m.onnx");
        assertThat(network.inputShape()).isEqualTo(List.of(3));
        assertThat(network.outputShape()).isEqualTo(List.of(4));
        assertThat(DoubleEvaluator.evaluate(network.core(), new double[] {1, 2, 10}))
                .containsExactly(-9, -8, 11, 12);
    }

    @Test
    void a_file_that_is_no_gzip_or_cut_off_is_refused() throws IOException {
        byte[] gz = packed(model());
        for (byte[] broken :
                List.of(new byte[0], model(), Arrays.copyOf(gz, gz.length / 2), Arrays.copyOf(gz, gz.length - 1))) {
            Path file = Files.write(folder.resolve("broken.onnx.gz"), broken);
            assertThatThrownBy(() -> Models.read(file))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageStartingWith(file + ": is damaged or cut off, or not a gzip file")
                    .hasMessageNotContaining("null");
        }
    }

    @Test
    void a_file_that_unpacks_to_more_than_memory_is_refused() throws IOException {
        Path file = folder.resolve("bomb.onnx.gz");
        byte[] zeros = new byte[1 << 20];
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        long target = Math.min(Integer.MAX_VALUE, quarter) + (2L << 20);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (long written = 0; written < target; written += zeros.length) {
                out.write(zeros);
            }
        }
        assertThatThrownBy(() -> Models.read(file))
                .isInstanceOf(
                        quarter < Integer.MAX_VALUE - 64 ? ModelTooLargeException.class : InvalidModelException.class)
                .hasMessageContaining("unpacks to");
    }

    @Test
    void a_missing_file_a_folder_and_an_unknown_name_are_refused() {
        assertThatThrownBy(() -> Models.read(folder.resolve("none.onnx")))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageEndingWith("none.onnx: there is no such file");
        assertThatThrownBy(() -> Models.read(folder.resolve("model.bin")))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("expected .onnx or .nnet");
        assertThatThrownBy(() -> Models.read(Files.createDirectory(folder.resolve("d.onnx"))))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void an_nnet_file_is_the_same_network_as_its_onnx_file() {
        Path bench = Bench.folder();
        Network nnet = Models.read(bench.resolve("nnet/ACASXU_run2a_1_1_batch_2000.nnet"));
        Network onnx = Models.read(bench.resolve("acasxu_2023/onnx/ACASXU_run2a_1_1_batch_2000.onnx.gz"));
        assertThat(nnet.format()).isEqualTo("nnet");
        assertThat(nnet.onnx()).isEmpty();
        assertThat(nnet.operators()).hasToString("{Gemm=7, Relu=6}");
        assertThat(nnet.parameters()).isEqualTo(13305);
        double[] x = {0.1, -0.2, 0.3, 0.4, -0.45};
        assertThat(DoubleEvaluator.evaluate(nnet.core(), x)).isEqualTo(DoubleEvaluator.evaluate(onnx.core(), x));
    }
}
