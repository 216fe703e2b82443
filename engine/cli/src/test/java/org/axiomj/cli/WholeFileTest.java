package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void theFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("result"), "an older and longer answer");

        WholeFile.write(file, "unsat\n");

        assertThat(file).hasContent("unsat\n");
        assertThat(folder.toFile().list()).containsExactly("result");
    }

    @Test
    void aFailureLeavesNoDraft() {
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("missing").resolve("result"), "unsat\n"))
                .isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).isEmpty();
    }
}
