package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.axiomj.cli.Demo.Run;
import org.axiomj.ir.Models;
import org.axiomj.ir.core.CoreOp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    /** What verify wrote for the demo's advisory and head-on, gzipped. */
    private static byte[] written;

    @TempDir
    private Path folder;

    private Path model;
    private Path property;
    private Path certificate;

    @BeforeAll
    static void aProof(@TempDir Path shared) throws IOException {
        Path file = shared.resolve("proof.axc");
        Run run = Demo.run(
                "verify",
                Demo.file(shared, "advisory.onnx"),
                Demo.file(shared, "head-on.vnnlib"),
                "--certificate",
                file,
                "--require-certificate",
                "--threads",
                "1");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        written = Files.readAllBytes(file);
    }

    @BeforeEach
    void theFiles() throws IOException {
        model = Demo.file(folder, "advisory.onnx");
        property = Demo.file(folder, "head-on.vnnlib");
        certificate = Files.write(folder.resolve("proof.axc"), written);
    }

    private Run check(Object... more) {
        Object[] words = new Object[4 + more.length];
        System.arraycopy(new Object[] {"check", certificate, model, property}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Demo.run(words);
    }

    private static byte[] plain() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(written)).readAllBytes();
    }

    private void assertInvalid(String why) {
        Run run = check();
        assertThat(run.out()).startsWith("INVALID").contains(why);
        assertThat(run.code()).isEqualTo(1);
    }

    private void assertBadInput(Path file, String what) {
        Run run = check();
        assertThat(run.code()).as(run.out()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("axiom: ").contains(file.getFileName().toString(), what);
    }

    // ------------------------------------------------------------------------------------------------ valid

    @Test
    void whatVerifyWroteIsValid() {
        Run run = check();
        assertThat(run.out()).startsWith("VALID  [real arithmetic, kernel ").contains("advisory.onnx", "X_0");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void aCertificateMayBeUnpackedAndModelAndPropertyPacked() throws IOException {
        Files.write(certificate, plain());
        assertThat(check().out()).startsWith("VALID");

        model = packed(model);
        property = packed(property);
        assertThat(check().out()).startsWith("VALID");
    }

    private Path packed(Path file) throws IOException {
        Path packed = folder.resolve(file.getFileName() + ".gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        Files.delete(file);
        return packed;
    }

    @Test
    void aCommentInThePropertyChangesNothing() throws IOException {
        Files.writeString(property, "; a comment\n" + Files.readString(property).replace("X_0 2)", "X_0 2.000)"));
        assertThat(check().out()).startsWith("VALID");
    }

    @Test
    void printShowsEveryNodeAndEndsInATheorem() throws IOException {
        Run run = check("--print");
        assertThat(run.code()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).matches("axiomj certificate version [0-9]+ statement [0-9a-f]{64}");
        assertThat(lines).contains("node case 0 path -").anyMatch(l -> l.startsWith("  row >= "));
        int theorem = lines.indexOf(
                lines.stream().filter(l -> l.startsWith("theorem ")).findFirst().orElseThrow());
        assertThat(lines.subList(1, theorem)).allMatch(l -> l.startsWith("node ") || l.startsWith("  "));
        assertThat(lines.get(theorem + 1)).startsWith("VALID");
    }

    // ------------------------------------------------------------------------------------------------ invalid

    @Test
    void theModelWithOneBitOfOneWeightChangedIsAnotherStatement() throws IOException {
        CoreOp.Affine first = Models.read(model).core().nodes().stream()
                .filter(n -> n.op() instanceof CoreOp.Affine)
                .map(n -> (CoreOp.Affine) n.op())
                .findFirst()
                .orElseThrow();
        double[] weight = {0};
        first.map().row(0, (column, w) -> weight[0] = w);
        byte[] bytes = Files.readAllBytes(model);
        byte[] sought = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat((float) weight[0])
                .array();
        int at = 0;
        while (!Arrays.equals(Arrays.copyOfRange(bytes, at, at + 4), sought)) {
            at++;
        }
        bytes[at] ^= 1;
        Files.write(model, bytes);

        assertInvalid("another statement");
    }

    @Test
    void thePropertyWithOneBoundChangedIsAnotherStatement() throws IOException {
        String text = Files.readString(property);
        for (String[] change : new String[][] {
            {"(<= X_0 4)", "(<= X_0 3.9999999999999999999999)"}, {"(>= Y_0 Y_3)", "(>= Y_0 (+ Y_3 1))"}, {"and", "or"}
        }) {
            Files.writeString(property, text.replace(change[0], change[1]));
            assertInvalid("another statement");
        }
    }

    @Test
    void aCertificateThatIsCutOffAnywhereBehindItsHeaderIsInvalid() throws IOException {
        byte[] plain = plain();
        for (int length : new int[] {12, 40, 60, plain.length / 2, plain.length - 2, plain.length - 1}) {
            Files.write(certificate, Arrays.copyOf(plain, length));
            assertInvalid("the certificate ends too early");
        }
        for (int length : new int[] {written.length / 2, written.length - 9, written.length - 1}) {
            Files.write(certificate, Arrays.copyOf(written, length));
            assertInvalid("the certificate");
        }
    }

    @Test
    void moreThanACertificateIsInvalid() throws IOException {
        byte[] plain = plain();
        Files.write(certificate, Arrays.copyOf(plain, plain.length + 1));
        assertInvalid("bytes after the last tree");
    }

    @Test
    void anUnknownVersionIsRefused() throws IOException {
        byte[] plain = plain();
        plain[4] = 77;
        Files.write(certificate, plain);
        assertInvalid("version 77");
    }

    @Test
    void aDeadlineRefusesTheCertificateAndAcceptsNothing() {
        Run run = check("--timeout", "0.000001");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("INVALID").contains("deadline");
    }

    @Test
    void printShowsTheCertificateDownToWhatIsWrongWithIt() throws IOException {
        byte[] plain = plain();
        Files.write(certificate, Arrays.copyOf(plain, plain.length - 2));
        Run run = check("--print");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("node case 0 path -", "rejected at case ", "INVALID")
                .doesNotContain("theorem");
    }

    // ------------------------------------------------------------------------------------------------ bad input

    @Test
    void aFileThatIsNoCertificateIsBadInput() throws IOException {
        Files.writeString(certificate, "(declare-const X_0 Real)");
        assertBadInput(certificate, "expected a certificate, which begins with AXJC, found other content");
    }

    @Test
    void aMissingCertificateIsBadInput() throws IOException {
        Files.delete(certificate);
        assertBadInput(certificate, "expected a certificate, found no such file");
    }

    @Test
    void anEmptyCertificateIsBadInput() throws IOException {
        Files.write(certificate, new byte[0]);
        assertBadInput(certificate, "expected a certificate, which begins with AXJC, found an empty file");
    }

    @Test
    void aDirectoryIsNoCertificate() throws IOException {
        Files.delete(certificate);
        Files.createDirectory(certificate);
        assertBadInput(certificate, "expected a certificate, found a directory");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 6, 8})
    void aFileThatEndsWithinTheHeaderIsBadInput(int length) throws IOException {
        Files.write(certificate, Arrays.copyOf(plain(), length));
        assertBadInput(
                certificate, length < 4 ? "expected a certificate" : "the file ends within the certificate's header");
    }

    @Test
    void aWordThatIsNoArithmeticIsBadInput() throws IOException {
        byte[] plain = plain();
        plain[6] = 'R';
        Files.write(certificate, plain);
        assertBadInput(certificate, "expected a certificate about real or float32 arithmetic, found 'Real'");
    }

    @Test
    void aMissingModelOrPropertyIsBadInput() throws IOException {
        Files.delete(property);
        assertBadInput(property, "head-on");
        Files.delete(model);
        assertBadInput(model, "advisory");
    }

    // ------------------------------------------------------------------------------------------------ what it loads

    @Test
    void nothingOfTheProverAndNothingNativeIsLoaded() throws Exception {
        Path log = folder.resolve("classes.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "check",
                        certificate.toString(),
                        model.toString(),
                        property.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).startsWith("VALID");

        List<String> loaded;
        try (var lines = Files.lines(log)) {
            loaded = lines.filter(l -> l.contains(" source: "))
                    .map(l -> l.replaceFirst("^(\\[[^]]*\\])* *", "").split(" ")[0])
                    .toList();
        }
        assertThat(loaded).contains("org.axiomj.kernel.Kernel", "org.axiomj.cli.CheckCommand");
        assertThat(loaded)
                .noneMatch(name -> name.startsWith("org.axiomj.engine.")
                        || name.startsWith("org.axiomj.encoders.")
                        || name.startsWith("org.axiomj.proofs.elaborate.")
                        || name.startsWith("ai.onnxruntime.")
                        || name.startsWith("com.microsoft.z3.")
                        || name.startsWith("org.sosy_lab.")
                        || name.startsWith("de.uni_freiburg."));
    }
}
