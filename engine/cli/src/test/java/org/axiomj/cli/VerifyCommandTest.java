package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axiomj.cli.Demo.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    private Path folder;

    private Run verify(String property, Object... more) {
        Path model = Demo.file(folder, property.startsWith("three") ? "digits.onnx" : "advisory.onnx");
        return verify(model, Demo.file(folder, property), more);
    }

    private Run verify(Path model, Path property, Object... more) {
        Object[] words = new Object[9 + more.length];
        System.arraycopy(
                new Object[] {
                    "verify",
                    model,
                    property,
                    "--timeout",
                    "60",
                    "--result",
                    folder.resolve("result"),
                    "--json",
                    folder.resolve("json")
                },
                0,
                words,
                0,
                9);
        System.arraycopy(more, 0, words, 9, more.length);
        return Demo.run(words);
    }

    private String result() throws IOException {
        return Files.readString(folder.resolve("result"));
    }

    /** The JSON file, which must be as the schema in docs says. */
    private JsonNode json() throws IOException {
        JsonNode json = new ObjectMapper().readTree(folder.resolve("json").toFile());
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Repository.root().resolve("docs/result-schema.json")));
        assertThat(schema.validate(json)).isEmpty();
        return json;
    }

    @Test
    void aPropertyThatHoldsIsProvedInEveryOutput() throws IOException {
        Run run = verify("head-on.vnnlib");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out()).startsWith("PROVED").contains("certificate, ").contains("accepted by kernel");
        assertThat(result()).isEqualTo("unsat\n");
        JsonNode json = json();
        assertThat(json.get("verdict").textValue()).isEqualTo("PROVED");
        assertThat(json.get("domain").get("boxes").get(0).get("upper").get(1).textValue())
                .isEqualTo("0.1");
        assertThat(json.get("model").get("operators").get("Gemm").intValue()).isEqualTo(4);
    }

    @Test
    void aPropertyThatFailsIsRefutedWithAWitnessInsideTheBox() throws IOException {
        Run run = verify("ahead.vnnlib");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("REFUTED").contains("X_4 =").contains("onnxruntime");
        assertThat(result()).startsWith("sat\n((X_0 ").endsWith("))\n");
        JsonNode point = json().get("counterexample");
        assertThat(point.get("input")).hasSize(5);
        assertThat(new java.math.BigDecimal(point.get("input").get(0).textValue()))
                .isBetween(new java.math.BigDecimal("2"), new java.math.BigDecimal("4"));
        for (JsonNode replay : point.get("replay")) {
            assertThat(replay.get("violates").booleanValue())
                    .as(replay.toString())
                    .isTrue();
        }
    }

    @Test
    void aRequiredCertificateIsWrittenAndIsOneThatCheckAccepts() throws IOException {
        Path certificate = folder.resolve("proof.axc");

        Run run = verify("head-on.vnnlib", "--require-certificate", "--certificate", certificate);

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("PROVED").contains("accepted by kernel");
        assertThat(result()).isEqualTo("unsat\n");
        assertThat(json().get("evidence").get("kind").textValue()).isEqualTo("certificate");
        Run check = Demo.run("check", certificate, folder.resolve("advisory.onnx"), folder.resolve("head-on.vnnlib"));
        assertThat(check.code()).as(check.out() + check.err()).isZero();
    }

    /** A function with jumps has no certificate rule. */
    @Test
    void whereACertificateIsImpossibleAProofIsTooLittleIfOneIsRequired() throws IOException {
        Path certificate = folder.resolve("proof.axc");
        Path model = Files.write(folder.resolve("sign.onnx"), sign());
        Path property = Files.writeString(
                folder.resolve("p.vnnlib"),
                "(declare-const X_0 Real)(declare-const Y_0 Real)"
                        + "(assert (>= X_0 0))(assert (<= X_0 1))(assert (>= Y_0 2))");

        Run run = verify(model, property, "--require-certificate", "--certificate", certificate);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).startsWith("UNKNOWN(UNCERTIFIED)").contains("Sign");
        assertThat(result()).isEqualTo("unknown\n");
        assertThat(json().get("reason").textValue()).isEqualTo("UNCERTIFIED");
        assertThat(certificate).doesNotExist();

        Run word = verify(model, property, "--certificate", certificate);
        assertThat(word.code()).isZero();
        assertThat(word.out()).startsWith("PROVED").contains("oracle:axiom-search");
        assertThat(certificate).doesNotExist();
    }

    @Test
    void noCertificateExcludesTheOptionsThatAskForOne() {
        Run both = verify("head-on.vnnlib", "--no-certificate", "--require-certificate");
        assertThat(both.code()).isEqualTo(3);
        assertThat(both.err()).contains("--no-certificate", "--require-certificate", "exclude each other");
        Run file = verify("head-on.vnnlib", "--no-certificate", "--certificate", folder.resolve("proof.axc"));
        assertThat(file.code()).isEqualTo(3);
        assertThat(file.err()).contains("--no-certificate and --certificate exclude each other");

        Run alone = verify("head-on.vnnlib", "--no-certificate");
        assertThat(alone.code()).isZero();
        assertThat(alone.out()).startsWith("PROVED").contains("oracle:axiom-search");
    }

    @Test
    void aCertificateOfAnEarlierProofIsGoneAfterARefutation() throws IOException {
        Path certificate = folder.resolve("proof.axc");
        assertThat(verify("head-on.vnnlib", "--certificate", certificate).code())
                .isZero();
        assertThat(certificate).exists();

        assertThat(verify("ahead.vnnlib", "--certificate", certificate).code()).isEqualTo(1);

        assertThat(certificate).doesNotExist();
        assertThat(filesIn(folder)).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void float32IsAnsweredWithACertificateThatSaysSo() throws IOException {
        Path certificate = folder.resolve("proof.axc");

        Run run = verify("head-on.vnnlib", "--semantics", "float32", "--certificate", certificate);

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("PROVED").contains("float32");
        assertThat(json().get("semantics").textValue()).isEqualTo("float32");
        assertThat(json().get("evidence").get("kind").textValue()).isEqualTo("certificate");
        Run check = Demo.run("check", certificate, folder.resolve("advisory.onnx"), folder.resolve("head-on.vnnlib"));
        assertThat(check.code()).as(check.out() + check.err()).isZero();
        assertThat(check.out()).contains("float32 arithmetic");
    }

    /** {@code y = tanh(x)}, one number, in the fields of ONNX's protobuf. */
    private static byte[] sign() {
        String value = "\n\1%s\22\16\n\14\10\1\22\10\n\2\10\1\n\2\10\1";
        String node = "\n\14\n\1x\22\1y\"\4Sign";
        String graph = node + "\22\1g" + "Z\23" + value.formatted("x") + "b\23" + value.formatted("y");
        String model = "\10\7:" + (char) graph.length() + graph + "B\2\20\15";
        return model.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aDamagedModelIsAnErrorInEveryOutput() throws IOException {
        Path model = Files.writeString(folder.resolve("broken.onnx"), "not a network");

        Run run = verify(model, Demo.file(folder, "ahead.vnnlib"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("broken.onnx");
        assertThat(result()).isEqualTo("error\n");
        assertThat(json().get("error").get("kind").textValue()).isEqualTo("input");
    }

    @Test
    void aModelThatNeedsMoreMemoryThanThereIsIsUnknown() throws Exception {
        Path model = folder.resolve("large.onnx");
        try (RandomAccessFile file = new RandomAccessFile(model.toFile(), "rw")) {
            file.setLength(32 << 20);
        }
        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "verify",
                        model.toString(),
                        Demo.file(folder, "ahead.vnnlib").toString(),
                        "--result",
                        folder.resolve("result").toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(small.waitFor()).isEqualTo(2);
        assertThat(printed).startsWith("UNKNOWN(MEMORY)").contains("large.onnx", "--memory");
        assertThat(result()).isEqualTo("unknown\n");
    }

    @Test
    void aMissingFileIsAnError() throws IOException {
        Run run = verify(folder.resolve("nowhere.onnx"), Demo.file(folder, "ahead.vnnlib"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("nowhere.onnx");
        assertThat(json().get("model").get("sha256").textValue()).isEmpty();
    }

    @Test
    void aPropertyOfAnotherNetworkIsAnErrorAndNoVerdict() throws IOException {
        Run run = verify(Demo.file(folder, "digits.onnx"), Demo.file(folder, "ahead.vnnlib"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("ahead.vnnlib");
        assertThat(result()).isEqualTo("error\n");
    }

    @Test
    void severalPropertiesAreDecidedOneAfterTheOtherAndTheWorstGivesTheCode() {
        Path model = Demo.file(folder, "advisory.onnx");
        Run run = Demo.run(
                "verify", model, Demo.file(folder, "head-on.vnnlib"), Demo.file(folder, "ahead.vnnlib"), "--quiet");

        assertThat(run.out()).isEqualTo("PROVED\nREFUTED\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void aResultFileForSeveralPropertiesIsRefused() {
        Path model = Demo.file(folder, "advisory.onnx");
        Path property = Demo.file(folder, "ahead.vnnlib");

        Run run = Demo.run("verify", model, property, property, "--result", folder.resolve("result"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("one property");
    }

    @Test
    void aResultFileThatCannotBeIsRefusedBeforeAnyWork() {
        Run run = Demo.run("verify", "m.onnx", "p.vnnlib", "--result", folder.resolve("no/such/folder"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("--result").contains("does not exist");
    }

    @Test
    void everyIntermediateIsKeptWhereThatIsAskedFor() throws IOException {
        Path kept = folder.resolve("not/there/yet");

        Run run = verify("head-on.vnnlib", "--keep", kept);

        assertThat(run.code()).isEqualTo(0);
        assertThat(filesIn(kept))
                .containsExactly(
                        "01-model.txt",
                        "02-core.txt",
                        "03-query.vnnlib",
                        "04-bounds.txt",
                        "05-search.txt",
                        "06-verdict.json");
        assertThat(kept.resolve("01-model.txt"))
                .content()
                .isEqualTo(Demo.run("shapes", folder.resolve("advisory.onnx")).out());
        assertThat(kept.resolve("02-core.txt")).content().contains("DenseMap 5 -> 32", "Relu", "the output is node");
        assertThat(kept.resolve("04-bounds.txt")).content().contains("case 0", "undecided", "Y_1 <= Y_0");
        assertThat(kept.resolve("05-search.txt")).content().contains(" s  attack", " s  bounds");
        assertThat(kept.resolve("06-verdict.json")).hasSameTextualContentAs(folder.resolve("json"));
    }

    @Test
    void theQueryThatIsKeptAsksTheSame() {
        Path kept = folder.resolve("kept");
        verify("ahead.vnnlib", "--keep", kept);

        Run again = Demo.run("verify", folder.resolve("advisory.onnx"), kept.resolve("03-query.vnnlib"), "--quiet");

        assertThat(again.out()).isEqualTo("REFUTED\n");
    }

    @Test
    void aRunThatEndsEarlyKeepsWhatItReachedAndNothingOfAnEarlierOne() throws IOException {
        Path kept = folder.resolve("kept");
        verify("head-on.vnnlib", "--keep", kept);

        Run run = verify(Demo.file(folder, "digits.onnx"), Demo.file(folder, "ahead.vnnlib"), "--keep", kept);

        assertThat(run.code()).isEqualTo(3);
        assertThat(filesIn(kept)).containsExactly("01-model.txt", "02-core.txt", "06-verdict.json");
        assertThat(kept.resolve("06-verdict.json")).content().contains("\"error\"");
    }

    @Test
    void aFolderToKeepIntermediatesInThatCannotBeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        Run run = verify("head-on.vnnlib", "--keep", file);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("--keep", file.toString());
    }

    private static java.util.List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void twoNetworksForAPropertyOfOneAreAMistakeAndNotGuessed() throws IOException {
        Path model = Demo.file(folder, "advisory.onnx");
        Run run = verify(Path.of("f=" + model + ";g=" + model), Demo.file(folder, "ahead.vnnlib"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("expected one model for a specification of version 1.0, found 2");
        assertThat(result()).isEqualTo("error\n");
        assertThat(json().get("error").get("kind").textValue()).isEqualTo("input");
    }

    private static final String TWO_COPIES = """
            (vnnlib-version <2.0>)
            (declare-network f (declare-input X real [5]) (declare-output Y real [5]))
            (declare-network g (equal-to f) (declare-input Z real [5]) (declare-output W real [5]))
            (assert (and (>= X[0] 2) (<= X[0] 4) (== X[1] 0) (== X[2] 0) (== X[3] 60) (== X[4] 60)))
            (assert (and (== Z[1] X[1]) (== Z[2] X[2]) (== Z[3] X[3]) (== Z[4] X[4])))
            (assert (and (<= X[0] Z[0]) (<= Z[0] 4)))
            """;

    @Test
    void twoCopiesOfANetworkAreRefutedWithTheWitnessOfVersion2() throws IOException {
        Path model = Demo.file(folder, "advisory.onnx");
        Path property = Files.writeString(folder.resolve("copies.vnnlib"), TWO_COPIES + "(assert (>= Y[0] W[0]))");

        Run run = Demo.run(
                "verify",
                property,
                "--network",
                "f=" + model,
                "--result",
                folder.resolve("result"),
                "--json",
                folder.resolve("json"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(result().lines().toList())
                .hasSize(1 + 4 * 6)
                .startsWith("sat", "X real [5]")
                .contains("Z real [5]", "Y real [5]", "W real [5]");
        JsonNode json = json();
        assertThat(json.get("models")).hasSize(2);
        assertThat(json.get("models").get(0).get("name").textValue()).isEqualTo("f");
        assertThat(json.get("models").get(1).get("path").textValue()).isEqualTo(model.toString());
        assertThat(json.get("counterexample").get("replay")).hasSize(3);
    }

    @Test
    void aProofAboutTwoNetworksHasACertificateThatChecksAgainstTheFiles() throws IOException {
        Path model = Demo.file(folder, "advisory.onnx");
        Path property = Files.writeString(
                folder.resolve("copies.vnnlib"),
                TWO_COPIES + "(assert (and (== X[0] 3) (== Z[0] 3) (> Y[0] (+ W[0] 0.5))))");
        Path certificate = folder.resolve("proof.cert");
        String models = "f=" + model + ";g=" + model;

        Run run = verify(Path.of(models), property, "--certificate", certificate, "--require-certificate");

        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(Demo.run("check", certificate, models, property).code()).isZero();
        Path other = Files.writeString(
                folder.resolve("other.vnnlib"), Files.readString(property).replace("0.5", "0.4"));
        assertThat(Demo.run("check", certificate, models, other).code()).isEqualTo(1);
        assertThat(Demo.run("export", models, property, "--smt2", folder.resolve("out.smt2"))
                        .code())
                .isZero();
    }

    @Test
    void aModelThatIsMissingIsNamed() throws IOException {
        Path property =
                Files.writeString(folder.resolve("two.vnnlib"), TWO_COPIES.replace("equal-to", "isomorphic-to"));
        Path model = Demo.file(folder, "advisory.onnx");

        Run run = Demo.run("verify", property, "--network", "f=" + model);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("two.vnnlib:3:18: expected a model for the network g, found none");
    }
}
