package org.axiomj.properties.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.axiomj.properties.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A pair of files per mistake: {@code name.axiom} and its message {@code name.err}. {@code -Dgolden.accept} writes the
 * messages anew: review the difference.
 */
class GoldenErrorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/errors");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".axiom"))
                    .map(name -> name.substring(0, name.length() - ".axiom".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMistakeIsExplained(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name + ".axiom"));
        Throwable refused = catchThrowable(
                () -> TypeChecker.check(PropertyParser.parse(text, name + ".axiom"), TypeCheckerTest.ENVIRONMENT));
        assertThat(refused).isInstanceOf(InvalidPropertyException.class);
        String message = refused.getMessage() + "\n";
        assertThat(message)
                .matches("(?s)[^\n]*\\.axiom:\\d+:\\d+: expected [^\n]*, found [^\n]*\n  [^\n]*\n  *\\^+\n  [^\n]+\n")
                .doesNotContain("null");
        Path expected = FOLDER.resolve(name + ".err");
        if (System.getProperty("golden.accept") != null) {
            Files.writeString(expected, message);
        }
        assertThat(message).isEqualTo(Files.readString(expected));
    }

    @Test
    void thereAreManyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(100);
    }
}
