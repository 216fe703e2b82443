package org.axiomj.ir.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The shared benchmark data, which lie beside the repository where there are any. */
public final class Bench {
    private Bench() {}

    /** The folder; a test that asks for it where there is none is skipped, visibly. */
    public static Path folder() {
        Optional<Path> found = find();
        Assumptions.assumeTrue(
                found.isPresent(), "no folder shared/bench above " + Path.of("").toAbsolutePath());
        return found.get();
    }

    private static Optional<Path> find() {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            Path bench = p.resolve("shared").resolve("bench");
            if (Files.isDirectory(bench)) {
                return Optional.of(bench);
            }
        }
        return Optional.empty();
    }

    /** All files under the folder whose names end so, sorted; none where there is no folder. */
    public static List<Path> files(String... endings) {
        if (find().isEmpty()) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(find().get())) {
            return all.filter(Files::isRegularFile)
                    .filter(p -> Stream.of(endings).anyMatch(p.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
