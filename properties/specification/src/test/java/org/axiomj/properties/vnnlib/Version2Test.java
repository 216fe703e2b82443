package org.axiomj.properties.vnnlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.Network;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Conditions;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Problem;
import org.axiomj.properties.UnsupportedPropertyException;
import org.junit.jupiter.api.Test;

class Version2Test {
    private static final Network F = SmallNetworks.relu(2, 1, 1, -2, 0.5);
    private static final Network G = SmallNetworks.relu(2, 1, -1, 1, 0.25);
    private static final String TWO = """
            (vnnlib-version <2.0>)
            (declare-network f (declare-input X real [1,2]) (declare-output Y real [1,1]))
            (declare-network g (isomorphic-to f) (declare-input Z real [1,2]) (declare-output W real [1,1]))
            """;
    private static final String ONE = """
            (vnnlib-version <2.0>)
            (declare-network f (declare-input X float32 [1,2]) (declare-output Y float32 [1,1]))
            (assert (and (>= X[0,0] -1) (<= X[0,0] 1) (>= X[0,1] -1.0) (<= X[0, 1] 1.0)))
            """;

    private static Problem one(String assertions) {
        return VnnLib.parse(ONE + assertions, "q.vnnlib", Map.of("", F));
    }

    private static Problem two(String assertions) {
        return VnnLib.parse(TWO + assertions, "q.vnnlib", Map.of("f", F, "g", G));
    }

    /** Whether the query holds of an input, its outputs computed exactly by the composition. */
    private static boolean holds(Problem problem, double... x) {
        List<Rational> input = new ArrayList<>();
        for (double v : x) {
            input.add(Rational.of(v));
        }
        List<Enclosure> y = ExactEvaluator.evaluate(problem.composition().core(), input);
        return problem.query().cases().stream()
                .anyMatch(c -> Conditions.holds(c, input::get, i -> y.get(i).lower()));
    }

    @Test
    void oneNetworkWithLinearAssertionsIsItsOwnCoreGraph() {
        Problem problem = one("(assert (<= Y[0,0] 0.5))");
        assertThat(problem.composition().core()).isSameAs(F.core());
        assertThat(problem.query().outputSize()).isEqualTo(1);
        assertThat(problem.tensors())
                .containsExactly(
                        new Problem.Tensor("X", "float32", List.of(1, 2), true, List.of(0, 1)),
                        new Problem.Tensor("Y", "float32", List.of(1, 1), false, List.of(0)));
    }

    @Test
    void equalInputsAreOneInputOfTheQuery() {
        Problem problem = two("""
                (assert (and (<= X[0,0] 1) (>= Z[0,0] 0) (== X[0,0] Z[0,0])))
                (assert (== Z[0,1] 0.5))
                (assert (== X[0,1] Z[0,1]))
                (assert (<= Y[0,0] W[0,0]))
                """);
        assertThat(problem.query().inputSize()).isEqualTo(2);
        assertThat(problem.query().cases()).hasSize(1);
        assertThat(problem.query().cases().get(0).box().lower()).containsExactly(Rational.ZERO, half());
        assertThat(problem.query().cases().get(0).box().upper()).containsExactly(Rational.ONE, half());
        assertThat(problem.tensors().get(0).elements()).containsExactly(0, 1);
        assertThat(problem.tensors().get(2).elements()).containsExactly(0, 1);
    }

    private static Rational half() {
        return Rational.of(0.5);
    }

    @Test
    void anEqualityWithinADisjunctionEliminatesNothing() {
        Problem problem = two("""
                (assert (and (<= X[0,0] 1) (>= X[0,0] 0) (<= X[0,1] 1) (>= X[0,1] 0)))
                (assert (and (<= Z[0,0] 1) (>= Z[0,0] 0) (<= Z[0,1] 1) (>= Z[0,1] 0)))
                (assert (or (== X[0,0] Z[0,0]) (>= Y[0,0] 1)))
                """);
        assertThat(problem.query().inputSize()).isEqualTo(4);
    }

    @Test
    void aBoundThatALinearConstraintImpliesIsEnough() {
        Problem problem = two("""
                (assert (and (<= X[0,0] 1) (>= X[0,0] 0) (== X[0,1] Z[0,1]) (== X[0,1] 0)))
                (assert (and (<= X[0,0] Z[0,0]) (<= Z[0,0] 3)))
                (assert (> Y[0,0] W[0,0]))
                """);
        assertThat(problem.query().cases().get(0).box().lower())
                .containsExactly(Rational.ZERO, Rational.ZERO, Rational.ZERO);
        assertThat(holds(problem, 1, 0, 2)).isTrue();
        assertThat(holds(problem, 1, 0, 0.5)).isFalse();
    }

