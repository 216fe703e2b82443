package org.axiomj.ir.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.ModelTooLargeException;

/** Tensor data in files beside the model. A file must lie inside the model's folder, links followed. */
final class ExternalData {
    private final String file;
    private final Optional<Path> folder;

    /** {@code folder} is where the model lies; empty where it came from no file. */
    ExternalData(String file, Optional<Path> folder) {
        this.file = file;
        this.folder = folder;
    }

    /** The bytes of a tensor that needs {@code expected} of them; {@code entries} are location, offset and length. */
    ByteBuffer read(Map<String, String> entries, String where, long expected) {
        long length = number(entries, "length", expected, where);
        if (length != expected) {
            throw new InvalidModelException(
                    file + ": " + where + " needs " + expected + " bytes of external data, its length says " + length);
        }
        Path path = resolve(entries.getOrDefault("location", ""), where);
        return read(path, number(entries, "offset", 0, where), expected, where);
    }

    private long number(Map<String, String> entries, String key, long otherwise, String where) {
        String text = entries.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.trim());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, as negative numbers are.
        }
        throw new InvalidModelException(
                file + ": " + where + ": the external data's " + key + " is '" + text + "', expected a number");
    }

    private Path resolve(String location, String where) {
        if (folder.isEmpty()) {
            throw new InvalidModelException(
                    file + ": " + where + " has external data, but the model came from no folder");
        }
        try {
            Path base = folder.get().toRealPath();
            Path path = base.resolve(location).normalize();
            if (location.isEmpty() || !path.startsWith(base) || path.equals(base)) {
                throw new InvalidModelException(file + ": " + where + " has its data in '" + location
                        + "', which is outside the model's folder; move it beside the model");
            }
            if (!Files.isRegularFile(path)) {
                throw new InvalidModelException(file + ": " + where + " has its data in '" + location
                        + "', which is not there; copy it beside the model");
            }
            Path real = path.toRealPath();
            if (!real.startsWith(base)) {
                throw new InvalidModelException(file + ": " + where + " has its data in '" + location
                        + "', a link out of the model's folder; move the file beside the model");
            }
            return real;
        } catch (InvalidPathException | IOException e) {
            throw new InvalidModelException(
                    file + ": " + where + " has its data in '" + location + "': " + e.getMessage(), e);
        }
    }

    private ByteBuffer read(Path path, long offset, long expected, String where) {
        if (expected > Integer.MAX_VALUE - 8) {
            throw new InvalidModelException(
                    file + ": " + where + " needs " + expected + " bytes of external data, more than 2 GiB");
        } else if (expected > Runtime.getRuntime().maxMemory() / 8) {
            throw new ModelTooLargeException(file + ": " + where + " needs " + expected
                    + " bytes of external data, more than there is room for; give Java more memory");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (offset > channel.size() || channel.size() - offset < expected) {
                throw new InvalidModelException(file + ": " + where + " needs " + expected + " bytes at " + offset
                        + " of '" + path.getFileName() + "', which has " + channel.size());
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) expected);
            channel.position(offset);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new InvalidModelException(
                    file + ": " + where + ": cannot read '" + path.getFileName() + "': " + e.getMessage(), e);
        }
    }
}
