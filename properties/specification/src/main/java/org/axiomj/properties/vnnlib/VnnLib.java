package org.axiomj.properties.vnnlib;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.axiomj.ir.Network;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Problem;
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
     * Reads a file of version 1.0 or 2.0, which its content says.
     *
     * @param networks by the names that version 2.0 declares; one alone may be under the empty name
     */
    public static Problem read(Path file, Map<String, Network> networks) {
        return problem(new SourceText(file.toString(), bytes(file)), networks);
    }

    /** Reads a text of version 1.0 or 2.0, which its content says. */
    public static Problem parse(String text, String fileName, Map<String, Network> networks) {
        return problem(new SourceText(fileName, text.getBytes(StandardCharsets.UTF_8)), networks);
    }

    /**
     * Reads a file as far as that goes without networks: its syntax and, in version 2.0, all declarations and assertions.
     *
     * @return whether it is version 2.0; other files are not looked at further
     */
    public static boolean checkVersion2(Path file) {
        SourceText source = new SourceText(file.toString(), bytes(file));
        boolean version2 = Version2.isVersion2(source);
        if (version2) {
            Version2.check(source, budget(source));
        }
        return version2;
    }

    private static Problem problem(SourceText source, Map<String, Network> networks) {
        if (Version2.isVersion2(source)) {
            return Version2.read(source, networks, budget(source));
        }
        if (networks.size() != 1) {
            throw source.invalid(
                    0,
                    "expected one model for a specification of version 1.0, found " + networks.size()
                            + "; give one, or a specification of version 2.0");
        }
        Network network = networks.values().iterator().next();
        Query query = parse(source, network.core().inputSize(), network.core().outputSize(), CaseSplitter.MOST_CASES);
        return Problem.of(network, query);
    }

    private static Budget budget(SourceText source) {
        return new Budget(
                source,
                Math.min(1L << 29, Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 3)));
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
        return new Query(
                inputSize, outputSize, new Script(source, inputSize, outputSize, budget(source), mostCases).run());
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
