package org.axiomj.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axiomj.reference.Handmade.LEAF;
import static org.axiomj.reference.Handmade.accepted;
import static org.axiomj.reference.Handmade.atMost;
import static org.axiomj.reference.Handmade.fraction;
import static org.axiomj.reference.Handmade.linear;
import static org.axiomj.reference.Handmade.power;
import static org.axiomj.reference.Handmade.statement;
import static org.axiomj.reference.Handmade.whole;

import java.util.List;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Curve;
import org.axiomj.kernel.Fraction;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Statement;
import org.junit.jupiter.api.Test;

/** Claims about curves and products that are just true, and just false. */
class CurveAttackTest {
    private static final KernelNetwork.Input ONE = new KernelNetwork.Input(1);
    private static final KernelNetwork.Input TWO = new KernelNetwork.Input(2);
    /** No lemmas, though there could be. */
    private static final String PLAIN = "0" + LEAF;

    private static Statement curve(Curve curve, Fraction from, Fraction to, Condition unsafe) {
        return statement(from, to, unsafe, ONE, new KernelNetwork.Smooth(curve, 0));
    }

    /** Whether {@code y > bound} and whether {@code y < bound} are accepted on the box, in one leaf. */
    private static boolean above(Curve curve, Fraction from, Fraction to, Fraction bound) {
        return accepted(curve(curve, from, to, atMost(whole(1), bound)), PLAIN);
    }

    private static boolean below(Curve curve, Fraction from, Fraction to, Fraction bound) {
        Fraction negative = new Fraction(bound.numerator().negate(), bound.denominator());
        return accepted(curve(curve, from, to, atMost(whole(-1), negative)), PLAIN);
    }

    @Test
    void extremesThatAreReachedAreKnownAlmostExactly() {
        // sigmoid(-1) = 0.26894142..., sigmoid(1) = 0.73105857...
        assertThat(above(Curve.SIGMOID, whole(-1), whole(1), fraction(268941, 1000000)))
                .isTrue();
        assertThat(above(Curve.SIGMOID, whole(-1), whole(1), fraction(268942, 1000000)))
                .isFalse();
        assertThat(below(Curve.SIGMOID, whole(-1), whole(1), fraction(731059, 1000000)))
                .isTrue();
        assertThat(below(Curve.SIGMOID, whole(-1), whole(1), fraction(731058, 1000000)))
                .isFalse();
        // e = 2.7182818...; above by the chord
        assertThat(below(Curve.EXP, whole(0), whole(1), fraction(2718282, 1000000)))
                .isTrue();
        assertThat(below(Curve.EXP, whole(0), whole(1), fraction(2718281, 1000000)))
                .isFalse();
        assertThat(below(Curve.RECIPROCAL, whole(1), whole(2), fraction(1000001, 1000000)))
                .isTrue();
        assertThat(below(Curve.RECIPROCAL, whole(1), whole(2), whole(1))).isFalse();
        assertThat(above(Curve.RECIPROCAL, whole(-2), whole(-1), fraction(-1000001, 1000000)))
                .isTrue();
        assertThat(above(Curve.RECIPROCAL, whole(-2), whole(-1), whole(-1))).isFalse();
        assertThat(above(Curve.SQUARE, whole(-1), whole(1), fraction(-1, 1000000)))
                .isTrue();
        assertThat(above(Curve.SQUARE, whole(-1), whole(1), whole(0))).isFalse();
        assertThat(below(Curve.CUBE, whole(-2), whole(3), fraction(27000001, 1000000)))
                .isTrue();
        assertThat(below(Curve.CUBE, whole(-2), whole(3), whole(27))).isFalse();
        assertThat(above(Curve.CUBE, whole(-2), whole(3), fraction(-8000001, 1000000)))
                .isTrue();
        assertThat(above(Curve.CUBE, whole(-2), whole(3), whole(-8))).isFalse();
    }

