package org.axiomj.ir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A model file in memory, decompressed where its name ends in .gz. Sizes are bounded by the memory there is, so that a
 * file that unpacks to gigabytes is an error and not the end of the process.
 *
 * @param stored the bytes as stored
 * @param content the bytes after decompression
 */
record ModelFile(byte[] stored, byte[] content) {
    private static final long MAX_BYTES = Integer.MAX_VALUE - 64;

    static ModelFile read(Path path) {
        String file = path.toString();
        byte[] stored;
        try {
            if (Files.isDirectory(path)) {
                throw new InvalidModelException(file + ": is a folder, expected a model file");
            }
            long size = Files.size(path);
            if (size > limit()) {
                throw tooLarge(file, "has " + size + " bytes");
            }
            stored = Files.readAllBytes(path);
        } catch (NoSuchFileException missing) {
            throw new InvalidModelException(file + ": there is no such file", missing);
        } catch (IOException e) {
            throw new InvalidModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return new ModelFile(stored, file.endsWith(".gz") ? unpack(stored, file) : stored);
    }

    /** A quarter of the heap: parsed and decoded, a model takes about three times its size. */
    private static long limit() {
        return Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 4);
    }

    private static InvalidModelException tooLarge(String file, String what) {
        String found = file + ": " + what + ", more than ";
        return limit() == MAX_BYTES
                ? new InvalidModelException(found + "the limit of 2 GiB")
                : new ModelTooLargeException(found + limit() + ", a quarter of Java's memory");
    }

    private static byte[] unpack(byte[] stored, String file) {
        // The format ends with the unpacked size modulo 2^32: a guess that spares copies, and no more than that.
        int guess = stored.length < 18 ? 0 : size(stored);
        byte[] content = new byte[guess > 0 && guess / 1100 <= stored.length && guess < limit() ? guess + 1 : 1 << 16];
        int length = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored), 1 << 16)) {
            int read = in.read(content, 0, content.length);
            while (read >= 0) {
                length += read;
                if (length == content.length) {
                    if (length >= limit()) {
                        throw tooLarge(file, "unpacks to more than " + length + " bytes");
                    }
                    content = Arrays.copyOf(content, (int) Math.min(limit(), 2L * length));
                }
                read = in.read(content, length, content.length - length);
            }
        } catch (IOException e) {
            throw new InvalidModelException(
                    file + ": is damaged or cut off, or not a gzip file: "
                            + (e.getMessage() == null ? "it ends" : e.getMessage()) + " (after " + length + " bytes)",
                    e);
        }
        return length == content.length ? content : Arrays.copyOf(content, length);
    }

    private static int size(byte[] stored) {
        int n = stored.length;
        return (stored[n - 4] & 0xff)
                | (stored[n - 3] & 0xff) << 8
                | (stored[n - 2] & 0xff) << 16
                | stored[n - 1] << 24;
    }
}
