package org.axiomj.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that a reader sees all of it or none. */
final class WholeFile {
    private WholeFile() {}

    /** Something that writes text piece by piece. */
    @FunctionalInterface
    interface Content {
        void writeTo(Appendable out) throws IOException;
    }

    static void write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        fill(file, draft -> Files.write(draft, bytes));
    }

    /** Writes text that is too long to be held; returns its length in bytes. */
    static long write(Path file, Content content) throws IOException {
        fill(file, draft -> {
            try (BufferedWriter out = Files.newBufferedWriter(draft)) {
                content.writeTo(out);
            }
        });
        return Files.size(file);
    }

    @FunctionalInterface
    private interface Filling {
        void into(Path draft) throws IOException;
    }

    private static void fill(Path file, Filling filling) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // /dev/stdout and pipes can only be written to.
            filling.into(file);
            return;
        }
        // The time tells processes apart well enough; asking for the process's number takes ten milliseconds.
        Path draft = file.resolveSibling("." + file.getFileName() + "." + Long.toHexString(System.nanoTime()));
        try {
            filling.into(draft);
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
