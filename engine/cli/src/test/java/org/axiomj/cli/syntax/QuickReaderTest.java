package org.axiomj.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axiomj.cli.syntax.CommandSyntax.Option;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.junit.jupiter.api.Test;

class QuickReaderTest {
    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "verify",
            "For tests.",
            List.of(new Positional("MODEL", "a", false), new Positional("PROPERTY", "b", true)),
            List.of(
                    new Option("--timeout", "S", "c"),
                    new Option("--timestamp", "S", "c"),
                    new Option("--quiet", "", "d"),
                    new Option("--seed", "N", "e")));

    @Property(tries = 2000)
    void whatItReadsPicocliReadsTheSameWay(@ForAll("commandLines") List<String> words) {
        Optional<Arguments> quick = QuickReader.read(SYNTAX, words.toArray(new String[0]), 0);
        if (quick.isPresent()) {
            assertThat(FullReader.read(SYNTAX, words)).isEqualTo(quick.get());
        }
    }

    @Provide
    Arbitrary<List<String>> commandLines() {
        return Arbitraries.of(
                        "m.onnx",
                        "p.vnnlib",
                        "-1",
                        "10",
                        "--timeout",
                        "--timeout=5",
                        "--time",
                        "--quiet",
                        "--quiet=true",
                        "--seed",
                        "--seed=-3",
                        "--seed=",
                        "-q",
                        "--",
                        "@file",
                        "\"q\"",
                        "",
                        "--timeout 5",
                        "a=b",
                        "f=x;g=y")
                .list()
                .ofMaxSize(7);
    }

    @Test
    void anOrdinaryCommandLineIsReadWithoutPicocli() {
        String[] words = {"verify", "m.onnx", "p.vnnlib", "--timeout", "5", "--quiet", "--seed=7"};

        Arguments arguments = QuickReader.read(SYNTAX, words, 1).orElseThrow();

        assertThat(arguments.positionals()).containsExactly("m.onnx", "p.vnnlib");
        assertThat(arguments.options())
                .containsOnly(
                        java.util.Map.entry("--timeout", "5"),
                        java.util.Map.entry("--quiet", ""),
                        java.util.Map.entry("--seed", "7"));
    }

    @Test
    void aCommandLineWithAMistakeIsLeftToPicocli() {
        assertThat(QuickReader.read(SYNTAX, new String[] {"m.onnx"}, 0)).isEmpty();
        assertThat(QuickReader.read(SYNTAX, new String[] {"m", "p", "--nonsense"}, 0))
                .isEmpty();
        assertThat(QuickReader.read(SYNTAX, new String[] {"m", "p", "--timeout"}, 0))
                .isEmpty();
        assertThat(QuickReader.read(SYNTAX, new String[] {"m", "p", "--seed", "1", "--seed", "2"}, 0))
                .isEmpty();
    }
}
