package org.axiomj.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fingerprints of input files. */
final class FileFacts {
    private FileFacts() {}

    /** SHA-256 of the file's bytes as they are on disk, in hexadecimal; empty where the file cannot be read. */
    static String sha256(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            Sha256 digest = new Sha256();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, read);
            }
            return digest.hex();
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
