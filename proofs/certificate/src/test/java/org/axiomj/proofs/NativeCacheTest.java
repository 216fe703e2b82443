package org.axiomj.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeCacheTest {
    @TempDir
    Path root;

    @Test
    void librariesAreUnpackedOnceAndCompletely() throws IOException {
        Path folder = NativeCache.folder(root.resolve("a/b")).orElseThrow();
        List<Path> files = list(folder);
        assertThat(files).hasSize(2);
        Path one = files.get(0);
        long size = Files.size(one);
        assertThat(size).isGreaterThan(10_000);
        Object first = Files.getLastModifiedTime(files.get(1));
        Files.delete(one);
        assertThat(NativeCache.folder(root.resolve("a/b"))).contains(folder);
        assertThat(Files.size(one)).isEqualTo(size);
        assertThat(Files.getLastModifiedTime(files.get(1))).isEqualTo(first);
        assertThat(list(folder)).hasSize(2);
    }

    @Test
    void theVersionIsTheOneOfTheLibraries() {
        NativeCache.prepare();
        assertThat(OrtEnvironment.getEnvironment().getVersion()).isEqualTo(NativeCache.VERSION);
    }

    @Test
    void theLibrariesHoldNoAddressToSendReportsTo() throws IOException {
        Path folder = NativeCache.folder(root).orElseThrow();
        for (Path library : list(folder)) {
            assertThat(Files.readString(library, StandardCharsets.ISO_8859_1).contains("events.data.microsoft"))
                    .as("%s sends telemetry; stay with a version that does not (docs/adr/0001)", library.getFileName())
                    .isFalse();
        }
    }

    @Test
    void whereTheFolderCannotBeMadeThereIsNone() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "in the way");
        assertThat(NativeCache.folder(file)).isEmpty();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
