package org.axiomj.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPOutputStream;

/**
 * What the launcher has Java record, once after each build, so that later starts map these classes instead of loading them:
 * the demo, then a compressed problem, then every other class of axiom. Not a command.
 */
public final class Training {
    private Training() {}

    /**
     * Leaves the demo's files in the current folder.
     *
     * @param words the jar
     */
    public static void main(String[] words) throws IOException, ClassNotFoundException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Terminal system = Terminal.system();
        Terminal terminal = new Terminal(nowhere, nowhere, false, false, false, system.startNanos());
        Main.run(new String[] {"demo"}, terminal);
        for (String property : new String[] {"head-on", "ahead"}) {
            String model = compressed("axiom-demo/advisory.onnx");
            Main.run(new String[] {"verify", model, compressed("axiom-demo/" + property + ".vnnlib")}, terminal);
        }
        try (JarFile jar = new JarFile(words[0])) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith("org/axiomj/") && name.endsWith(".class")) {
                    Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), false, loader());
                }
            }
        }
    }

    private static ClassLoader loader() {
        return Training.class.getClassLoader();
    }

    private static String compressed(String file) throws IOException {
        String name = file + ".gz";
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(name)))) {
            Files.copy(Path.of(file), out);
        }
        return name;
    }
}
