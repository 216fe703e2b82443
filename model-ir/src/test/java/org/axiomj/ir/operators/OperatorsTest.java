package org.axiomj.ir.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    @Test
    void theDocumentListsExactlyTheOperatorsOfTheRegistry() throws IOException {
        String registry =
                Files.readString(Path.of("src", "main", "java", "org", "axiomj", "ir", "operators", "Operators.java"));
        Matcher names = Pattern.compile("\"([A-Z]\\w+)\"").matcher(registry);
        List<String> registered = names.results().map(m -> m.group(1)).toList();
        List<String> documented = Files.readAllLines(Path.of("..", "docs", "operators.md")).stream()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();
        assertThat(documented).containsExactlyElementsOf(registered).hasSizeGreaterThan(80);
        assertThat(registered).allSatisfy(name -> assertThat(Operators.of(name)).as(name).isPresent());
    }

    @Test
    void anotherNameIsUnknown() {
        assertThat(Operators.of("Relux")).isEmpty();
    }
}
