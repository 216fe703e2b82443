package org.axiomj.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fresh process loads, and what it leaves behind. */
class StartUpTest {
    private static final String Z3 = "com.microsoft.z3.";
    private static final String JAVA_SMT = "org.sosy_lab.";

    @Test
    void encodingAndNamingSolversLoadsNoSolver(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(loaded(folder, "none")).noneMatch(c -> c.startsWith(Z3) || c.startsWith(JAVA_SMT));
    }

    @Test
    void oneSolverDoesNotLoadTheOther(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(loaded(folder, "smtinterpol"))
                .anyMatch(c -> c.startsWith(JAVA_SMT))
                .noneMatch(c -> c.startsWith(Z3));
        assertThat(loaded(folder, "z3")).anyMatch(c -> c.startsWith(Z3)).noneMatch(c -> c.startsWith(JAVA_SMT));
    }

    @Test
    void aProcessThatIsHaltedLeavesNoUnpackedLibrary(@TempDir Path folder) throws IOException, InterruptedException {
        loaded(folder, "z3");
        if (Files.isReadable(Path.of("/proc/self/maps"))) {
            try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
                assertThat(left.filter(p -> p.getFileName().toString().startsWith("turnkey")))
                        .isEmpty();
            }
        }
    }

    /** Names of the classes that a process loads which encodes a network and lets the named solver decide it. */
    private static List<String> loaded(Path folder, String solver) throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Path log = folder.resolve("classes-" + solver + ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Xlog:class+load:file=" + log.getFileName(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartUpTest.class.getName(),
                        solver)
                .directory(folder.toFile())
                .redirectError(folder.resolve("warnings.txt").toFile())
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the process ends").isTrue();
        assertThat(Files.readString(folder.resolve("output.txt"))).isEqualTo("done\n");
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            String[] words = line.substring(line.lastIndexOf(']') + 1).trim().split(" ", 2);
            names.add(words[0]);
        }
        assertThat(names).contains("org.axiomj.encoders.CaseEncoder");
        return names;
    }

    /** The process; it ends as one whose time is up. */
    public static void main(String[] arguments) {
        SplittableRandom random = new SplittableRandom(1);
        CoreGraph graph = TinyNetworks.random(random, 2, 3, 2, 2);
        Query.Case unsafe = TinyQueries.random(random, graph);
        SmtLibWriter.write(graph, TinyQueries.query(graph, List.of(unsafe)));
        SmtSolvers.all().forEach(SmtSolver::name);
        SmtSolvers.find(arguments[0])
                .ifPresent(s -> SmtDecision.decide(graph, unsafe, s, System.nanoTime() + 20_000_000_000L));
        System.out.print("done\n");
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
