package org.axiomj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.TensorType;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.ir.onnx.OnnxWriter;
import org.axiomj.proofs.check.CertificateCheck;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.properties.Conditions;
import org.axiomj.properties.Problem;
import org.axiomj.properties.vnnlib.VnnLib;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Properties of several networks, and of two applications of one, from the text to the verdict. */
class SeveralNetworksTest {
    private static final String TWO_COPIES = """
            (vnnlib-version <2.0>)
            (declare-network f (declare-input X real [1]) (declare-output Y real [1]))
            (declare-network g (equal-to f) (declare-input Z real [1]) (declare-output W real [1]))
            (assert (and (>= X[0] -1) (<= X[0] 1) (<= X[0] Z[0]) (<= Z[0] 1)))
            """;
    private static final String TWO_NETWORKS = """
            (vnnlib-version <2.0>)
            (declare-network f (declare-input X real [1]) (declare-output Y real [1]))
            (declare-network g (isomorphic-to f) (declare-input Z real [1]) (declare-output W real [1]))
            (assert (and (>= X[0] -1) (<= X[0] 1) (== X[0] Z[0])))
            """;

    /** {@code v . max(0, w x + b)} of one input and one output, as an ONNX model. */
    private static Network network(double[] w, double[] b, double[] v) {
        int hidden = w.length;
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("w", Tensor.ofReals(ElementType.FLOAT, Shape.of(hidden, 1), w));
        weights.put("b", Tensor.ofReals(ElementType.FLOAT, Shape.of(hidden), b));
        weights.put("v", Tensor.ofReals(ElementType.FLOAT, Shape.of(hidden, 1), v));
        Graph graph = new Graph(
                "toy",
                13,
                List.of(
                        new Node(0, "", "Gemm", "", List.of("x", "w", "b"), List.of("h"), Map.of("transB", one())),
                        new Node(1, "", "Relu", "", List.of("h"), List.of("r"), Map.of()),
                        new Node(2, "", "MatMul", "", List.of("r", "v"), List.of("y"), Map.of())),
                weights,
                List.of(new Port("x", new TensorType(ElementType.FLOAT, Shape.of(1, 1)), "", false)),
                List.of("y"));
        return Models.readOnnx(OnnxWriter.write(graph), "toy.onnx");
    }

    private static Attribute one() {
        return new Attribute.Int(1);
    }

    private static Options options() {
        return Options.withTimeout(Duration.ofSeconds(20)).withThreads(1);
    }

    private static Problem problem(String text, Network f, Network g) {
        return VnnLib.parse(text, "q.vnnlib", text.contains("equal-to") ? Map.of("f", f) : Map.of("f", f, "g", g));
    }

    @Test
    void aMonotoneNetworkIsProvedMonotoneWithACertificateThatChecks(@TempDir Path folder) throws IOException {
        Network f = network(new double[] {1, 2}, new double[] {0.5, -0.25}, new double[] {1, 0.5});
        Problem problem = problem(TWO_COPIES + "(assert (> Y[0] (+ W[0] 0.001)))", f, f);
        Path file = folder.resolve("proof.cert");
        Options strict = options().withCertificates(Options.Certificates.REQUIRED, Optional.of(file));
        Verdict verdict = Verifier.verify(problem, strict, Progress.Listener.NONE);
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        var checked = CertificateCheck.check(
                new CertificateFile(file),
                problem.composition().core(),
                problem.query(),
                Long.MAX_VALUE / 4,
                Optional.empty());
        assertThat(checked).isInstanceOf(org.axiomj.kernel.Kernel.Theorem.class);
    }

    @Test
    void aFallingNetworkIsRefutedByTwoInputsThatOnnxRuntimeConfirms() {
        Network f = network(new double[] {-1}, new double[] {0.5}, new double[] {1});
        Problem problem = problem(TWO_COPIES + "(assert (> Y[0] W[0]))", f, f);
        Verdict verdict = Verifier.verify(problem, options(), Progress.Listener.NONE);
        assertThat(verdict).isInstanceOf(Verdict.Refuted.class);
        var counterexample = ((Verdict.Refuted) verdict).counterexample();
        assertThat(counterexample.replays()).hasSize(3).allMatch(r -> r.violates());
        assertThat(counterexample.replays().get(2).runtime()).startsWith("onnxruntime");
        float[] x = counterexample.input32();
        assertThat(x[0]).isLessThanOrEqualTo(x[1]);
        float[] y = counterexample.output32();
        assertThat(y[0]).isEqualTo(Math.max(0, 0.5f - x[0]));
        assertThat(y[1]).isEqualTo(Math.max(0, 0.5f - x[1]));
    }

