package org.axiomj.properties.vnnlib;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Query;
import org.axiomj.properties.UnsupportedPropertyException;

/**
 * Reads VNN-LIB 1.0 specifications: the SMT-LIB subset with declarations {@code X_i} and {@code Y_i} of sort Real and
 * assertions over and, or, not, =>, comparisons, linear terms, let and constants without parameters.
 *
 * <p>Sound and complete: the query has a counterexample (x, y) exactly where all assertions hold of (x, y), over exact
 * rational numbers. Errors are {@link InvalidPropertyException} (the text is wrong, or does not fit the network) and
 * {@link UnsupportedPropertyException} (the text may be right), both with file, line and column. Text and memory are
 * bounded, so any file ends in one of the three soon.
 */
public final class VnnLib {
    private static final long MOST_TEXT = 256L << 20;

    private VnnLib() {}

    /**
     * Reads a file, unpacked or packed by gzip, whatever its name.
     *
     * @param inputSize number of the network's inputs, which the file must declare as X_0, X_1, ...
     * @param outputSize number of the network's outputs, which the file must declare as Y_0, Y_1, ...
     */
    public static Query read(Path file, int inputSize, int outputSize) {
        return parse(new SourceText(file.toString(), bytes(file)), inputSize, outputSize, CaseSplitter.MOST_CASES);
    }

    /**
     * Reads a text.
     *
     * @param fileName for messages
     */
    public static Query parse(String text, String fileName, int inputSize, int outputSize) {
        if (text.length() > mostText()) {
            throw tooLong(fileName);
        }
        SourceText source = new SourceText(fileName, text.getBytes(StandardCharsets.UTF_8));
        return parse(source, inputSize, outputSize, CaseSplitter.MOST_CASES);
    }

    static Query parse(SourceText source, int inputSize, int outputSize, int mostCases) {
        Budget budget = new Budget(
                source,
                Math.min(1L << 29, Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 3)));
        return new Query(inputSize, outputSize, new Script(source, inputSize, outputSize, budget, mostCases).run());
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            boolean packed = head.length == 2 && head[0] == (byte) 0x1f && head[1] == (byte) 0x8b;
            return packed ? unpacked(file) : allOf(in, head, file);
        } catch (IOException e) {
            throw new InvalidPropertyException(
                    file + ":1:1: expected a readable file, found an error (" + e + "); check the path and the file",
                    e);
        }
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            return allOf(in, new byte[0], file);
        }
    }

    private static long mostText() {
        return Math.min(MOST_TEXT, Math.max(4L << 20, Runtime.getRuntime().maxMemory() / 24));
    }

    private static UnsupportedPropertyException tooLong(String fileName) {
        return new UnsupportedPropertyException(fileName + ":1:1: expected at most " + (mostText() >> 20)
                + " MB of text with the memory that Java has, found more; "
                + "give Java more with -Xmx, or split the specification");
    }

    private static byte[] allOf(InputStream in, byte[] head, Path file) throws IOException {
        long most = mostText();
        byte[] bytes = Arrays.copyOf(head, 1 << 14);
        int size = head.length;
        while (true) {
            int count = in.read(bytes, size, bytes.length - size);
            if (count < 0) {
                return Arrays.copyOf(bytes, size);
            }
            size += count;
            if (size > most) {
                throw tooLong(file.toString());
            }
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * size, most + 1));
            }
        }
    }
}
