package org.axiomj.properties.vnnlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axiomj.ir.Network;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.UnsupportedPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder per bad specification: {@code input.vnnlib}, read for a network of two inputs and two outputs, and
 * {@code expected.txt}, the message. {@code -Dgolden.accept} writes the messages anew: review the difference.
 */
class GoldenErrorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/vnnlib-errors");
    private static final Path FOLDER_2 = Path.of("src/test/resources/golden/vnnlib2-errors");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBadSpecificationIsRefusedWithTheExpectedMessage(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        String text = Files.readString(folder.resolve("input.vnnlib"));
        Throwable refused = catchThrowable(() -> VnnLib.parse(text, "input.vnnlib", 2, 2));
        requireRefusal(folder, refused);
    }

    private static void requireRefusal(Path folder, Throwable refused) throws IOException {
        assertThat(refused).isInstanceOfAny(InvalidPropertyException.class, UnsupportedPropertyException.class);
        assertThat(refused.getMessage())
                .matches("input\\.vnnlib:\\d+:\\d+: .*; .*")
                .doesNotContain("null");
        String message = refused.getClass().getSimpleName() + "\n" + refused.getMessage() + "\n";
        Path expected = folder.resolve("expected.txt");
        if (System.getProperty("golden.accept") != null) {
            Files.writeString(expected, message);
        }
        assertThat(message).isEqualTo(Files.readString(expected));
    }

    static List<String> version2Cases() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER_2)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("version2Cases")
    void aBadSpecificationOfVersion2IsRefusedWithTheExpectedMessage(String name) throws IOException {
        Path folder = FOLDER_2.resolve(name);
        String text = Files.readString(folder.resolve("input.vnnlib"));
        Network network = SmallNetworks.relu(2, 1, 1, -2, 0.5);
        requireRefusal(folder, catchThrowable(() -> VnnLib.parse(text, "input.vnnlib", Map.of("", network))));
    }

    @Test
    void thereAreManyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(40);
    }
}
