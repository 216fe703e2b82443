package org.axiomj.engine.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseTest {
    @ParameterizedTest
    @EnumSource(
            value = SmoothFunction.class,
            names = {"SIGMOID", "TANH", "EXP", "RECIPROCAL", "SQUARE", "POW_3"})
    void theMinimumOfASmoothFunctionIsBelowEverySampleAndNearTheLeast(SmoothFunction function) {
        Elementwise f = SmoothElementwise.of(function, "test");
        SplittableRandom random = new SplittableRandom(7);
        for (int k = 0; k < 2000; k++) {
            double l =
                    function == SmoothFunction.RECIPROCAL ? 0.1 + random.nextDouble() * 3 : random.nextDouble() * 8 - 4;
            double u = l + random.nextDouble() * (random.nextBoolean() ? 5 : 0.01);
            double v = random.nextDouble() * 4 - 2;
            double nu = random.nextDouble() * 4 - 2;
            double bound = f.minimum(0, v, nu, l, u);
            double least = leastSample(x -> v * function.value(x) - nu * x, l, u);
            assertThat(bound)
                    .as("%s on [%s, %s] v=%s nu=%s", function, l, u, v, nu)
                    .isLessThanOrEqualTo(least);
            assertThat(bound)
                    .as("tightness of %s on [%s, %s]", function, l, u)
                    .isGreaterThan(least - 1e-3 * (1 + Math.abs(least)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "leaky", "clip", "abs", "sign"})
    void theMinimumOfAPiecewiseLinearFunctionIsBelowEverySample(String name) {
        PiecewiseLinear function = switch (name) {
            case "relu" -> PiecewiseLinear.RELU;
            case "leaky" -> PiecewiseLinear.leakyRelu(0.1f);
            case "clip" -> PiecewiseLinear.clip(-0.3, 0.9);
            case "abs" -> PiecewiseLinear.ABS;
            default -> PiecewiseLinear.SIGN;
        };
        Elementwise f = new PiecewiseElementwise(new CoreOp.Piecewise(List.of(function)));
        SplittableRandom random = new SplittableRandom(11);
        for (int k = 0; k < 5000; k++) {
            double l = random.nextDouble() * 4 - 3;
            double u = l + random.nextDouble() * 3;
            double v = random.nextDouble() * 4 - 2;
            double nu = random.nextBoolean() ? f.multiplier(0, v, l, u) : random.nextDouble() * 4 - 2;
            double bound = f.minimum(0, v, nu, l, u);
            double least = leastSample(x -> v * function.value(x) - nu * x, l, u);
            assertThat(bound).isLessThanOrEqualTo(least + 1e-15);
            assertThat(bound).isGreaterThan(least - (name.equals("sign") ? 5 : 2e-2));
        }
    }

    @Test
    void aReciprocalAcrossZeroIsUnbounded() {
        assertThat(SmoothElementwise.of(SmoothFunction.RECIPROCAL, "test").minimum(0, 1, 0, -1, 1))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static double leastSample(java.util.function.DoubleUnaryOperator f, double l, double u) {
        double least = Math.min(f.applyAsDouble(l), f.applyAsDouble(u));
        for (int i = 1; i < 400; i++) {
            least = Math.min(least, f.applyAsDouble(Math.min(u, l + (u - l) * i / 400)));
        }
        return least;
    }
}