    @Test
    void nothingFollowsFromAReciprocalAroundZero() {
        for (Fraction from : List.of(whole(-1), whole(0), power(-40))) {
            Fraction to = from.numerator().signum() < 0 ? whole(0) : whole(1);
            boolean positive = above(Curve.RECIPROCAL, from, to, whole(-1_000_000));
            boolean bounded = below(Curve.RECIPROCAL, from, to, whole(1_000_000));
            assertThat(positive || bounded).as("on [%s, %s]", from, to).isFalse();
        }
        assertThat(above(Curve.RECIPROCAL, whole(-1), whole(1), whole(-1_000_000)))
                .isFalse();
        Statement inner = statement(
                whole(-1),
                whole(1),
                atMost(whole(1), whole(-1_000_000)),
                ONE,
                new KernelNetwork.Smooth(Curve.RECIPROCAL, 0),
                linear(1, new long[] {1}));
        assertThat(accepted(inner, PLAIN)).isFalse();
        assertThat(accepted(inner, "001", PLAIN, PLAIN)).isFalse();
    }

    @Test
    void numbersOutOfReachAreRefusedAndNotWrapped() {
        for (int size : new int[] {7, 20, 30, 50}) {
            for (Curve curve : List.of(Curve.EXP, Curve.CUBE, Curve.SQUARE)) {
                Fraction large = power(size);
                boolean negative = below(curve, large, large, whole(0));
                assertThat(negative)
                        .as("%s at 2^%d is not negative", curve, size)
                        .isFalse();
            }
        }
        assertThat(below(Curve.SIGMOID, power(20), power(22), fraction(999, 1000)))
                .isFalse();
        assertThat(above(Curve.SIGMOID, power(20), power(22), fraction(999, 1000)))
                .isTrue();
    }

    @Test
    void aProductIsOfItsOwnFactors() {
        // x in [1, 2], z = (x0, x1, -x0, x1): products -x0^2 and x1^2, not x0 x1 and -x0 x1
        KernelNetwork.Linear factors =
                linear(0, new long[] {1, 0}, new long[] {0, 1}, new long[] {-1, 0}, new long[] {0, 1});
        KernelNetwork.Linear first = linear(2, new long[] {1, 0});
        Statement negative = statement(
                whole(1),
                whole(2),
                atMost(whole(-1), fraction(-1, 2)),
                TWO,
                factors,
                new KernelNetwork.Product(1),
                first);
        assertThat(accepted(negative, PLAIN)).as("-x0^2 < 1/2").isTrue();
        Statement wrong = statement(
                whole(1),
                whole(2),
                atMost(whole(1), fraction(1, 2)),
                TWO,
                factors,
                new KernelNetwork.Product(1),
                first);
        assertThat(accepted(wrong, PLAIN)).as("-x0^2 > 1/2 is false").isFalse();
    }

    @Test
    void aProductsCornersAreNeverExcluded() {
        Statement s = statement(whole(1), whole(2), atMost(whole(1), whole(1)), TWO, new KernelNetwork.Product(0));
        assertThat(accepted(s, PLAIN)).isFalse();
        Statement loose =
                statement(whole(1), whole(2), atMost(whole(1), fraction(49, 100)), TWO, new KernelNetwork.Product(0));
        assertThat(accepted(loose, PLAIN)).isTrue();
    }

    @Test
    void anOddNumberOfFactorsIsNoProduct() {
        assertThatThrownBy(() ->
                        statement(whole(0), whole(1), atMost(whole(1), whole(0)), ONE, new KernelNetwork.Product(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("even number of factors");
    }

    @Test
    void aCurveCannotBeSplitLikeARelu() {
        Statement s = curve(Curve.SIGMOID, whole(-1), whole(1), atMost(whole(1), fraction(1, 10)));
        assertThat(accepted(s, PLAIN)).isTrue();
        assertThat(accepted(s, "0" + "10", PLAIN, PLAIN)).isFalse();
    }
}
