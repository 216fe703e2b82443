package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.axiomj.cli.Demo.Run;
import org.axiomj.cli.syntax.CommandSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
    static Iterable<String> commands() {
        return Subcommands.NAMES;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsFoundByItsNameAndHasHelp(String name) {
        CommandSyntax syntax = Subcommands.named(name).orElseThrow().syntax();
        assertThat(syntax.name()).isEqualTo(name);

        Run run = Demo.run(name, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("axiom " + name)
                .contains(syntax.summary().split(" ")[0]);
    }

    @Test
    void helpListsEveryCommand() {
        Run run = Demo.run("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(Subcommands.NAMES);
    }

    @Test
    void theVersionIsTheBuilds() {
        Run run = Demo.run("--version");
        assertThat(run.out()).matches("axiom [0-9]+\\.[0-9]+\\.[0-9]+\n");
    }

    @Test
    void noCommandIsAMistakeThatIsAnsweredWithHelp() {
        Run run = Demo.run();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("verify");
    }

    @Test
    void anUnknownCommandIsAMistake() {
        Run run = Demo.run("refute", "x");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("'refute'").contains("axiom --help");
    }

    @Test
    void anUnknownOptionIsAMistake() {
        Run run = Demo.run("verify", "m.onnx", "p.vnnlib", "--tiemout", "5");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("--tiemout").contains("axiom verify --help");
    }
}
