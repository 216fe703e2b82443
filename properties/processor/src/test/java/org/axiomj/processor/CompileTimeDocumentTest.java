package org.axiomj.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axiomj.model.Model.FLOAT32;
import static org.axiomj.model.Model.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axiomj.model.Model;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The programs in docs/compile-time.md: each compiles, but for lines with the comment {@code // error: message}. */
class CompileTimeDocumentTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeTheModel() {
        Model.input(FLOAT32, batch(), 3, 32, 32).flatten().dense(10).build().toOnnx(folder.resolve("classifier.onnx"));
    }

    private static List<String> programs() throws IOException {
        List<String> programs = new ArrayList<>();
        Matcher m = PROGRAM.matcher(Files.readString(Path.of("../../docs/compile-time.md")));
        while (m.find()) {
            programs.add(m.group(1));
        }
        return programs;
    }

    @Test
    void everyProgramOfTheDocumentCompilesAsItSays() throws IOException {
        assertThat(programs()).hasSize(5);
        for (String program : programs()) {
            List<String> expected = new ArrayList<>();
            String[] lines = program.split("\n");
            for (int i = 0; i < lines.length; i++) {
                int error = lines[i].indexOf("// error: ");
                if (error >= 0) {
                    expected.add("ERROR " + (i + 1) + ":");
                    expected.add(lines[i].substring(error + 10));
                }
            }
            Compilation result = Compilation.of(program, List.of(), "-Aaxiom.models=" + folder);
            assertThat(result.success()).isEqualTo(expected.isEmpty());
            assertThat(result.diagnostics()).hasSize(expected.size() / 2);
            if (!expected.isEmpty()) {
                assertThat(result.diagnostics().get(0))
                        .startsWith(expected.get(0))
                        .contains(expected.get(1));
            }
        }
    }

    @Test
    void javacWithAProcessorPathRefusesTheFirstProgramAndTakesTheSecond() throws Exception {
        compileWith(Path.of(System.getProperty("java.home")));
    }

    static boolean anotherJdkIsNamed() {
        return System.getProperty("axiom.test.jdk") != null;
    }

    /** {@code -Daxiom.test.jdk=FOLDER} names another JDK to compile with. */
    @Test
    @EnabledIf("anotherJdkIsNamed")
    void soDoesTheJavacOfAnotherJdk() throws Exception {
        compileWith(Path.of(System.getProperty("axiom.test.jdk")));
    }

    private static void compileWith(Path jdk) throws Exception {
        Path source = folder.resolve("Classifier.java");
        String path = System.getProperty("java.class.path");
        for (int i = 0; i < 2; i++) {
            Files.writeString(source, programs().get(i));
            Process javac = new ProcessBuilder(
                            jdk.resolve("bin").resolve("javac").toString(),
                            "-cp",
                            path,
                            "-processorpath",
                            path,
                            "-d",
                            folder.toString(),
                            source.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(javac.getInputStream().readAllBytes());
            assertThat(javac.waitFor()).as(output).isEqualTo(1 - i);
            if (i == 0) {
                assertThat(output)
                        .contains("Classifier.java:9: error: [axiom] layer 1 (linear): expected 64 features, found"
                                + " 64 x 222 x 222 = 3154176 features; add .flatten() first")
                        .contains("            .linear(64, 10)")
                        .contains("1 error");
            } else {
                assertThat(output).isEmpty();
            }
        }
    }
}
