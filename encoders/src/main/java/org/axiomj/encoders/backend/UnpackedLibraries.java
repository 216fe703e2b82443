package org.axiomj.encoders.backend;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Removes the files that Z3's loader unpacked into a temporary folder, as soon as they are loaded: the loader does so only at
 * a regular exit, and a process that is stopped at its deadline would leave 35 MB behind. Linux only, where loaded files may
 * be removed and are named in {@code /proc/self/maps}; elsewhere the loader's way has to do.
 */
final class UnpackedLibraries {
    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final Path MAPS = Path.of("/proc/self/maps");

    private UnpackedLibraries() {}

    /** Removes loaded libraries whose file name starts with {@code prefix}, where the loader has unpacked them. */
    static void delete(String prefix) {
        if (DONE.getAndSet(true) || !Files.isReadable(MAPS)) {
            return;
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        try (Stream<String> lines = Files.lines(MAPS)) {
            for (Path library : lines.filter(l -> l.indexOf('/') > 0)
                    .map(l -> Path.of(l.substring(l.indexOf('/'))))
                    .filter(p -> isUnpacked(p, temporary, prefix))
                    .distinct()
                    .toList()) {
                Path folder = library.getParent();
                Files.deleteIfExists(library);
                if (folder != null) {
                    deleteIfEmpty(folder);
                }
            }
        } catch (IOException | RuntimeException e) {
            // A matter of tidiness only: the loader tries again when the process ends.
            return;
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // The next library of this folder follows.
            return;
        }
    }

    private static boolean isUnpacked(Path file, Path temporary, String prefix) {
        Path folder = file.getParent();
        return folder != null
                && file.getFileName() != null
                && file.getFileName().toString().startsWith(prefix)
                && folder.getFileName() != null
                && folder.getFileName().toString().startsWith("turnkey")
                && temporary.equals(folder.getParent());
    }
}
