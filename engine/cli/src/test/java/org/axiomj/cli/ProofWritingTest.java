package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.uni_freiburg.informatik.ultimate.smtinterpol.DefaultLogger;
import de.uni_freiburg.informatik.ultimate.smtinterpol.LogProxy;
import de.uni_freiburg.informatik.ultimate.smtinterpol.option.OptionMap;
import de.uni_freiburg.informatik.ultimate.smtinterpol.proof.checker.CheckingScript;
import de.uni_freiburg.informatik.ultimate.smtinterpol.smtlib2.ParseEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.cli.Demo.Run;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a model and a property to the word of SMTInterpol's proof checker, as docs/outside-check.md shows it. */
class ProofWritingTest {
    @TempDir
    private Path folder;

    private Run export(Object model, Object property, Object... more) {
        List<Object> words = new ArrayList<>(List.of("export", model, property));
        words.addAll(List.of(more));
        return Demo.run(words.toArray());
    }

    private Path certificate(Object model, Object property) {
        Path certificate = folder.resolve("proof.axc");
        Run run = Demo.run("verify", model, property, "--certificate", certificate, "--quiet");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        return certificate;
    }

    private void isAccepted(Object model, Object property) throws IOException {
        Path certificate = certificate(model, property);

        Run run = export(
                model, property, "--proof", "resolute", "--certificate", certificate, "--out", folder.resolve("out"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("wrote out.smt2 and out.proof", "steps");
        assertThat(checked(folder.resolve("out.smt2"), folder.resolve("out.proof")))
                .contains("valid", "holes=0");
    }

    /** What the checker prints. */
    private static List<String> checked(Path problem, Path proof) throws IOException {
        DefaultLogger logger = new DefaultLogger();
        logger.setLoglevel(LogProxy.LOGLEVEL_OFF);
        List<String> said = new ArrayList<>();
        CheckingScript script = new CheckingScript(logger, proof.toString()) {
            @Override
            public void printResult(Object result) {
                said.add(result.toString());
            }
        };
        ParseEnvironment environment = new ParseEnvironment(script, new OptionMap(logger, true)) {
            @Override
            public void printResponse(Object response) {}
        };
        environment.parseStream(Files.newBufferedReader(problem), problem.toString());
        return said;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"advisory.onnx, head-on.vnnlib", "digits.onnx, three-0.05.vnnlib"})
    void theOutsideCheckerAcceptsTheProofsOfTheDemo(String model, String property) throws IOException {
        isAccepted(Demo.file(folder, model), Demo.file(folder, property));
    }

    @Test
    void theOutsideCheckerAcceptsAProofAboutAcasXu() throws IOException {
        Path bench = Repository.root().resolve("../shared/bench/acasxu_2023");
        Assumptions.assumeTrue(Files.isDirectory(bench), "../shared/bench is not there");

        isAccepted(bench.resolve("onnx/ACASXU_run2a_3_3_batch_2000.onnx.gz"), bench.resolve("vnnlib/prop_4.vnnlib.gz"));
    }

    @Test
    void aCertificateOfAnotherPropertyIsRefused() {
        Path model = Demo.file(folder, "digits.onnx");
        Path certificate = certificate(model, Demo.file(folder, "three-0.05.vnnlib"));

        Run run = export(
                model,
                Demo.file(folder, "three-0.2.vnnlib"),
                "--proof",
                "resolute",
                "--certificate",
                certificate,
                "--out",
                folder.resolve("out"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("another statement");
        assertThat(folder.resolve("out.proof")).doesNotExist();
        assertThat(folder.resolve("out.smt2")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--proof alethe --certificate c --out o, expected resolute",
        "--proof resolute --out o, --certificate",
        "--proof resolute --certificate c, --out",
        "--proof resolute --certificate c --out o --smt2 s, either",
        "--proof resolute --certificate nowhere --out o, nowhere",
    })
    void aMistakeIsExplained(String options, String message) {
        Run run = export(Demo.file(folder, "digits.onnx"), Demo.file(folder, "three-0.05.vnnlib"), (Object[])
                options.split(" "));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains(message);
    }
}