    @Test
    void networksThatAreNearEachOtherAreProvedSo() {
        Network f = network(new double[] {1, -1}, new double[] {0, 0}, new double[] {1, 1});
        Network g = network(new double[] {1, -1}, new double[] {0.125, 0}, new double[] {1, 1});
        String apart = TWO_NETWORKS + "(assert (or (> (- Y[0] W[0]) D) (< (- Y[0] W[0]) (- D))))";
        assertThat(Verifier.verify(problem(apart.replace("D", "0.13"), f, g), options(), Progress.Listener.NONE))
                .isInstanceOf(Verdict.Proved.class);
        assertThat(Verifier.verify(problem(apart.replace("D", "0.12"), f, g), options(), Progress.Listener.NONE))
                .isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void productsAreDecidedOverTheRealsAndRefusedInFloat32() {
        Network f = network(new double[] {1, -1}, new double[] {0, 0}, new double[] {1, 1}); // |x|
        String text = """
                (vnnlib-version <2.0>)
                (declare-network f (declare-input X real [1]) (declare-output Y real [1]))
                (assert (and (>= X[0] -1) (<= X[0] 1) (> (* Y[0] Y[0]) B)))
                """;
        Map<String, Network> networks = Map.of("f", f);
        Problem above = VnnLib.parse(text.replace("B", "1.01"), "q.vnnlib", networks);
        Problem below = VnnLib.parse(text.replace("B", "0.9"), "q.vnnlib", networks);
        assertThat(Verifier.verify(above, options(), Progress.Listener.NONE)).isInstanceOf(Verdict.Proved.class);
        assertThat(Verifier.verify(below, options(), Progress.Listener.NONE)).isInstanceOf(Verdict.Refuted.class);
        Options o = options();
        Options single = new Options(
                o.deadlineNanos(),
                Semantics.FLOAT32,
                1,
                o.memoryMegabytes(),
                1,
                "auto",
                o.certificates(),
                Optional.empty());
        Verdict verdict = Verifier.verify(above, single, Progress.Listener.NONE);
        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(((Verdict.Unknown) verdict).reason()).isEqualTo(Verdict.Reason.UNSUPPORTED);
    }

    /** Two copies, or two networks, or a product, against all points of a grid, evaluated exactly. */
    @Property(tries = 40)
    void verdictsAgreeWithAGridOfPoints(@ForAll long seed) {
        Random random = new Random(seed);
        Network f = network(quarters(random, 2), quarters(random, 2), quarters(random, 2));
        Network g = network(quarters(random, 2), quarters(random, 2), quarters(random, 2));
        double bound = random.nextInt(-8, 9) / 8.0;
        String text = switch (random.nextInt(3)) {
            case 0 -> TWO_COPIES + "(assert (> (- Y[0] W[0]) " + bound + "))";
            case 1 -> TWO_NETWORKS + "(assert (and (!= X[0] 0) (>= (- Y[0] W[0]) " + bound + ")))";
            default -> TWO_COPIES + "(assert (< (* Y[0] (- X[0] Z[0])) " + bound + "))";
        };
        Problem problem = problem(text, f, g);
        Verdict verdict = Verifier.verify(problem, options(), Progress.Listener.NONE);
        if (verdict instanceof Verdict.Refuted refuted) {
            assertThat(holds(problem, refuted.counterexample().input())).isTrue();
        } else if (verdict instanceof Verdict.Proved) {
            for (List<Rational> point : grid(problem.query().inputSize())) {
                assertThat(holds(problem, point)).as(text + point).isFalse();
            }
        }
    }

    private static double[] quarters(Random random, int count) {
        return random.ints(count, -4, 5).mapToDouble(i -> i / 4.0).toArray();
    }

    private static List<List<Rational>> grid(int dimensions) {
        List<List<Rational>> points = List.of(List.of());
        for (int d = 0; d < dimensions; d++) {
            List<List<Rational>> longer = new ArrayList<>();
            for (List<Rational> point : points) {
                for (int i = -16; i <= 16; i++) {
                    List<Rational> next = new ArrayList<>(point);
                    next.add(Rational.of(i / 16.0));
                    longer.add(next);
                }
            }
            points = longer;
        }
        return points;
    }

    private static boolean holds(Problem problem, List<Rational> x) {
        List<Enclosure> y = ExactEvaluator.evaluate(problem.composition().core(), x);
        return problem.query().cases().stream()
                .anyMatch(c -> Conditions.holds(c, x::get, i -> y.get(i).lower()));
    }
}
