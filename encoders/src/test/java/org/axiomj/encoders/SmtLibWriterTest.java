package org.axiomj.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.axiomj.encoders.backend.SmtInterpolSolver;
import org.axiomj.encoders.backend.Z3Solver;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtLibWriterTest {
    private static final Path STOCK_Z3 = Path.of("/usr/bin/z3");

    /** A z3 program of another version, reading text, against the library and against SMTInterpol. */
    @Test
    void aStockZ3DecidesTheScriptsAsTheSolversHereDo(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(STOCK_Z3), "no z3 program at " + STOCK_Z3);
        boolean library = SmtSolvers.availability(new Z3Solver()).works();
        SplittableRandom random = new SplittableRandom(13);
        StringBuilder scripts = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int k = 0; k < 400; k++) {
            CoreGraph graph = TinyNetworks.random(random, 2, 3, 1 + random.nextInt(2), 2);
            List<Query.Case> cases = new ArrayList<>();
            for (int c = 0; c <= random.nextInt(3); c++) {
                cases.add(TinyQueries.random(random, graph));
            }
            expected.add(decide(graph, cases, library && k % 4 != 0 ? new Z3Solver() : new SmtInterpolSolver()));
            scripts.append("(reset)\n").append(SmtLibWriter.write(graph, TinyQueries.query(graph, cases)));
        }
        Path file = folder.resolve("all.smt2");
        Files.writeString(file, scripts);
        assertThat(verdicts(file, folder.resolve("answers.txt"))).isEqualTo(expected);
        assertThat(expected).contains("sat", "unsat");
    }

    @Test
    void aScriptDeclaresTheNetworksVariablesAndNamesItsNodes() {
        String script = SmtLibWriter.write(named("Gemm 'fc1' (node 3)", false), single(1));
        assertThat(script)
                .contains("(set-logic QF_LRA)", "(declare-fun X_0 () Real)", "(declare-fun Y_0 () Real)")
                .contains("; node 1: Gemm 'fc1' (node 3)\n")
                .endsWith("(check-sat)\n(get-model)\n");
        assertThat(SmtLibWriter.write(named("Mul", true), single(1))).contains("(set-logic QF_NRA)");
    }

    @Test
    void aNodesNameCannotAddCommands() {
        String script = SmtLibWriter.write(named("x\n(assert false)\r\u2028(exit)\u0085", false), single(1));
        assertThat(script).contains("; node 1: x?(assert false)??(exit)?\n");
    }

    private static CoreGraph named(String origin, boolean square) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int z = builder.affine(new DenseMap(1, 1, new double[] {2}), new double[1], builder.input(1), origin);
        CoreOp op =
                square ? new CoreOp.Smooth(SmoothFunction.SQUARE) : new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU));
        return builder.build(builder.add(op, List.of(z), 1, "last"));
    }

    private static Query single(int outputs) {
        return new Query(1, outputs, List.of(new Query.Case(TinyQueries.box(-1, 1), Condition.TRUE)));
    }

    private static String decide(CoreGraph graph, List<Query.Case> cases, SmtSolver solver) {
        for (Query.Case unsafe : cases) {
            SmtAnswer answer = SmtDecision.decide(graph, unsafe, solver, System.nanoTime() + 20_000_000_000L);
            assertThat(answer).isNotInstanceOf(SmtAnswer.Unknown.class);
            if (answer instanceof SmtAnswer.Sat) {
                return "sat";
            }
        }
        return "unsat";
    }

    /** The answers to the check-sat commands; an error message that is not about a missing model counts as one too. */
    private static List<String> verdicts(Path script, Path output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(STOCK_Z3.toString(), "-T:60", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("z3 ends").isTrue();
        return Files.readAllLines(output).stream()
                .filter(line -> line.equals("sat")
                        || line.equals("unsat")
                        || line.equals("unknown")
                        || (line.contains("error") && !line.contains("model is not available")))
                .toList();
    }
}
