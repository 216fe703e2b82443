package org.axiomj.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axiomj.cli.syntax.CommandSyntax.Option;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.junit.jupiter.api.Test;

class FullReaderTest {
    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "export",
            "Writes the problem.",
            List.of(new Positional("MODEL", "The network.", false)),
            List.of(new Option("--smt2", "FILE", "Where to.")));

    @Test
    void aMisspeltOptionIsExplained() {
        assertThatThrownBy(() -> FullReader.read(SYNTAX, List.of("m.onnx", "--smt")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--smt")
                .hasMessageContaining("axiom export --help");
    }

    @Test
    void aMissingArgumentIsNamed() {
        assertThatThrownBy(() -> FullReader.read(SYNTAX, List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("MODEL");
    }

    @Test
    void helpNamesEveryArgument() {
        assertThat(FullReader.help(SYNTAX))
                .contains("axiom export", "MODEL", "The network.", "--smt2", "FILE", "Where to.");
    }

    @Test
    void helpOnEverythingNamesEveryCommandAndTheExitCodes() {
        assertThat(FullReader.help(List.of(SYNTAX))).contains("export", "Writes the problem.", "Exit codes");
    }
}
