package org.axiomj.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axiomj.model.Model.FLOAT32;
import static org.axiomj.model.Model.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.Network;
import org.axiomj.model.Model;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationsTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void writeAModel() throws IOException {
        Model.input(FLOAT32, batch(), 3, 8, 8)
                .conv2d(2, 3)
                .flatten()
                .dense(10)
                .build()
                .toOnnx(folder.resolve("classifier.onnx"));
        Files.write(folder.resolve("damaged.onnx"), new byte[] {1, 2, 3});
    }

    private static Compilation compile(String source, QuickProver... provers) {
        return Compilation.of(
                "import org.axiomj.annotations.*;\n" + source, List.of(provers), "-Aaxiom.models=" + folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "float32[batch,3,8,8]   | float32[batch,10]",
                "float32[N, 3, h, w]    | float32[N, classes]",
                "float32[16,3,8,8]      | float32[16,10]",
            })
    void declaredTypesThatFitAreAccepted(String input, String output) {
        Compilation result = compile("@AxiomModel(value = \"classifier.onnx\", input = \"" + input + "\", output = \""
                + output + "\") interface Test {}");
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.success()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input  | float32[batch,3,224,224] | ERROR 3:19 [axiom] the model's input: expected float32[batch,3,224,224]"
                        + " as declared, found float32[batch,3,8,8] in the file; declare float32[batch,3,8,8], or give the right file",
                "input  | float64[batch,3,8,8] | expected float64[batch,3,8,8] as declared",
                "input  | float32[3,8,8]       | found float32[batch,3,8,8]",
                "output | float32[batch,11]    | the model's output: expected float32[batch,11] as declared, found float32[batch,10]",
                "output | float32(10)          | output: expected a type such as float32[batch,3,224,224], found 'float32(10)'",
                "output | float32[batch,-1]    | expected a type such as",
                "output | float32[batch,]      | expected a type such as",
            })
    void aDeclaredTypeThatDoesNotFitIsRefusedAtItsText(String what, String text, String message) {
        Compilation result = compile("@AxiomModel(value = \"classifier.onnx\",\n          " + what + " = \"" + text
                + "\") interface Test {}");
        assertThat(result.success()).isFalse();
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.diagnostics().get(0)).startsWith("ERROR 3:").contains(message);
    }

    @Test
    void aMissingFileIsRefusedWithThePlacesThatWereLookedAt() {
        Compilation result = compile("class Test { @AxiomModel(\"classifer.onnx\") int field; }");
        assertThat(result.success()).isFalse();
        assertThat(result.diagnostics())
                .containsExactly("ERROR 2:26 [axiom] the model file 'classifer.onnx' is not there; looked in "
                        + folder.resolve("classifer.onnx")
                        + ", the source path, the folder of compiled classes, the class path;"
                        + " give its folder with -Aaxiom.models=FOLDER");
    }

    @ParameterizedTest
    @CsvSource({"damaged.onnx", "../outside.onnx", "model.h5"})
    void aFileThatIsNoModelIsRefused(String name) {
        assertThat(compile("@AxiomModel(\"" + name + "\") class Test {}").success())
                .isFalse();
    }

    @Test
    void aModelIsFoundOnTheClassPath(@TempDir Path classes) throws IOException {
        Files.copy(folder.resolve("classifier.onnx"), classes.resolve("c.onnx"));
        Compilation result = Compilation.of(
                "@org.axiomj.annotations.AxiomModel(value = \"c.onnx\", output = \"float32[batch,10]\") class Test {}",
                List.of(),
                "-cp",
                classes + java.io.File.pathSeparator + System.getProperty("java.class.path"));
        assertThat(result.diagnostics()).isEmpty();
    }

    @Test
    void annotationsOnMethodsAndFieldsAreCheckedToo() {
        Compilation result = compile("""
                class Test {
                    @AxiomModel(value = "classifier.onnx", output = "float32[batch,10]")
                    int right;
                    @AxiomModel(value = "classifier.onnx", output = "float32[batch,9]")
                    void wrong() {}
                }
                """);
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.diagnostics().get(0)).startsWith("ERROR 5:");
    }

    /** Decides by a word in the property, and remembers what it was asked. */
    private static final class Prover implements QuickProver {
        private final List<String> asked = new ArrayList<>();

        @Override
        public Answer prove(Network network, String property, boolean float32, Duration limit) {
            asked.add(network.outputShape() + " " + property + " " + float32 + " " + limit.toMillis());
            Verdict verdict = property.contains("0 <= 1")
                    ? Verdict.PROVED
                    : property.contains("1 <= 0") ? Verdict.REFUTED : Verdict.UNKNOWN;
            return new Answer(verdict, "as the test says");
        }
    }

    private static final String THREE = """
            @AxiomModel("classifier.onnx")
            class Test {
                @Prove("0 <= 1")
                @Prove(value = "1 <= 0", semantics = Semantics.FLOAT32, timeout = 5)
                void two() {}
                @Prove("2 <= 2")
                int one;
            }
            """;

    private static Compilation proving(String source, QuickProver... provers) {
        return Compilation.of(
                "import org.axiomj.annotations.*;\n" + source,
                List.of(provers),
                "-Aaxiom.models=" + folder,
                "-Aaxiom.prove=fast");
    }

    @Test
    void propertiesGoToTheProverWithinASecond() {
        Prover prover = new Prover();
        Compilation result = proving(THREE, prover);
        assertThat(prover.asked)
                .containsExactlyInAnyOrder(
                        "[1, 10] 0 <= 1 false 1000", "[1, 10] 1 <= 0 true 1000", "[1, 10] 2 <= 2 false 1000");
        assertThat(result.success()).isFalse();
        assertThat(result.diagnostics())
                .containsExactlyInAnyOrder(
                        "NOTE 4:12 [axiom] proved: 0 <= 1",
                        "ERROR 5:20 [axiom] the property is false: as the test says",
                        "NOTE 7:12 [axiom] not decided at compile time: as the test says");
    }

    @Test
    void withoutAProverANoteSaysSoOnce() {
        Compilation result = proving(THREE);
        assertThat(result.success()).isTrue();
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.diagnostics().get(0)).startsWith("NOTE").contains("no prover is on the processor path");
    }

    @Test
    void withoutTheOptionNothingIsProved() {
        Prover prover = new Prover();
        assertThat(compile(THREE, prover).diagnostics()).isEmpty();
        assertThat(prover.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "@Prove(\"forall x. sum(softmax(x)) == 1\")",
                "@Prove(\"forall x in [-1, 1]. 0 <= f(x)[0]\")",
                "@Prove(\"forall x in linf(x0, 2/255) and [0, 1]. argmax(f(x)) == 3\")",
                "@Prove(\"localRobust(f, x0, 1/100)\")",
                "@Ensure(\"finite(output)\")",
                "@Ensure(\"sum(output) ~= 1.0 +- 1e-6\")",
            })
    void aRightPropertyIsAccepted(String annotation) {
        Compilation result = compile("@AxiomModel(\"classifier.onnx\") class Test { " + annotation + " int a; }");
        assertThat(result.diagnostics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "@Prove(\"forall x. sum(softmax(x) == 1\")      ; @Prove:1:",
                "@Prove(\"forall x in [-1, 1] f(x)[0] >= 0\")   ; @Prove:1:",
                "@Prove(\"\")                                   ; expected a property, found nothing to prove",
                "@Prove(\"forall x : real[3], y : real[4]. x <= y\") ; @Prove:1:",
                "@Prove(\"forall x. x\")                        ; @Prove:1:",
                "@Ensure(\"finite(output\")                     ; @Ensure:1:",
                "@Ensure(\"output +\")                          ; @Ensure:1:",
            })
    void aWrongPropertyIsRefusedAtItsText(String annotation, String place) {
        Compilation result = compile("@AxiomModel(\"classifier.onnx\") class Test {\n    " + annotation + " int a; }");
        assertThat(result.success()).isFalse();
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.diagnostics().get(0))
                .startsWith("ERROR 3:" + (annotation.indexOf('"') + 5) + " [axiom] " + place);
    }

    @Test
    void theTypesOfPropertiesAreThoseOfTheModel(@TempDir Path other) throws IOException {
        Model.input(FLOAT32, batch(), 4).dense(3).build().toOnnx(other.resolve("small.onnx"));
        String source = "import org.axiomj.annotations.*;\n@AxiomModel(\"small.onnx\") class Test {\n"
                + "@Prove(\"forall x in [0, 1]. f(x)[2] <= 9\") int right;\n"
                + "@Prove(\"forall x in [0, 1]. f(x)[3] <= 9\") int wrong;\n}";
        Compilation result = Compilation.of(source, List.of(), "-Aaxiom.models=" + other);
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.diagnostics().get(0)).startsWith("ERROR 4:8 [axiom] @Prove:1:");
    }
}
