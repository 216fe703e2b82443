package org.axiomj.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {
    @TempDir
    private Path folder;

    private List<Finding> lint(Onnx model) throws IOException {
        return Lint.findings(Files.write(folder.resolve("m.onnx"), model.bytes()));
    }

    @Test
    void a_model_that_can_be_verified_has_no_findings() throws IOException {
        assertThat(lint(Onnx.opset(13).input("x", 1, 2).node("Relu", "x", "y").output("y")))
                .isEmpty();
    }

    @Test
    void all_unsupported_operators_are_named_at_once() throws IOException {
        List<Finding> findings = lint(Onnx.opset(13)
                .input("x", 1, 2)
                .node("Einsum", "x", "a")
                .node("ArgMax", "a", "y")
                .output("y"));
        assertThat(findings).hasSize(2).allMatch(f -> f.severity() == Finding.Severity.BLOCKS);
        assertThat(findings.get(0).place()).endsWith("m.onnx: Einsum 'einsum_0' (node 0)");
        assertThat(findings.get(1).advice()).contains("argmax");
    }

    @Test
    void broken_weights_are_named_by_their_place() throws IOException {
        List<Finding> findings = lint(Onnx.opset(13)
                .input("x", 1, 2)
                .floats("w", new long[] {2, 2}, 1, 2, 3, Double.NaN)
                .node("MatMul", "x w", "y")
                .output("y"));
        assertThat(findings.get(0).place()).endsWith("w[1,1]");
        assertThat(findings.get(0).problem()).isEqualTo("it is NaN");
        assertThat(findings.get(0).severity()).isEqualTo(Finding.Severity.BLOCKS);
    }

    @Test
    void training_mode_is_named() throws IOException {
        List<Finding> findings = lint(Onnx.opset(14)
                .input("x", 1, 1)
                .floats("o", new long[] {1}, 1)
                .node("BatchNormalization", "x o o o o", "y", Onnx.attribute("training_mode", 1))
                .output("y"));
        assertThat(findings)
                .singleElement()
                .satisfies(f -> assertThat(f.problem()).contains("training mode"));
    }

    @Test
    void a_form_of_a_known_operator_that_is_not_supported_is_named() throws IOException {
        List<Finding> findings = lint(Onnx.opset(13)
                .input("x", 2)
                .node("Cast", "x", "i", Onnx.attribute("to", 7))
                .node("Cast", "i", "y", Onnx.attribute("to", 1))
                .output("y"));
        assertThat(findings)
                .singleElement()
                .satisfies(f -> assertThat(f.problem()).contains("Cast 'cast_0' (node 0)"));
    }

    @Test
    void a_free_batch_and_several_outputs_are_notes() throws IOException {
        List<Finding> findings = lint(Onnx.opset(13)
                .input("x", 0, 2)
                .node("Relu", "x", "y")
                .node("Neg", "x", "z")
                .output("y", "z"));
        assertThat(findings).hasSize(2).allMatch(f -> f.severity() == Finding.Severity.NOTE);
    }

    @Test
    void a_broken_file_is_a_finding_and_no_exception() throws IOException {
        Path file = Files.write(folder.resolve("bad.onnx"), new byte[] {1, 2, 3});
        assertThat(Lint.findings(file))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.BLOCKS));
    }
}