    @Test
    void aNetworkThatIsEqualToAnotherNeedsNoModel() {
        String text = TWO.replace("isomorphic-to", "equal-to")
                + "(assert (and (<= X[0,0] 1) (>= X[0,0] 0) (== X[0,1] 0)))"
                + "(assert (and (<= Z[0,0] 1) (>= Z[0,0] 0) (== Z[0,1] 0)))"
                + "(assert (< Y[0,0] W[0,0]))";
        Problem problem = VnnLib.parse(text, "q.vnnlib", Map.of("f", F));
        assertThat(problem.composition().parts()).hasSizeGreaterThan(1);
        assertThat(holds(problem, 0, 0, 1, 0)).isTrue();
        assertThat(holds(problem, 1, 0, 0, 0)).isFalse();
        assertThat(VnnLib.parse(text, "q.vnnlib", Map.of("", F)).query()).isEqualTo(problem.query());
        assertThatThrownBy(() -> VnnLib.parse(text, "q.vnnlib", Map.of("f", F, "g", G)))
                .hasMessageContaining("expected the same model for g as for f");
    }

    @Test
    void scalarTensorsAndSeparateIndicesAreRead() {
        Problem problem = VnnLib.parse("""
                ; a comment
                (vnnlib-version <2.0>)
                (declare-network f (declare-input X real [ 2 ]) (declare-output Y real []))
                (assert (and (>= X [0] 0) (<= X [ 0 ] 1) (== X[1] -0.5)))
                (assert (> Y 0.25))
                """, "q.vnnlib", Map.of("f", F));
        assertThat(holds(problem, 0.5, -0.5)).isTrue();
        assertThat(problem.tensors().get(1).shape()).isEmpty();
    }

    /** Polynomials against an evaluation of the text by hand, at random points on a grid where there are ties. */
    @Property(tries = 100)
    void polynomialsMeanWhatTheySay(@ForAll long seed) {
        Problem problem = one("""
                (assert (or
                    (>= (* (+ X[0,0] Y[0,0]) (- X[0,1] Y[0,0]) X[0,0]) 0.125)
                    (== (* X[0,0] X[0,0] X[0,1]) (- 0.25))
                    (and (!= (- X[0,0] X[0,1]) 0) (< (* 2 Y[0,0] Y[0,0]) (+ 1 (- X[0,1]))))))
                """);
        Random random = new Random(seed);
        double a = random.nextInt(-4, 5) / 4.0;
        double b = random.nextInt(-4, 5) / 4.0;
        double y = Math.max(0, a - 2 * b + 0.5);
        boolean expected = (a + y) * (b - y) * a >= 0.125 || a * a * b == -0.25 || (a != b && 2 * y * y < 1 - b);
        assertThat(holds(problem, a, b)).isEqualTo(expected);
    }

    @Test
    void aProductIsComputedOnce() {
        Problem problem = one("(assert (>= (* X[0,0] X[0,1]) (- (* X[0,1] X[0,0] 3) 1)))");
        assertThat(problem.query().outputSize()).isEqualTo(2);
        assertThat(problem.composition().computesExactly()).isTrue();
    }

    @Test
    void constraintsOnHiddenNodesAreUnsupportedButDeclarationsAreRead() {
        String text = """
                (vnnlib-version <2.0>)
                (declare-network f (declare-input X real [1,2]) (declare-hidden H real [1,1] "h")
                    (declare-output Y real [1,1]))
                (assert (and (>= X[0,0] 0) (<= X[0,0] 1) (== X[0,1] 0)))
                """;
        assertThat(VnnLib.parse(text, "q.vnnlib", Map.of("f", F)).tensors()).hasSize(2);
        assertThatThrownBy(() -> VnnLib.parse(text + "(assert (<= H[0,0] 1))", "q.vnnlib", Map.of("f", F)))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageStartingWith("q.vnnlib:5:13: constraints on hidden nodes");
    }

    @Test
    void modelsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> VnnLib.parse(TWO + "(assert (<= Y[0,0] 1))", "q.vnnlib", Map.of("f", F)))
                .hasMessageContaining("expected a model for the network g, found none; give it with --network g=FILE");
        assertThatThrownBy(() -> VnnLib.parse(ONE, "q.vnnlib", Map.of("h", F)))
                .hasMessageContaining("found one for 'h'");
        Network wide = SmallNetworks.relu(3, 1, 1, 1, 1, 0);
        assertThatThrownBy(() -> VnnLib.parse(ONE, "q.vnnlib", Map.of("f", wide)))
                .hasMessageStartingWith("q.vnnlib:2:35: expected the shape [1,3] of the model's input 'x'");
        assertThatThrownBy(() -> VnnLib.parse(ONE.replace("float32", "float64"), "q.vnnlib", Map.of("f", F)))
                .hasMessageContaining("expected the element type float32");
        assertThatThrownBy(() -> VnnLib.parse(
                        "(declare-const X_0 Real)(declare-const Y_0 Real)", "q.vnnlib", Map.of("f", F, "g", G)))
                .hasMessageContaining("expected one model for a specification of version 1.0, found 2");
    }

    @Test
    void everyVersion2FileOfTheBenchIsRead() throws java.io.IOException {
        for (Path file : BenchData.specifications(true)) {
            if (file.toString().contains("malformed")) {
                assertThatThrownBy(() -> VnnLib.checkVersion2(file))
                        .isInstanceOf(InvalidPropertyException.class)
                        .hasMessageMatching(".*:\\d+:\\d+: .*");
            } else {
                assertThat(VnnLib.checkVersion2(file)).as(file.toString()).isTrue();
            }
        }
    }
}
