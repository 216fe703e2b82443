package org.axiomj.ir.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.evaluate.Float32Evaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;

class CompositionTest {
    private static Network network(Random random, int inputs, int outputs) {
        byte[] onnx = Onnx.opset(13)
                .input("x", 1, inputs)
                .random("W", random, inputs, 4)
                .random("b", random, 4)
                .random("V", random, 4, outputs)
                .node("Gemm", "x W b", "h")
                .node("Relu", "h", "r")
                .node("MatMul", "r V", "y")
                .output("y")
                .bytes();
        return Models.readOnnx(onnx, "small.onnx");
    }

    private static float[] floats(Random random, int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static List<Rational> exact(float... x) {
        List<Rational> numbers = new ArrayList<>();
        for (float value : x) {
            numbers.add(Rational.of(value));
        }
        return numbers;
    }

    private static List<Rational> points(List<Enclosure> enclosures) {
        assertThat(enclosures).allMatch(Enclosure::isExact);
        return enclosures.stream().map(Enclosure::lower).toList();
    }

    @Test
    void oneNetworkOnItsOwnInputsIsItsCoreGraphItself() {
        Network network = network(new Random(1), 3, 2);
        Composition.Builder builder = Composition.builder();
        Value y = builder.apply("f", network, builder.variable("X", List.of(1, 3)));
        Composition composition = builder.build(List.of(y));
        assertThat(composition.core()).isSameAs(network.core());
        assertThat(composition.single()).contains(network);
        assertThat(composition.variables()).containsExactly(new Variable("X", List.of(1, 3), 0));
        assertThat(Composition.of(network).core()).isSameAs(network.core());
        assertThat(composition.computesExactly()).isFalse();
    }

    /** Two copies on variables of their own, and a third network on the output of the first: as if run one by one. */
    @Property(tries = 60)
    void aCompositionComputesWhatItsNetworksComputeOneByOne(@ForAll long seed) {
        Random random = new Random(seed);
        Network f = network(random, 3, 2);
        Network g = network(random, 2, 2);
        Composition.Builder builder = Composition.builder();
        Value x = builder.variable("X", List.of(3));
        Value z = builder.variable("Z", List.of(3));
        Value first = builder.apply("f", f, x);
        Value second = builder.apply("f2", f, z);
        Value third = builder.apply("g", g, first);
        Composition composition = builder.build(List.of(first, second, third));
        float[] a = floats(random, 3);
        float[] b = floats(random, 3);
        float[] both = {a[0], a[1], a[2], b[0], b[1], b[2]};

        List<Rational> expected = new ArrayList<>(points(ExactEvaluator.evaluate(f.core(), exact(a))));
        List<Rational> middle = List.copyOf(expected);
        expected.addAll(points(ExactEvaluator.evaluate(f.core(), exact(b))));
        expected.addAll(points(ExactEvaluator.evaluate(g.core(), middle)));
        assertThat(points(ExactEvaluator.evaluate(composition.core(), exact(both))))
                .isEqualTo(expected);

        float[] fa = Float32Evaluator.evaluate(f.core(), a);
        float[] fb = Float32Evaluator.evaluate(f.core(), b);
        float[] ga = Float32Evaluator.evaluate(g.core(), fa);
        float[] together = Float32Evaluator.evaluate(composition.core(), both);
        assertThat(together).containsExactly(fa[0], fa[1], fb[0], fb[1], ga[0], ga[1]);
        List<Enclosure> parts = PartwiseEvaluator.<RuntimeException>evaluate(
                composition,
                both,
                (part, in) -> widened(
                        Float32Evaluator.evaluate(part.network().orElseThrow().core(), in)));
        assertThat(points(parts)).isEqualTo(exact(together));
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    @Test
    void mathematicsOfThePropertyIsExactOverFloat32Outputs() {
        Network f = network(new Random(3), 2, 1);
        Composition.Builder builder = Composition.builder();
        Value y = builder.apply("f", f, builder.variable("X", List.of(2)));
        Value square = builder.exact(new CoreOp.Smooth(SmoothFunction.SQUARE), y);
        Composition composition = builder.build(List.of(square));
        float[] x = {0.3f, -0.7f};
        float output = Float32Evaluator.evaluate(f.core(), x)[0];
        List<Enclosure> result = PartwiseEvaluator.<RuntimeException>evaluate(
                composition, x, (part, in) -> widened(Float32Evaluator.evaluate(f.core(), in)));
        Rational exact = Rational.of(output).multiply(Rational.of(output));
        assertThat(points(result)).containsExactly(exact);
        assertThat(composition.computesExactly()).isTrue();
    }

    @Test
    void copiesShareTheirMapsAndSayWhoseTheyAre() {
        Network f = network(new Random(4), 2, 1);
        Composition.Builder builder = Composition.builder();
        Value first = builder.apply("f", f, builder.variable("X", List.of(2)));
        Value second = builder.apply("g", f, builder.variable("Z", List.of(2)));
        Composition composition = builder.build(List.of(first, second));
        List<CoreNode> nodes = composition.core().nodes();
        List<CoreNode> gemms =
                nodes.stream().filter(n -> n.origin().contains("Gemm")).toList();
        assertThat(gemms.get(0).op()).isSameAs(gemms.get(gemms.size() / 2).op());
        assertThat(gemms.get(0).origin()).startsWith("f: Gemm");
        assertThat(gemms.get(gemms.size() / 2).origin()).startsWith("g: Gemm");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Network f = network(new Random(5), 2, 1);
        Composition.Builder builder = Composition.builder();
        Value x = builder.variable("X", List.of(3));
        assertThatThrownBy(() -> builder.apply("f", f, x))
                .hasMessageContaining("takes 2 numbers")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> builder.variable("X", List.of(1))).hasMessageContaining("twice");
        Value other = Composition.builder().variable("Z", List.of(2));
        assertThatThrownBy(() -> builder.apply("h", f, other)).hasMessageContaining("another builder");
        assertThatThrownBy(() -> builder.exact(new CoreOp.Sum(), x, builder.constant(1, 2)))
                .hasMessageContaining("3 elements");
    }
}
