package org.axiomj.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** What this program and the libraries in it are, as the build wrote it down. */
public final class Version {
    /** Libraries whose word or replay can stand in a verdict. */
    public static final List<String> SOLVERS = List.of("z3", "java-smt", "onnxruntime");

    private static final Properties VERSIONS = read();

    private Version() {}

    /** The program's own version. */
    public static String current() {
        return of("axiom");
    }

    /** The version of a bundled library. */
    public static String of(String library) {
        return VERSIONS.getProperty(library, "unknown");
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
