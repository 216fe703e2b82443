package org.axiomj.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.exact.Rational;
import org.junit.jupiter.api.Test;

final class EvaluatorsTest {
    @Property(tries = 300)
    void theRealOutputLiesInsideEveryEnclosureOfIt(@ForAll long seed) {
        Random random = new Random(seed);
        CoreGraph graph = RandomGraphs.any(random);
        double[] x = RandomGraphs.floats(graph.inputSize(), random);
        List<Enclosure> exact = ExactEvaluator.evaluate(graph, rationals(x));
        double[][] point = EnclosureEvaluator.evaluate(graph, x, x);
        double[][] box = EnclosureEvaluator.evaluate(graph, shifted(x, -0.125), shifted(x, 0.25));
        for (int i = 0; i < exact.size(); i++) {
            assertInside(exact.get(i), point, i);
            assertInside(exact.get(i), box, i);
        }
    }

    @Property(tries = 300)
    void piecewiseLinearNetworksAreEvaluatedExactlyAndTheOthersAreNear(@ForAll long seed) {
        Random random = new Random(seed);
        CoreGraph graph = RandomGraphs.piecewiseLinear(random);
        double[] x = RandomGraphs.floats(graph.inputSize(), random);
        List<Enclosure> exact = ExactEvaluator.evaluate(graph, rationals(x));
        double[] near = DoubleEvaluator.evaluate(graph, x);
        float[] rough = Float32Evaluator.evaluate(graph, floats(x));
        double size = Arrays.stream(DoubleEvaluator.evaluateAll(graph, x))
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        for (int i = 0; i < exact.size(); i++) {
            assertThat(exact.get(i).isExact()).isTrue();
            double value = exact.get(i).lower().toDouble();
            assertThat(near[i]).isCloseTo(value, within(1e-11 * (1 + size)));
            assertThat((double) rough[i]).isCloseTo(value, within(1e-3 * (1 + size)));
        }
    }

    @Property(tries = 200)
    void theGradientIsTheSlope(@ForAll long seed) {
        Random random = new Random(seed);
        CoreGraph graph = RandomGraphs.any(random);
        double[] x = new double[graph.inputSize()];
        Arrays.setAll(x, i -> random.nextGaussian());
        double[] direction = {random.nextGaussian(), random.nextGaussian()};
        double[] gradient = DoubleEvaluator.gradient(graph, DoubleEvaluator.evaluateAll(graph, x), direction);
        DoubleEvaluator instance = new DoubleEvaluator(graph);
        instance.run(x);
        assertThat(instance.gradient(direction)).containsExactly(gradient);
        double h = 1e-6;
        for (int j = 0; j < x.length; j++) {
            double before = slope(graph, x, j, -h, direction);
            double after = slope(graph, x, j, h, direction);
            double tolerance = 1e-3 * (1 + Math.abs(before) + Math.abs(after));
            if (Math.abs(before - after) < tolerance) {
                assertThat(gradient[j]).isCloseTo((before + after) / 2, within(3 * tolerance));
            }
        }
    }

    private static double slope(CoreGraph graph, double[] x, int j, double h, double[] direction) {
        double[] moved = x.clone();
        moved[j] += h;
        double[] a = DoubleEvaluator.evaluate(graph, moved);
        double[] b = DoubleEvaluator.evaluate(graph, x);
        return (direction[0] * (a[0] - b[0]) + direction[1] * (a[1] - b[1])) / h;
    }

    @Property(tries = 200)
    void intervalsHoldEveryPointOfTheBox(@ForAll long seed) {
        Random random = new Random(seed);
        CoreGraph graph = RandomGraphs.any(random);
        double[] low = RandomGraphs.floats(graph.inputSize(), random);
        double[] high = shifted(low, 0.5);
        double[][] bounds = EnclosureEvaluator.evaluate(graph, low, high);
        for (int k = 0; k < 5; k++) {
            double[] x = new double[low.length];
            Arrays.setAll(x, i -> low[i] + random.nextDouble() * (high[i] - low[i]));
            List<Enclosure> exact = ExactEvaluator.evaluate(graph, rationals(x));
            for (int i = 0; i < exact.size(); i++) {
                assertInside(exact.get(i), bounds, i);
            }
        }
    }

    @Test
    void aDivisionStaysExact() {
        CoreGraph.Builder b = new CoreGraph.Builder();
        int x = b.input(1);
        int third = b.affine(new org.axiomj.ir.core.DivideMap(new double[] {3}), new double[1], x, "Div");
        int back = b.affine(new org.axiomj.ir.core.DenseMap(1, 1, new double[] {3}), new double[1], third, "Mul");
        assertThat(ExactEvaluator.evaluate(b.build(back), List.of(Rational.ONE)))
                .containsExactly(new Enclosure(Rational.ONE, Rational.ONE));
    }

