package org.axiomj.properties.vnnlib;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Where the third-party specifications are. Tests that need them skip, visibly, where they are not. */
final class BenchData {
    private BenchData() {}

    static Path folder() {
        for (Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath(); at != null; at = at.getParent()) {
            Path bench = at.resolve("shared").resolve("bench");
            if (Files.isDirectory(bench)) {
                return bench;
            }
        }
        Assumptions.abort("no folder shared/bench above " + System.getProperty("user.dir"));
        throw new IllegalStateException();
    }

    /** All specifications, in order; of version 2.0 or of version 1.0 and unknown ones. */
    static List<Path> specifications(boolean version2) throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(f ->
                            f.toString().endsWith(".vnnlib.gz") || f.toString().endsWith(".vnnlib"))
                    .filter(f -> version2 == f.toString().contains("vnnlib2_"))
                    .sorted()
                    .toList();
        }
    }

    static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            InputStream unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
