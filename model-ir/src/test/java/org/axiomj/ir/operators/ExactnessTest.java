package org.axiomj.ir.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;

/** Lowering must not round: what the core graph computes exactly is what the file says exactly. */
class ExactnessTest {
    private static final Rational TENTH = Rational.of((double) 0.1f);
    private static final Rational SEVENTH = Rational.of((double) 0.7f);

    private static Rational run(Onnx model, Rational... input) {
        Network network = Models.readOnnx(model.output("y").bytes(), "m.onnx");
        List<Enclosure> output = ExactEvaluator.evaluate(network.core(), List.of(input));
        assertThat(output.get(0).lower())
                .as("an exact result")
                .isEqualTo(output.get(0).upper());
        return output.get(0).lower();
    }

    private static Onnx constants(String operator) {
        return Onnx.opset(13)
                .input("x", 1)
                .floats("a", new long[] {1}, 0.1)
                .floats("b", new long[] {1}, 0.7)
                .node(operator, "a b", "c")
                .node("Add", "x c", "y");
    }

    @Test
    void sums_products_and_quotients_of_constants_are_those_of_the_stored_numbers() {
        assertThat(run(constants("Add"), Rational.ZERO)).isEqualTo(TENTH.add(SEVENTH));
        assertThat(run(constants("Sub"), Rational.ZERO)).isEqualTo(TENTH.subtract(SEVENTH));
        assertThat(run(constants("Mul"), Rational.ZERO)).isEqualTo(TENTH.multiply(SEVENTH));
        assertThat(run(constants("Div"), Rational.ZERO)).isEqualTo(TENTH.divide(SEVENTH));
    }

    @Test
    void biases_that_follow_one_another_are_added_exactly() {
        Onnx model = Onnx.opset(13)
                .input("x", 1)
                .floats("a", new long[] {1}, 0.1)
                .floats("b", new long[] {1}, 1e-30)
                .node("Add", "x a", "h")
                .node("Add", "h b", "k")
                .node("Sub", "k a", "y");
        assertThat(run(model, Rational.ZERO)).isEqualTo(Rational.of((double) 1e-30f));
    }

    @Test
    void factors_of_gemm_stay_steps_of_their_own() {
        Onnx model = Onnx.opset(13)
                .input("x", 1, 1)
                .floats("a", new long[] {1, 1}, 0.1)
                .floats("b", new long[] {1}, 0.7)
                .node("Gemm", "x a b", "y", Onnx.attribute("alpha", 0.3f), Onnx.attribute("beta", 0.7f));
        Rational expected = TENTH.multiply(Rational.of((double) 0.3f)).add(SEVENTH.multiply(SEVENTH));
        assertThat(run(model, Rational.ONE)).isEqualTo(expected);
    }

    @Test
    void an_average_of_three_is_a_third_of_their_sum() {
        Onnx model = Onnx.opset(13).input("x", 3).node("ReduceMean", "x", "y", Onnx.list("axes", 0));
        assertThat(run(model, Rational.ONE, Rational.ZERO, Rational.ZERO))
                .isEqualTo(Rational.ONE.divide(Rational.of(3)));
    }

    @Test
    void hard_swish_divides_by_six_exactly() {
        Onnx model = Onnx.opset(14).input("x", 1).node("HardSwish", "x", "y");
        assertThat(run(model, Rational.ONE)).isEqualTo(Rational.of(2).divide(Rational.of(3)));
    }

    @Test
    void a_normalised_batch_keeps_mean_and_bias_exact() {
        Onnx model = Onnx.opset(13)
                .input("x", 1, 1)
                .floats("g", new long[] {1}, 0)
                .floats("b", new long[] {1}, 0.1)
                .floats("m", new long[] {1}, 0.7)
                .floats("v", new long[] {1}, 2)
                .node("BatchNormalization", "x g b m v", "y");
        Network network = Models.readOnnx(model.output("y").bytes(), "m.onnx");
        Enclosure y =
                ExactEvaluator.evaluate(network.core(), List.of(Rational.ONE)).get(0);
        assertThat(y.lower()).isLessThanOrEqualTo(TENTH);
        assertThat(y.upper()).isGreaterThanOrEqualTo(TENTH);
    }
}
