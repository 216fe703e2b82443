package org.axiomj.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the kernel's class files hold, as the JDK's own disassembler sees them. */
class ByteCodeTest {
    private static final Pattern FLOATING = Pattern.compile(
            "^\\s*\\d+: ([df](load|store|const|add|sub|mul|div|rem|neg|return|aload|astore|cmp)\\w*|[dfil]2[df]|[df]2[il]"
                    + "|[df]aload|[df]astore|newarray\\s+(float|double))");
    private static final Pattern DESCRIPTOR =
            Pattern.compile("Method [\\w/$.\"<>]*:\\([^)]*\\)[DF]|:\\([^)]*[DF][^)L;]*\\)");
    private static final Pattern CALL = Pattern.compile("(?:Method|InterfaceMethod) ([\\w/$.\"<>]+):(\\(.*)$");

    private static List<String> disassembly(Class<?> beside) throws Exception {
        ToolProvider javap = ToolProvider.findFirst("javap").orElse(null);
        Assumptions.assumeTrue(javap != null, "this Java has no javap");
        Path classes = Path.of(beside.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("org/axiomj/kernel");
        List<String> arguments = new ArrayList<>(List.of("-c", "-p", "-s"));
        try (Stream<Path> files = Files.list(classes)) {
            files.filter(f -> f.toString().endsWith(".class"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(arguments::add);
        }
        assertThat(arguments.size()).isGreaterThan(5);
        StringWriter out = new StringWriter();
        javap.run(new PrintWriter(out), new PrintWriter(out), arguments.toArray(new String[0]));
        return out.toString().lines().toList();
    }

    @Test
    void thereIsNoFloatingPointNoAssertAndNoReflection() throws Exception {
        assertThat(forbidden(Kernel.class)).isEmpty();
        assertThat(String.join("\n", forbidden(Offender.class)))
                .as("the scan finds what is there")
                .contains("dmul", "dadd", "$assertionsDisabled");
    }

    private static List<String> forbidden(Class<?> beside) throws Exception {
        List<String> bad = new ArrayList<>();
        for (String line : disassembly(beside)) {
            boolean descriptor = line.strip().startsWith("descriptor:")
                    && line.replaceAll("L[^;]*;", "").matches(".*[DF].*");
            if (FLOATING.matcher(line).find()
                    || descriptor
                    || DESCRIPTOR.matcher(line.replaceAll("L[\\w/$]*;", "")).find()
                    || line.contains("$assertionsDisabled")
                    || line.contains("java/lang/reflect")
                    || line.contains("java/lang/Class.forName")
                    || line.contains("sun/misc/Unsafe")
                    || line.contains("doubleValue")
                    || line.contains("floatValue")) {
                bad.add(line);
            }
        }
        return bad;
    }

    @Test
    void noMethodReachesItself() throws Exception {
        assertThat(loops(Kernel.class)).isEmpty();
        assertThat(String.join("\n", loops(Offender.class)))
                .as("the scan finds what is there")
                .contains("Offender.floating", "Offender.recursive");
    }

    private static List<String> loops(Class<?> beside) throws Exception {
        Map<String, Set<String>> calls = new LinkedHashMap<>();
        String type = "";
        String name = "";
        String method = "";
        for (String line : disassembly(beside)) {
            Matcher declared = Pattern.compile("(?:class|interface|record) (org\\.axiomj\\.kernel\\.[\\w$.]+)")
                    .matcher(line);
            if (!line.startsWith(" ") && declared.find()) {
                type = declared.group(1).replace('.', '/');
            }
            Matcher header = Pattern.compile("^  \\S.*?([\\w$<>]+|static \\{\\})\\(?.*;$")
                    .matcher(line);
            if (line.startsWith("  ") && !line.startsWith("   ") && header.find()) {
                Matcher plain = Pattern.compile("([\\w$.]+)\\(").matcher(line);
                name = plain.find() ? plain.group(1) : "<clinit>";
                name = name.contains(".") ? "\"<init>\"" : name;
            } else if (line.strip().startsWith("descriptor:")) {
                method = type + "." + name + line.strip().substring("descriptor: ".length());
            }
            Matcher call = CALL.matcher(line);
            if (call.find()) {
                String target = call.group(1).contains(".") ? call.group(1) : type + "." + call.group(1);
                calls.computeIfAbsent(method, m -> new LinkedHashSet<>()).add(target + call.group(2));
            }
        }
        assertThat(calls.size()).isGreaterThan(15);
        List<String> loops = new ArrayList<>();
        for (String m : calls.keySet()) {
            Set<String> reached = new LinkedHashSet<>();
            List<String> open = new ArrayList<>(calls.get(m));
            while (!open.isEmpty()) {
                String next = open.remove(open.size() - 1);
                if (reached.add(next)) {
                    open.addAll(calls.getOrDefault(next, Set.of()));
                }
            }
            if (reached.contains(m)) {
                loops.add(m);
            }
        }
        return loops;
    }
}