    @Test
    void manyDifferentDivisorsAreEnclosedTightly() {
        double[] divisors = new double[2000];
        Arrays.setAll(divisors, i -> Math.nextUp((float) (1 + i * 0.001)) + i * 0x1p-40);
        CoreGraph.Builder b = new CoreGraph.Builder();
        int x = b.input(divisors.length);
        int quotient = b.affine(new org.axiomj.ir.core.DivideMap(divisors), new double[divisors.length], x, "Div");
        List<Enclosure> y = ExactEvaluator.evaluate(
                b.build(quotient), java.util.Collections.nCopies(divisors.length, Rational.ONE));
        for (int i = 0; i < divisors.length; i++) {
            assertThat(y.get(i).contains(Rational.ONE.divide(Rational.of(divisors[i]))))
                    .isTrue();
            assertThat(y.get(i).upper().subtract(y.get(i).lower()).toDouble()).isLessThan(1e-150);
        }
    }

    @Test
    void aJumpHasItsOwnValueAndBothSides() {
        CoreGraph.Builder b = new CoreGraph.Builder();
        int sign = b.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.SIGN)), List.of(b.input(1)), 1, "Sign");
        CoreGraph graph = b.build(sign);
        assertThat(ExactEvaluator.evaluate(graph, List.of(Rational.ZERO)).get(0).lower())
                .isEqualTo(Rational.ZERO);
        assertThat(EnclosureEvaluator.evaluate(graph, new double[] {0}, new double[] {0}))
                .isDeepEqualTo(new double[][] {{0}, {0}});
        assertThat(EnclosureEvaluator.evaluate(graph, new double[] {-1}, new double[] {0}))
                .isDeepEqualTo(new double[][] {{-1}, {0}});
        assertThat(EnclosureEvaluator.evaluate(graph, new double[] {0}, new double[] {1}))
                .isDeepEqualTo(new double[][] {{0}, {1}});
        assertThat(Float32Evaluator.evaluate(graph, new float[] {0})).containsExactly(0f);
        assertThat(Float32Evaluator.evaluate(graph, new float[] {-3})).containsExactly(-1f);
    }

    @Test
    void repeatedSquaringStaysBounded() {
        CoreGraph.Builder b = new CoreGraph.Builder();
        int x = b.input(2);
        for (int i = 0; i < 60; i++) {
            x = b.add(new CoreOp.Product(), List.of(x, x), 2, "Mul");
        }
        List<Enclosure> y = ExactEvaluator.evaluate(b.build(x), rationals(new double[] {0.3, 1}));
        assertThat(y.get(0).lower().signum()).isGreaterThanOrEqualTo(0);
        assertThat(y.get(0).upper().compareTo(Rational.of(0x1p-400))).isNegative();
        assertThat(y.get(1).contains(Rational.ONE)).isTrue();
        int same = x;
        assertThatThrownBy(() -> ExactEvaluator.evaluate(b.build(same), rationals(new double[] {3, 1})))
                .isInstanceOf(UnsupportedOperatorException.class);
    }

    @Test
    void wrongInputSizesAreNamed() {
        CoreGraph.Builder b = new CoreGraph.Builder();
        CoreGraph graph = b.build(b.input(2));
        assertThatThrownBy(() -> ExactEvaluator.evaluate(graph, List.of())).hasMessageContaining("2 elements, found 0");
        assertThatThrownBy(() -> DoubleEvaluator.evaluate(graph, new double[3])).hasMessageContaining("found 3");
        assertThatThrownBy(() -> Float32Evaluator.evaluate(graph, new float[3])).hasMessageContaining("found 3");
        assertThatThrownBy(() -> EnclosureEvaluator.evaluate(graph, new double[2], new double[] {0, -1}))
                .hasMessageContaining("empty box: input 1");
    }

    static List<Rational> rationals(double[] x) {
        List<Rational> list = new ArrayList<>();
        for (double v : x) {
            list.add(Rational.of(v));
        }
        return list;
    }

    private static double[] shifted(double[] x, double by) {
        return Arrays.stream(x).map(v -> v + by).toArray();
    }

    private static float[] floats(double[] x) {
        float[] f = new float[x.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) x[i];
        }
        return f;
    }

    private static void assertInside(Enclosure exact, double[][] bounds, int i) {
        if (bounds[0][i] != Double.NEGATIVE_INFINITY) {
            assertThat(Rational.of(bounds[0][i])).isLessThanOrEqualTo(exact.lower());
        }
        if (bounds[1][i] != Double.POSITIVE_INFINITY) {
            assertThat(Rational.of(bounds[1][i])).isGreaterThanOrEqualTo(exact.upper());
        }
    }
}
