package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axiomj.cli.Demo.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    private Path folder;

    @Test
    void shapesShowsEveryLayer() {
        Run run = Demo.run("shapes", Demo.file(folder, "digits.onnx"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("picture", "dense1", "Gemm", "[N, 24]", "1,560", "2,410 parameters");
    }

    @Test
    void shapesOfADamagedModelIsAnError() throws IOException {
        Run run = Demo.run("shapes", Files.writeString(folder.resolve("broken.onnx"), "nothing"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("broken.onnx");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void lintSaysWhetherTheModelCanBeVerified() throws IOException {
        assertThat(Demo.run("lint", Demo.file(folder, "digits.onnx")).code()).isZero();

        Run broken = Demo.run("lint", Files.writeString(folder.resolve("broken.onnx"), "nothing"));
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.out()).contains("broken.onnx").contains("what to do");
    }

    @Test
    void exportWritesAScriptThatAsksTheQuestion() throws IOException {
        Path script = folder.resolve("problem.smt2");

        Run run = Demo.run(
                "export", Demo.file(folder, "advisory.onnx"), Demo.file(folder, "ahead.vnnlib"), "--smt2", script);

        assertThat(run.code()).isZero();
        assertThat(Files.readString(script)).contains("(set-logic", "X_4", "(check-sat)");
    }

    @Test
    void exportWithoutAPlaceToWriteToIsAMistake() {
        Run run = Demo.run("export", Demo.file(folder, "advisory.onnx"), Demo.file(folder, "ahead.vnnlib"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("--smt2");
    }

    @Test
    void solversTriesEachOfThem() {
        Run run = Demo.run("solvers");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("auto", "z3", "smtinterpol");
    }

    @Test
    void benchDecidesEveryRowAndSeesWhatTheTableExpects() throws IOException {
        Demo.file(folder, "advisory.onnx");
        Demo.file(folder, "head-on.vnnlib");
        Demo.file(folder, "ahead.vnnlib");
        Path table = Files.writeString(
                folder.resolve("instances.csv"),
                "onnx,vnnlib,timeout_s,expected\n"
                        + "advisory.onnx,head-on.vnnlib,60,unsat\n"
                        + "advisory.onnx,ahead.vnnlib,60,sat\n");

        Run run = Demo.run("bench", table, "--out", folder.resolve("answers.csv"));

        assertThat(run.out()).contains("2 of 2 decided").contains("0 against what the table expects");
        assertThat(run.code()).isEqualTo(1);
        assertThat(Files.readAllLines(folder.resolve("answers.csv")))
                .hasSize(3)
                .anyMatch(line -> line.contains("head-on.vnnlib,unsat,unsat,"));
    }

    @Test
    void benchFailsLoudlyWhereAnAnswerContradictsTheTable() throws IOException {
        Demo.file(folder, "advisory.onnx");
        Demo.file(folder, "ahead.vnnlib");
        Path table = Files.writeString(
                folder.resolve("instances.csv"),
                "onnx,vnnlib,timeout_s,expected\nadvisory.onnx,ahead.vnnlib,60,unsat\n");

        Run run = Demo.run("bench", table);

        assertThat(run.out()).contains("CONTRADICTS expected unsat");
        assertThat(run.code()).isEqualTo(4);
    }
}
