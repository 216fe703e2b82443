package org.axiomj.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A size that the processor computes is the size that Java computes: the compiled expression is run and compared. */
class ArithmeticAgreementTest {
    private static final String VARIABLES =
            "int a = %d; long b = %dL; double c = %s; double d = %d; int e = (int) (%s);";

    @Property(tries = 40)
    void aRightModelIsNeverRefusedAndAWrongOneAlways(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        String variables = String.format(
                java.util.Locale.ROOT,
                VARIABLES,
                random.nextInt(),
                random.nextLong(),
                random.nextInt(100) / 8.0,
                random.nextInt(9),
                expression(random, 2, "abcd"));
        String expression = "(int) (" + expression(random, 3, "abcde") + ") % 50";
        int value = run("class Test { static int v() { " + variables + " return " + expression + "; } }");
        Assume.that(value >= 1);
        assertThat(compile(variables, value, expression).diagnostics()).isEmpty();
        assertThat(compile(variables, value + 1, expression).diagnostics()).hasSize(1);
    }

    private static Compilation compile(String variables, int input, String expression) {
        return Compilation.of(
                "import org.axiomj.model.*; class Test { void f() { " + variables
                        + " Model.input(Model.FLOAT32, Model.batch(), " + input + ").dense(" + expression + ", 1); } }",
                List.of());
    }

    private static String expression(Random random, int depth, String names) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return switch (random.nextInt(5)) {
                case 0 -> String.valueOf(random.nextInt(1000));
                case 1 -> random.nextInt(1000) + "L";
                case 2 -> String.valueOf(random.nextInt(1000) / 8.0);
                default -> String.valueOf(names.charAt(random.nextInt(names.length())));
            };
        }
        String left = expression(random, depth - 1, names);
        return switch (random.nextInt(8)) {
            case 0 -> "(int) (" + left + ")";
            case 1 -> "(long) (" + left + ")";
            case 2 -> "-(" + left + ")";
            default ->
                "(" + left + ") " + "+-*/%".charAt(random.nextInt(5)) + " (" + expression(random, depth - 1, names)
                        + ")";
        };
    }

    /** What Java computes; 0 where it divides by zero. */
    private static int run(String source) throws IOException, ReflectiveOperationException {
        Path folder = Files.createTempDirectory(Path.of("target"), "run");
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Test.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options = List.of("-d", folder.toString(), "-proc:none", "-nowarn");
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(new StringWriter(), null, null, options, null, List.of(file))
                .call();
        assertThat(compiled).as(source).isTrue();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            var method = loader.loadClass("Test").getDeclaredMethod("v");
            method.setAccessible(true);
            return (int) method.invoke(null);
        } catch (InvocationTargetException dividesByZero) {
            return 0;
        }
    }
}
