package org.axiomj.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.exact.Rational;
import org.junit.jupiter.api.Test;

final class SmoothFunctionsTest {
    private static final List<SmoothFunction> ENCLOSED = List.of(
            SmoothFunction.SIGMOID,
            SmoothFunction.TANH,
            SmoothFunction.EXP,
            SmoothFunction.LOG,
            SmoothFunction.SQRT,
            SmoothFunction.RECIPROCAL,
            SmoothFunction.SQUARE,
            SmoothFunction.POW_3,
            SmoothFunction.SOFTPLUS);

    @Property(tries = 400)
    void theTwoEnclosuresAgreeAndTheExactOneIsMuchTighter(
            @ForAll @DoubleRange(min = -300, max = 300) double wide,
            @ForAll @DoubleRange(min = -2, max = 2) double near) {
        for (SmoothFunction function : ENCLOSED) {
            for (double value : new double[] {wide, near, Math.abs(wide), Math.abs(near), 1 / (1 + Math.abs(wide))}) {
                boolean outside = (function == SmoothFunction.LOG && value <= 0)
                        || (function == SmoothFunction.SQRT && value < 0)
                        || (function == SmoothFunction.RECIPROCAL && Math.abs(value) < 1e-300);
                if (!outside) {
                    Enclosure exact = exact(function, Rational.of(value));
                    double low = SmoothInterval.lower(function, value, value);
                    double high = SmoothInterval.upper(function, value, value);
                    // Below 1e-100 the exact enclosure, which is absolute, may be the wider one.
                    boolean tiny = Math.abs(high) < 1e-100;
                    assertThat(Rational.of(low))
                            .as("%s(%s)", function, value)
                            .isLessThanOrEqualTo(tiny ? exact.upper() : exact.lower());
                    assertThat(Rational.of(high))
                            .as("%s(%s)", function, value)
                            .isGreaterThanOrEqualTo(tiny ? exact.lower() : exact.upper());
                    double width = exact.upper().subtract(exact.lower()).toDouble();
                    assertThat(width)
                            .isLessThanOrEqualTo(
                                    1e-110 * (1 + Math.abs(exact.upper().toDouble())));
                }
            }
        }
    }

    @Test
    void wellKnownValuesLieInside() {
        assertHolds(
                SmoothFunction.EXP,
                Rational.ONE,
                "2.71828182845904523536028747135266249775724709369995957496696762772407663035");
        assertHolds(
                SmoothFunction.LOG,
                Rational.of(2),
                "0.69314718055994530941723212145817656807550013436025525412068000949339362196");
        assertHolds(
                SmoothFunction.SQRT,
                Rational.of(2),
                "1.41421356237309504880168872420969807856967187537694807317667973799073247846");
        assertHolds(
                SmoothFunction.TANH,
                Rational.ONE,
                "0.76159415595576488811945828260479359041276859725793655159681050012195324457");
        assertHolds(
                SmoothFunction.EXP,
                Rational.of(-1),
                "0.36787944117144232159552377016146086744581113103176783450783680169746149574");
        assertThat(exact(
                        SmoothFunction.SQRT,
                        new Rational(java.math.BigInteger.valueOf(9), java.math.BigInteger.valueOf(16))))
                .isEqualTo(point(new Rational(java.math.BigInteger.valueOf(3), java.math.BigInteger.valueOf(4))));
        assertThat(exact(SmoothFunction.SIGMOID, Rational.ZERO)).isEqualTo(point(Rational.of(0.5)));
        assertThat(exact(SmoothFunction.TANH, Rational.ZERO)).isEqualTo(point(Rational.ZERO));
        assertThat(exact(SmoothFunction.RECIPROCAL, Rational.of(3)).isExact()).isTrue();
    }

    /** The decimals are truncated, so the value lies within one unit of their last place. */
    private static void assertHolds(SmoothFunction function, Rational x, String decimals) {
        Enclosure y = exact(function, x);
        Rational from = Rational.of(new BigDecimal(decimals));
        Rational unit = Rational.of(new BigDecimal(decimals).ulp());
        assertThat(y.lower().compareTo(from.subtract(unit))).isPositive();
        assertThat(y.upper().compareTo(from.add(unit))).isNegative();
    }

    @Property(tries = 200)
    void anIntervalHoldsTheValuesOfItsPoints(@ForAll long seed) {
        Random random = new Random(seed);
        for (SmoothFunction function : SmoothFunction.values()) {
            double low = random.nextGaussian() * 3;
            double high = low + random.nextDouble() * 4;
            double l = SmoothInterval.lower(function, low, high);
            double h = SmoothInterval.upper(function, low, high);
            for (int k = 0; k <= 4; k++) {
                double x = k == 0 ? low : k == 1 ? high : low + random.nextDouble() * (high - low);
                double y = function.value(x);
                if (!Double.isNaN(l) && !Double.isNaN(h)) {
                    assertThat(y)
                            .as("%s(%s) over [%s, %s]", function, x, low, high)
                            .isBetween(l, h);
                }
            }
        }
    }

    @Test
    void extremeArgumentsAreSoundToo() {
        for (double x :
                new double[] {-1e9, -16385, -800, 800, 20000, 1e9, 1e300, Double.MIN_VALUE, -Double.MIN_VALUE}) {
            for (SmoothFunction function :
                    List.of(SmoothFunction.SIGMOID, SmoothFunction.TANH, SmoothFunction.SOFTPLUS)) {
                Enclosure exact = exact(function, Rational.of(x));
                assertThat(Rational.of(SmoothInterval.lower(function, x, x))).isLessThanOrEqualTo(exact.upper());
                assertThat(Rational.of(SmoothInterval.upper(function, x, x))).isGreaterThanOrEqualTo(exact.lower());
            }
        }
        assertThat(exact(SmoothFunction.EXP, Rational.of(-1e9)).lower()).isEqualTo(Rational.ZERO);
        assertThat(SmoothInterval.lower(SmoothFunction.EXP, 800, 800)).isLessThan(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> exact(SmoothFunction.EXP, Rational.of(1e9)))
                .isInstanceOf(UnsupportedOperatorException.class);
    }

    @Test
    void argumentsOutsideTheDomainAreRefusedWithTheNode() {
        assertThatThrownBy(() -> exact(SmoothFunction.RECIPROCAL, Rational.ZERO))
                .hasMessageContaining("Smooth 'f'");
        assertThatThrownBy(() -> exact(SmoothFunction.LOG, Rational.of(-1))).hasMessageContaining("Smooth 'f'");
        assertThatThrownBy(() -> exact(SmoothFunction.SQRT, Rational.of(-1))).hasMessageContaining("Smooth 'f'");
        assertThatThrownBy(() -> exact(SmoothFunction.SIN, Rational.of(1))).hasMessageContaining("Smooth 'f'");
        double[][] y = EnclosureEvaluator.evaluate(graph(SmoothFunction.LOG), new double[] {-1}, new double[] {1});
        assertThat(y).isDeepEqualTo(new double[][] {{Double.NEGATIVE_INFINITY}, {Double.POSITIVE_INFINITY}});
    }

    private static Enclosure point(Rational value) {
        return new Enclosure(value, value);
    }

    private static Enclosure exact(SmoothFunction function, Rational x) {
        return ExactEvaluator.evaluate(graph(function), List.of(x)).get(0);
    }

    private static CoreGraph graph(SmoothFunction function) {
        CoreGraph.Builder b = new CoreGraph.Builder();
        return b.build(b.add(new CoreOp.Smooth(function), List.of(b.input(1)), 1, "Smooth 'f'"));
    }
}
