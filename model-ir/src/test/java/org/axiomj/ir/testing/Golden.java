package org.axiomj.ir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are kept in files and compared; {@code -Dgolden.accept} writes them anew, for review in the difference. */
public final class Golden {
    private Golden() {}

    /** Compares {@code text} with the file of that name under src/test/resources/golden. */
    public static void check(String name, String text) throws IOException {
        Path file = Path.of("src", "test", "resources", "golden").resolve(name);
        String actual = text.stripTrailing() + "\n";
        if (System.getProperty("golden.accept") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(file).as("golden file; run with -Dgolden.accept to write it").exists();
        assertThat(actual).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
    }
}
