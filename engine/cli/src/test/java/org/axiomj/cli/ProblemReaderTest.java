package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.axiomj.cli.syntax.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemReaderTest {
    @TempDir
    private Path folder;

    @Test
    void oneFileHasNoNameAndSeveralHaveTheirs() {
        assertThat(ProblemReader.files("a.onnx")).containsExactly(java.util.Map.entry("", "a.onnx"));
        assertThat(ProblemReader.files("f=a.onnx;g=b.onnx"))
                .containsExactly(java.util.Map.entry("f", "a.onnx"), java.util.Map.entry("g", "b.onnx"));
        assertThat(ProblemReader.files("f=a.onnx")).containsExactly(java.util.Map.entry("f", "a.onnx"));
        assertThat(ProblemReader.files("/a=b/c.onnx")).containsExactly(java.util.Map.entry("", "/a=b/c.onnx"));
    }

    @Test
    void aNameThatIsMissingOrGivenTwiceIsAMistake() {
        assertThatThrownBy(() -> ProblemReader.files("f=a.onnx;b.onnx"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("NAME=FILE")
                .hasMessageContaining("'b.onnx'");
        assertThatThrownBy(() -> ProblemReader.files("f=a.onnx;f=b.onnx"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'f' twice");
    }

    @Test
    void aFileThatIsNamedTwiceIsReadOnce() {
        Path model = Demo.file(folder, "advisory.onnx");
        var networks = ProblemReader.models("f=" + model + ";g=" + model);
        assertThat(networks.get("f")).isSameAs(networks.get("g"));
    }

    @Test
    void theStandardsCommandLineBecomesOurs() {
        assertThat(NetworkOptions.rewritten(new String[] {
                    "verify", "q.vnnlib", "--network", "f=a.onnx", "--timeout", "3", "--network=g=b.onnx"
                }))
                .containsExactly("verify", "f=a.onnx;g=b.onnx", "q.vnnlib", "--timeout", "3");
        assertThat(NetworkOptions.rewritten(new String[] {"check", "c.cert", "q.vnnlib", "--network", "f=a.onnx"}))
                .containsExactly("check", "c.cert", "f=a.onnx", "q.vnnlib");
        String[] plain = {"verify", "a.onnx", "q.vnnlib"};
        assertThat(NetworkOptions.rewritten(plain)).isSameAs(plain);
        assertThatThrownBy(() -> NetworkOptions.rewritten(new String[] {"verify", "q.vnnlib", "--network"}))
                .hasMessageContaining("expected NAME=FILE after it");
        assertThatThrownBy(() -> NetworkOptions.rewritten(new String[] {"verify", "q", "--network", "a.onnx"}))
                .hasMessageContaining("expected NAME=FILE, found 'a.onnx'");
    }
}
