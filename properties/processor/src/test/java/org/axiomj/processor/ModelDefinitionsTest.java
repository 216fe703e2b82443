package org.axiomj.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each wrong source marks the line that javac must refuse by a comment above it, {@code // BUG: part of the message}. */
class ModelDefinitionsTest {
    private static final String IMPORTS = """
            import static org.axiomj.model.Model.FLOAT32;
            import static org.axiomj.model.Model.batch;
            import static org.axiomj.model.Window.*;
            import org.axiomj.model.*;
            """;

    @Test
    void theExampleOfALinearLayerAfterAConvolutionDoesNotCompile() {
        Compilation result = Compilation.of("""
                import static org.axiomj.model.Model.FLOAT32;
                import static org.axiomj.model.Model.batch;
                import org.axiomj.model.Model;

                class Classifier {
                    static final Model MODEL = Model.input(FLOAT32, batch(), 3, 224, 224)
                            .conv2d(3, 64, 3)
                            .linear(64, 10)
                            .build();
                }
                """, List.of());
        assertThat(result.success()).isFalse();
        assertThat(result.diagnostics())
                .containsExactly("ERROR 8:13 [axiom] layer 1 (linear): expected 64 features, found 64 x 222 x 222 ="
                        + " 3154176 features; add .flatten() first: 64 x 222 x 222 = 3154176,"
                        + " and write .linear(3154176, 10)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                Object m = Model.input(FLOAT32, batch(), 3, 224, 224).conv2d(64, 3)
                        // BUG: layer 1 (dense): expected a vector of features
                        .dense(10);
                """,
                """
                static final ModelBuilder BASE = Model.input(FLOAT32, batch(), 3, 224, 224).conv2d(64, 3).relu();
                Object m = BASE.flatten()
                        // BUG: layer 3 (linear): expected 64 features, found 3154176 features; write .linear(3154176, 10)
                        .linear(64, 10);
                """,
                """
                static final int SIZE = 28, FEATURES = SIZE * SIZE + 1;
                Object m = Model.input(FLOAT32, batch(), 1, SIZE, SIZE).flatten()
                        // BUG: expected 785 features, found 784 features
                        .linear(FEATURES, 10);
                """,
                """
                void f() {
                    int hidden = 32;
                    var first = Model.input(FLOAT32, batch(), 4).dense(hidden);
                    var second = first.relu();
                    // BUG: expected 33 features, found 32 features
                    second.dense(hidden + 1, 2).build();
                }
                """,
                """
                void f() {
                    double half = 5 / 2;
                    // BUG: expected 3 features, found 2 features
                    Model.input(FLOAT32, batch(), (int) half).dense(3, 1);
                }
                """,
                """
                // BUG: expected 1 channels, found 3 channels in 3 x 8 x 8
                Object m = Model.input(FLOAT32, batch(), 3, 8, 8).conv2d(1, 8, 3);
                """,
                """
                // BUG: if the channels come last, declare the input as 3, 224, 224
                Object m = Model.input(FLOAT32, batch(), 224, 224, 3).conv2d(3, 8, 3);
                """,
                """
                Object m = Model.input(FLOAT32, batch(), 1, 4, 4).maxPool2d(2).maxPool2d(2)
                        // BUG: an image of at least 2 x 2 with its padding, found 1 x 1 x 1
                        .maxPool2d(2);
                """,
                """
                // BUG: an image of at least 5 x 5
                Object m = Model.input(FLOAT32, batch(), 1, 4, 4).conv2d(1, 3, dilation2());
                static Window dilation2() { return null; }
                Object n = Model.input(FLOAT32, batch(), 1, 4, 4).conv2d(1, 3, pad(0).dilation(2));
                """,
                """
                Object m = Model.input(FLOAT32, batch(), 8, 4, 4)
                        // BUG: channels that 3 groups divide
                        .conv2d(9, 1, stride(1).groups(3));
                """,
                """
                Object m = Model.input(FLOAT32, batch(), 8)
                        // BUG: a block that yields 8 as it takes, found 9
                        .residual(x -> x.dense(16).relu().dense(9));
                """,
                """
                Object m = Model.input(FLOAT32, batch(), 8)
                        .residual(x -> x.dense(16).relu()
                                // BUG: layer 0.2 (dense): expected 15 features, found 16 features
                                .dense(15, 8));
                """,
                """
                Object m = Model.input(FLOAT32, batch(), 2, 4, 4)
                        // BUG: branches of equal shapes but for axis 1, the first 2 x 4 x 4
                        .concat(1, x -> x.relu(), x -> x.maxPool2d(2));
                """,
                """
                Object m = Model.input(FLOAT32, batch(), 2, 6)
                        // BUG: expected 13 elements, found 2 x 6 = 12
                        .reshape(13);
                """,
                """
                // BUG: a multiple of 5 elements
                Object m = Model.input(FLOAT32, batch(), 2, 6).reshape(5, -1);
                """,
                """
                // BUG: at most one -1
                Object m = Model.input(FLOAT32, batch(), 2, 6).reshape(-1, -1);
                """,
                """
                // BUG: axis 2 of batch x 10
                Object m = Model.input(FLOAT32, batch(), 10).softmax(2);
                """,
                """
                // BUG: dense: expected at least 1 feature
                Object m = Model.input(FLOAT32, batch(), 10).dense(0);
                """,
                """
                // BUG: a rate in [0, 1)
                Object m = Model.input(FLOAT32, batch(), 10).dropout(1.5);
                """,
                """
                // BUG: input: expected dimensions of at least 1
                Object m = Model.input(FLOAT32, batch(), 10, 0).relu();
                """,
                """
                // BUG: a stride of at least 1
                Object m = Model.input(FLOAT32, batch(), 1, 9, 9).conv2d(1, 3, stride(0));
                """,
                """
                // BUG: move the layer before .flatten()
                Object m = Model.input(FLOAT32, batch(), 1, 9, 9).flatten().conv2d(1, 3);
                """,
                """
                static class Inner {
                    Object m() {
                        Runnable r = () -> {
                            // BUG: expected 5 features, found 4 features
                            Model.input(FLOAT32, batch(), 4).dense(5, 1);
                        };
                        return r;
                    }
                }
                """,
                """
                interface Nested {
                    // BUG: expected 5 features, found 4 features
                    Model NET = Model.input(FLOAT32, batch(), 4).dense(5, 1).build();
                }
                """,
                """
                Object m = Model.input(FLOAT32, batch(), 1, 28, 28).conv2d(8, 3).globalAveragePool()
                        // BUG: add .flatten() first: 8 x 1 x 1 = 8
                        .dense(10);
                """
            })
    void aWrongModelIsRefusedAtItsCall(String body) {
        String source = IMPORTS + "class Test {\n" + body.indent(4) + "}\n";
        List<String> expected = new ArrayList<>();
        String[] lines = source.split("\n");
        for (int i = 0; i < lines.length; i++) {
            int bug = lines[i].indexOf("// BUG: ");
            if (bug >= 0 && !lines[i + 1].contains("dilation2()")) {
                expected.add("ERROR " + (i + 2) + ":|" + lines[i].substring(bug + 8));
            } else if (bug >= 0) {
                expected.add("ERROR " + (i + 4) + ":|" + lines[i].substring(bug + 8));
            }
        }
        Compilation result = Compilation.of(source, List.of());
        assertThat(result.success()).isFalse();
        assertThat(result.diagnostics()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            String[] parts = expected.get(i).split("\\|", 2);
            assertThat(result.diagnostics().get(i))
                    .startsWith(parts[0])
                    .contains("[axiom]")
                    .contains(parts[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object m = Model.input(FLOAT32, batch(), 3, 224, 224).conv2d(3, 64, 3).flatten().linear(3154176, 10);",
                "Object m = Model.input(FLOAT32, batch(), 3, 224, 224).conv2d(64, 3).relu().flatten().dense(10).softmax();",
                "Object m = Model.input(FLOAT32, batch(), 3, 32, 32).conv2d(8, 3, stride(2).padding(1).groups(1)).linear(16, 4);",
                "Object m = Model.input(FLOAT32, batch(), 12, 64).dense(64, 32).layerNorm().gelu().dense(7).softmax(1);",
                "Object m = Model.input(FLOAT32, batch(), 8).residual(x -> x.dense(16).relu().dense(8)).dense(2);",
                "Object m = Model.input(FLOAT32, batch(), 4, 8, 8).concat(1, x -> x.relu(), x -> x.conv2d(2, 1)).conv2d(6, 1, 1);",
                "Object m = Model.input(FLOAT32, batch(), 4, 8, 8).batchNorm().globalAveragePool().flatten().linear(4, 2).name(\"head\");",
                "ModelBuilder f(int n) { return Model.input(FLOAT32, batch(), 4).dense(5, n); }",
                "void f(ModelBuilder b) { b.dense(3, 4).conv2d(1, 2, 3); }",
                "void f() { int n = 3; n++; Model.input(FLOAT32, batch(), 4).dense(n, 1); }",
                "void f() { for (int n = 4; n < 5; n++) { Model.input(FLOAT32, batch(), 4).dense(n, 1); } }",
                "void f() { ModelBuilder b = Model.input(FLOAT32, batch(), 4); b = b.dense(9); b.dense(9, 1); }",
                "int n = 3; void f() { Model.input(FLOAT32, batch(), 4).dense(n, 1); } void g() { n = 4; }",
                "void f() { double n = 5; Model.input(FLOAT32, batch(), 5).dense((int) (n / 2 * 2), 1); }",
                "void f() { long n = 1 << 30; Model.input(FLOAT32, batch(), 4).dense((int) (n * 4 / (1 << 30)), 1); }",
                "void f(boolean b) { int n = b ? 4 : 5; Model.input(FLOAT32, batch(), 4).dense(n, 1); }",
                "void f(float[][] w, float[] b) { Model.input(FLOAT32, batch(), 4).dense(w, b).dense(7, 1); }",
                "@SuppressWarnings(\"axiom\") void f() { Model.input(FLOAT32, batch(), 4).dense(5, 1); }",
                "Object m = Model.input(FLOAT32, batch(), 4).residual(x -> { ModelBuilder y = x.dense(9); return y.dense(4); });",
                "static final ModelBuilder A = Model.input(FLOAT32, batch(), 4).residual(x -> Test.A == null ? x : Test.A);",
                "static class Model2 { Model2 dense(int a, int b) { return this; } } Object m = new Model2().dense(0, 0);",
                "Object m = Model.input(FLOAT32, batch(), 1, 9, 9).maxPool2d(3, stride(1).padding(1)).averagePool2d(3).reshape(3, 3).flatten().dense(9, 1).leakyRelu(0.1f).dropout(0.5);",
                "java.util.function.UnaryOperator<ModelBuilder> block = x -> x.dense(9, 9); Object m = Model.input(FLOAT32, batch(), 9).residual(block);"
            })
    void aRightModelCompilesWithoutADiagnostic(String body) {
        Compilation result = Compilation.of(IMPORTS + "class Test {\n" + body + "\n}\n", List.of());
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.success()).isTrue();
    }

    @Test
    void aClassMayBeLeftOut() {
        String source = IMPORTS
                + "@SuppressWarnings(\"axiom\") class Test { Object m = Model.input(FLOAT32, batch(), 4).dense(5, 1); }";
        assertThat(Compilation.of(source, List.of()).diagnostics()).isEmpty();
    }

    @Test
    void aWrongProgramGetsTheErrorsOfJavac() {
        String source = IMPORTS + "class Test { Object m = Model.input(FLOAT32, batch(), 4).dens(5, 1); }";
        Compilation result = Compilation.of(source, List.of());
        assertThat(result.success()).isFalse();
        assertThat(String.join("\n", result.diagnostics())).doesNotContain("[axiom]");
    }

    @Test
    void aMistakeIsReportedOnce() {
        String source = IMPORTS
                + "class Test { static final ModelBuilder A = Model.input(FLOAT32, batch(), 4).dense(5, 1);"
                + " Object m = Model.input(FLOAT32, batch(), 4).residual(x -> A.relu()); Object n = A.relu().dense(1); }";
        assertThat(Compilation.of(source, List.of()).diagnostics()).hasSize(1);
    }
}
