package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axiomj.cli.Demo.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveCommandTest {
    @TempDir
    private Path folder;

    private static final String HEAD_ON = "forall x in [[2, -0.1, 3, 150, 150], [4, 0.1, 3.14, 300, 300]]."
            + " not (f(x)[0] >= f(x)[1] and f(x)[0] >= f(x)[2] and f(x)[0] >= f(x)[3] and f(x)[0] >= f(x)[4])";

    @Test
    void aPropertyOfAFileIsProvedAndItsCertificateChecked() throws IOException {
        Path model = Demo.file(folder, "advisory.onnx");
        Path property = Files.writeString(folder.resolve("head-on.axiom"), "prove headOn: " + HEAD_ON + "\n");
        Path certificate = folder.resolve("head-on.axc");

        Run run = Demo.run("verify", model, property, "--certificate", certificate);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("PROVED  " + HEAD_ON).contains("certificate, ");
        Run check = Demo.run("check", certificate, model, property);
        assertThat(check.out()).startsWith("VALID");
        Files.writeString(property, "prove headOn: " + HEAD_ON.replace("300, 300", "300, 301"));
        assertThat(Demo.run("check", certificate, model, property).code()).isEqualTo(1);
    }

    @Test
    void aRefutationNamesTheElementsAsThePropertyDoes() {
        Path model = Demo.file(folder, "advisory.onnx");

        Run run = Demo.run(
                "prove",
                "forall x in [[2,-0.1,-3.14,50,50],[4,0.1,3.14,300,300]]. f(x)[0] < f(x)[1]",
                "--model",
                model);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("REFUTED").contains("x[0] = ", "onnxruntime");
    }

    @Test
    void severalModelsAreNamedOnTheCommandLine() {
        Path model = Demo.file(folder, "advisory.onnx");

        Run run = Demo.run(
                "prove",
                "forall x in [[2,0,3,150,150],[2.1,0,3.1,151,151]]. f(x)[0] - g(x)[0] <= 50",
                "--model",
                "f=" + model,
                "--model",
                "g=" + model);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("PROVED");
    }

    @Test
    void functionsNeedNoModel() {
        Run run = Demo.run("prove", "∀x. sum(softmax(x)) == 1");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("PROVED").contains("oracle:z3");

        Run certified = Demo.run("prove", "forall x. sum(softmax(x)) == 1", "--require-certificate");
        assertThat(certified.code()).isEqualTo(2);
        assertThat(certified.out()).startsWith("UNKNOWN(UNCERTIFIED)");
    }

    @Test
    void theLastOfSeveralVerdictsDoesNotHideTheOthers() throws IOException {
        Path file = Files.writeString(
                folder.resolve("facts.axiom"),
                "prove wrong: forall x : real. x^2 > 0\nprove right: forall x : real. relu(x) >= 0\n");
        Run run = Demo.run("prove", file, "--quiet");
        assertThat(run.out()).isEqualTo("REFUTED\nPROVED\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void aMistakeIsShownWhereItIs() {
        Run run = Demo.run("prove", "forall x in [0, 1]. sofmax(x) <= 1");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("property:1:21", "^", "did you mean 'softmax'?");
    }

    @Test
    void aFileWithoutAnythingToProveIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("none.axiom"), "let a = 1\n");
        Run run = Demo.run("prove", file);
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("expected something to prove, found none");
    }
}
