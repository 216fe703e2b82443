package org.axiomj.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.axiomj.ir.evaluate.Float32Evaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.ir.nnet.NNetReader;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

/** The ACAS Xu networks of the bench, read from NNet, against ONNX Runtime on the ONNX files of the same networks. */
final class AcasReplayTest {
    private static final List<String> NETS = List.of("1_1", "3_3", "4_2");

    @Test
    void ourFloat32AgreesWithOnnxRuntime() throws Exception {
        for (String net : NETS) {
            CoreGraph graph = graph(net);
            Random random = new Random(3);
            try (OnnxRuntimeRunner runtime = new OnnxRuntimeRunner(onnx(net), 5, 5)) {
                for (int k = 0; k < 200; k++) {
                    float[] x = new float[5];
                    for (int i = 0; i < 5; i++) {
                        x[i] = random.nextFloat() - 0.5f;
                    }
                    double[] theirs = runtime.run(x);
                    float[] ours = Float32Evaluator.evaluate(graph, x);
                    for (int i = 0; i < 5; i++) {
                        assertThat((double) ours[i]).isCloseTo(theirs[i], within(1e-4 * (1 + Math.abs(theirs[i]))));
                    }
                }
            }
        }
    }

    @Test
    void aMarginIsConfirmedInAllRuntimesAndATieInNone() throws Exception {
        CoreGraph graph = graph("3_3");
        Random random = new Random(5);
        Box box = new Box(Collections.nCopies(5, Rational.of(-0.5)), Collections.nCopies(5, Rational.of(0.5)));
        for (int k = 0; k < 50; k++) {
            double[] x = new double[5];
            for (int i = 0; i < 5; i++) {
                x[i] = random.nextFloat() - 0.5f;
            }
            double y = DoubleEvaluator.evaluate(graph, x)[0];
            assertThat(replay(graph, box, y + 1e-3, x)).isInstanceOfSatisfying(ReplayOutcome.Confirmed.class, c -> {
                assertThat(c.counterexample().replays()).hasSize(3).allMatch(Counterexample.Replay::violates);
                assertThat(c.counterexample().input()).hasSize(5);
                assertThat(c.warnings()).isEmpty();
            });
            assertThat(replay(graph, box, y - 1e-3, x)).isInstanceOf(ReplayOutcome.Rejected.class);
            assertThat(replay(graph, box, y - 10, x)).isInstanceOf(ReplayOutcome.Rejected.class);
        }
    }

    private static ReplayOutcome replay(CoreGraph graph, Box box, double limit, double[] x) throws IOException {
        Condition below = ReplayerTest.atom(Map.of(), Map.of(0, Rational.ONE), Rational.of(limit), false);
        Query query = new Query(5, 5, List.of(new Query.Case(box, below)));
        try (Replayer replayer = new Replayer(graph, Optional.of(onnx("3_3")), query)) {
            return replayer.replay(0, x);
        }
    }

    private static CoreGraph graph(String net) throws IOException {
        Path file = bench().resolve("nnet/ACASXU_run2a_" + net + "_batch_2000.nnet");
        return NNetReader.read(Files.readAllBytes(file), file.toString());
    }

    private static byte[] onnx(String net) throws IOException {
        Path file = bench().resolve("acasxu_2023/onnx/ACASXU_run2a_" + net + "_batch_2000.onnx.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static Path bench() {
        Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("shared/bench"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "no shared/bench above " + System.getProperty("user.dir"));
        return at.resolve("shared/bench");
    }
}
