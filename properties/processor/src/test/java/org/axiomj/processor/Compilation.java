package org.axiomj.processor;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles one source in memory with the processor. A line {@code // BUG: text} expects an error on the next line whose message
 * contains the text, {@code // NOTE: text} a note; all others must not be.
 *
 * @param success what javac says
 * @param diagnostics errors, warnings and notes as {@code KIND line:column message}
 */
record Compilation(boolean success, List<String> diagnostics) {
    static Compilation of(String source, List<QuickProver> provers, String... options) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        Path classes = folder();
        List<String> all = new ArrayList<>(List.of("-d", classes.toString(), "-Xlint:-options", "-proc:full"));
        if (Runtime.version().feature() < 21) {
            all.remove("-proc:full");
        }
        all.addAll(List.of("-cp", System.getProperty("java.class.path")));
        all.addAll(List.of(options));
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Test.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavaCompiler.CompilationTask task =
                compiler.getTask(new StringWriter(), null, collector, all, null, List.of(file));
        task.setProcessors(List.of(new AxiomProcessor(provers)));
        boolean success = task.call();
        List<String> found = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> d : collector.getDiagnostics()) {
            found.add(d.getKind() + " " + d.getLineNumber() + ":" + d.getColumnNumber() + " "
                    + d.getMessage(Locale.ROOT));
        }
        return new Compilation(success, List.copyOf(found));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "classes");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
