package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher {@code axiom} in a small copy of the source tree, with scripts in place of Java and Maven. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
                *'Main --version') echo 'Could not reserve enough space' >&2; exit "${TRIAL:-0}" ;;
                *-version) echo 'openjdk version "17.0.1"' >&2 ;;
                *Training*) ;;
                *) echo "process $$ runs $*"; exit "${ANSWER:-0}" ;;
            esac
            """;

    private static final String MAVEN = """
            #!/bin/sh
            touch engine/cli/target/axiom.jar
            """;

    @TempDir
    private Path root;

    private record Run(int code, long pid, String text) {}

    @BeforeEach
    void aBuiltTree() throws IOException {
        script("axiom", Files.readString(Repository.root().resolve("axiom")));
        script("jdk/bin/java", JAVA);
        script("maven/mvn", MAVEN);
        Instant hourAgo = Instant.now().minusSeconds(3600);
        for (String source : List.of(
                "pom.xml",
                "model-ir/pom.xml",
                "model-ir/src/main/java/Old.java",
                "proofs/kernel/pom.xml",
                "proofs/kernel/src/main/java/Old.java")) {
            write(source, "");
        }
        try (var all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(hourAgo));
            }
        }
        Files.setLastModifiedTime(write("engine/cli/target/axiom.jar", ""), FileTime.from(hourAgo.plusSeconds(1800)));
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void script(String name, String text) throws IOException {
        assertThat(write(name, text).toFile().setExecutable(true)).isTrue();
    }

    private Run axiom(Map<String, String> environment, String... prefix) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(prefix));
        words.addAll(List.of(root.resolve("axiom").toString(), "verify", "m.onnx", "p.vnnlib"));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().compute("PATH", (key, path) -> root.resolve("maven") + ":" + path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), process.pid(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "3", "4"})
    void itBecomesJavaWhichGetsEverySignalAndGivesTheExitCode(String answer) throws Exception {
        Run run = axiom(Map.of("ANSWER", answer));

        assertThat(run.text()).startsWith("process " + run.pid() + " runs ").endsWith("Main verify m.onnx p.vnnlib\n");
        assertThat(run.code()).isEqualTo(Integer.parseInt(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void aJavaThatItsOptionsKeepFromStartingIsNoRefutation(String variable) throws Exception {
        Run run = axiom(Map.of(variable, "-XX:+UseG1GC", "TRIAL", "1"));

        assertThat(run.code()).isEqualTo(ExitCode.DEFECT);
        assertThat(run.text())
                .startsWith("axiom: ")
                .contains(variable, "Could not reserve")
                .doesNotContain("runs");
        assertThat(axiom(Map.of(variable, "-Da=b", "ANSWER", "1")).code()).isEqualTo(ExitCode.REFUTED);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aJavaThatALimitKeepsFromStartingIsNoRefutation() throws Exception {
        String[] limited = {"sh", "-c", "ulimit -v 64000000; exec \"$0\" \"$@\""};

        Run run = axiom(Map.of("TRIAL", "1"), limited);

        assertThat(run.code()).isEqualTo(ExitCode.DEFECT);
        assertThat(run.text())
                .startsWith("axiom: ")
                .contains("ulimit -v is 64000000")
                .doesNotContain("runs");
        assertThat(axiom(Map.of("ANSWER", "1"), limited).code()).isEqualTo(ExitCode.REFUTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "model-ir/pom.xml",
                "model-ir/src/main/java/Old.java",
                "model-ir/src/main/java/New.java",
                "model-ir/src/main/resources/deep/down/new.txt",
                "proofs/kernel/src/main/java/New.java",
                "engine/another/pom.xml",
                "engine/another/src/main/java/New.java"
            })
    void aNewerSourceOfAnyModuleIsBuilt(String source) throws Exception {
        write(source, "new");

        assertThat(axiom(Map.of()).text()).contains("axiom: building").contains(" runs ");
        assertThat(axiom(Map.of()).text()).doesNotContain("axiom: building").contains(" runs ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"README.md", "docs/page.md", "model-ir/src/test/java/NewTest.java", "model-ir/target/a.class"})
    void whatIsNoSourceOfTheProgramIsNotBuilt(String other) throws Exception {
        write(other, "new");

        assertThat(axiom(Map.of()).text()).doesNotContain("axiom: building").contains(" runs ");
    }

    @Test
    void aSourceThatIsGoneIsBuiltToo() throws Exception {
        Files.delete(root.resolve("proofs/kernel/src/main/java/Old.java"));

        assertThat(axiom(Map.of()).text()).contains("axiom: building");
    }
}
