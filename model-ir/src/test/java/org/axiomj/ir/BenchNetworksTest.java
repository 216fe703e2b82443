package org.axiomj.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axiomj.ir.testing.Agreement;
import org.axiomj.ir.testing.Bench;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BenchNetworksTest {
    /** Networks that need what is not supported; each says which operator. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "unet_simp_small.onnx.gz",
            "patch-1.onnx.gz",
            "118_ieee_ml4acopf-linear-residual.onnx.gz",
            "14_ieee_ml4acopf-linear-residual.onnx.gz",
            "layer-zoo_dropout_training_mode_true.onnx.gz");

    @TestFactory
    Stream<DynamicTest> every_network_of_the_bench_computes_what_onnx_runtime_computes() {
        Bench.folder();
        return Bench.files(".onnx.gz", ".onnx").stream()
                .filter(p -> !UNSUPPORTED.contains(p.getFileName().toString()))
                .map(p -> DynamicTest.dynamicTest(
                        p.getParent().getParent().getFileName() + "/" + p.getFileName(),
                        () -> Agreement.check(Models.read(p), 1, 2, 2e-4)));
    }

    @Test
    void networks_that_need_more_say_which_node_does() {
        Bench.folder();
        List<String> messages = new ArrayList<>();
        for (Path p : Bench.files(".onnx.gz")) {
            if (UNSUPPORTED.contains(p.getFileName().toString())) {
                try {
                    Models.read(p);
                    messages.add(p + " can be read");
                } catch (UnsupportedOperatorException e) {
                    assertThat(e.getMessage())
                            .contains(p.getFileName().toString())
                            .contains("node ")
                            .contains("opset");
                }
            }
        }
        assertThat(messages).isEmpty();
    }
}
