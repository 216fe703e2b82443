package org.axiomj.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axiomj.reference.Handmade.LEAF;
import static org.axiomj.reference.Handmade.accepted;
import static org.axiomj.reference.Handmade.atMost;
import static org.axiomj.reference.Handmade.bits;
import static org.axiomj.reference.Handmade.certificate;
import static org.axiomj.reference.Handmade.empty;
import static org.axiomj.reference.Handmade.fraction;
import static org.axiomj.reference.Handmade.identity;
import static org.axiomj.reference.Handmade.linear;
import static org.axiomj.reference.Handmade.power;
import static org.axiomj.reference.Handmade.statement;
import static org.axiomj.reference.Handmade.strict;
import static org.axiomj.reference.Handmade.whole;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Fraction;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Statement;
import org.junit.jupiter.api.Test;

/** Attempts to have something false accepted by numbers at the ends of their ranges, and by odd conditions. */
class RangeAttackTest {
    private static final KernelNetwork.Input ONE = new KernelNetwork.Input(1);
    private static final int[] UNITS = {8, 28, 44};
    private static final int[] PRECISIONS = {12, 24, 128 | 24};

    private static Fraction negated(Fraction f) {
        return new Fraction(f.numerator().negate(), f.denominator());
    }

    private static Fraction times(Fraction a, Fraction b) {
        return new Fraction(
                a.numerator().multiply(b.numerator()), a.denominator().multiply(b.denominator()));
    }

    @Test
    void aWeightOfAnySizeOverABoxOfAnySizeGivesNoFalseBound() {
        int proofs = 0;
        for (int k = -1200; k <= 1030; k += k > -80 && k < 80 ? 7 : 60) {
            for (int box = -40; box <= 50; box += 10) {
                for (long mantissa : new long[] {1, -1, 3, (1L << 60) - 1, -(1L << 60) + 1}) {
                    KernelNetwork.Linear map =
                            linear(0, new long[][] {{mantissa}}, k, new long[] {0}, KernelNetwork.Tolerance.NONE);
                    Fraction x = power(box);
                    Fraction weight = times(whole(Math.abs(mantissa)), power(k));
                    Fraction least = negated(times(weight, x));
                    Fraction lower = times(least, fraction(3, 2));
                    Statement wrong = statement(negated(x), x, atMost(whole(1), least), ONE, map);
                    Statement right = statement(negated(x), x, atMost(whole(1), lower), ONE, map);
                    for (int unit : UNITS) {
                        int precision = PRECISIONS[Math.floorMod(k + box, PRECISIONS.length)];
                        assertThat(accepted(wrong, certificate(wrong, unit, precision, List.of(LEAF))))
                                .isFalse();
                        proofs += accepted(right, certificate(right, unit, precision, List.of(LEAF))) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(proofs).isGreaterThan(500);
    }

    @Test
    void deepChainsThatGrowOrShrinkGiveNoFalseBound() {
        int proofs = 0;
        for (int step : new int[] {-100, -30, -8, -1, 0, 1, 2, 8, 30}) {
            for (int layers : new int[] {2, 10, 60}) {
                List<KernelNetwork.Node> nodes = new ArrayList<>(List.of(ONE));
                for (int layer = 0; layer < layers; layer++) {
                    long[][] one = {{3}};
                    nodes.add(linear(nodes.size() - 1, one, step, new long[] {0}, KernelNetwork.Tolerance.NONE));
                    nodes.add(new KernelNetwork.Relu(nodes.size() - 1));
                }
                KernelNetwork.Node[] all = nodes.toArray(new KernelNetwork.Node[0]);
                // y(1) is 3^layers 2^(step layers); unsafe: y <= that at x = 1, true there
                Fraction least =
                        times(new Fraction(BigInteger.valueOf(3).pow(layers), BigInteger.ONE), power(step * layers));
                Statement wrong = statement(whole(1), whole(2), atMost(whole(1), least), all);
                Statement right = statement(whole(1), whole(2), atMost(whole(1), times(least, fraction(1, 2))), all);
                for (int unit : UNITS) {
                    assertThat(accepted(wrong, certificate(wrong, unit, 24, List.of(LEAF))))
                            .isFalse();
                    proofs += accepted(right, certificate(right, unit, 24, List.of(LEAF))) ? 1 : 0;
                }
            }
        }
        assertThat(proofs).isGreaterThan(10);
    }

    @Test
    void boxesUpToTheLast52BitsGiveNoFalseBound() {
        for (int unit : UNITS) {
            for (long units : new long[] {(1L << 52) - 1, 1L << 52, (1L << 52) + 1, 1L << 53, Long.MAX_VALUE}) {
                Fraction x = times(whole(units), power(-unit));
                Statement wrong = identity(negated(x), x, atMost(whole(1), negated(x)));
                // x - y is 0 whatever x is
                List<Condition.Term> plus = List.of(new Condition.Term(0, whole(1)));
                List<Condition.Term> minus = List.of(new Condition.Term(0, whole(-1)));
                Statement right = identity(negated(x), x, new Condition.Atom(plus, minus, whole(-1), false));
                assertThat(accepted(wrong, certificate(wrong, unit, 24, List.of(LEAF))))
                        .isFalse();
                assertThat(accepted(right, certificate(right, unit, 24, List.of(LEAF))))
                        .isEqualTo(units <= 1L << 52);
            }
        }
    }

    @Test
    void mantissasOfTheLeastLongAreWhatTheyAre() {
        KernelNetwork.Linear minus = linear(
                0, new long[][] {{Long.MIN_VALUE}}, -63, new long[] {Long.MIN_VALUE}, KernelNetwork.Tolerance.NONE);
        // y = -x - 2^63, x in [0, 1]
        Fraction bound = new Fraction(BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE), BigInteger.ONE);
        Statement wrong = statement(whole(0), whole(1), atMost(whole(1), bound), ONE, minus);
        Statement right = statement(whole(0), whole(1), atMost(whole(1), times(bound, fraction(3, 2))), ONE, minus);
        boolean some = false;
        for (int unit = 8; unit <= 44; unit++) {
            assertThat(accepted(wrong, certificate(wrong, unit, 24, List.of(LEAF))))
                    .isFalse();
            some |= accepted(right, certificate(right, unit, 24, List.of(LEAF)));
        }
        assertThat(some).isFalse(); // beyond 62 bits: refused, not wrapped
    }

    @Test
    void changesOfEverySizeGiveNoFalseBound() {
        // y = relu(x) - relu(-x) = x, through two unstable elements; unsafe y <= -1 is true of x = -1.
        KernelNetwork.Node[] nodes = {
            ONE, linear(0, new long[] {1}, new long[] {-1}), new KernelNetwork.Relu(1), linear(2, new long[] {1, -1})
        };
        Statement wrong = statement(whole(-1), whole(1), atMost(whole(1), whole(-1)), nodes);
        Statement right = statement(whole(-1), whole(1), atMost(whole(1), whole(-3)), nodes);
        String largest = "11111111".repeat(3) + "01111111";
        int proofs = 0;
        for (String mantissa : List.of("00000000", "00000001", "01111111", largest)) {
            for (int exponent : new int[] {0, 1, 23, 24, 25, 100, 254, 255}) {
                for (int times : new int[] {1, 2, 127}) {
                    for (int sign = 0; sign < 2; sign++) {
                        String change = "0" + sign + mantissa + bits(exponent, 8);
                        String row = "00 00 1" + bits(times, 8) + change.repeat(times);
                        assertThat(accepted(wrong, "0" + row)).isFalse();
                        proofs += accepted(right, "0" + row) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(proofs).isGreaterThan(20);
    }

    @Test
    void aRowHas65536ChangesAndNotMore() {
        Statement s = statement(whole(-1), whole(1), atMost(whole(1), whole(-1)), ONE, new KernelNetwork.Relu(0));
        String change = "0 00000000 11111111";
        String most = "10000000 10000000 00000100";
        String more = "10000001 10000000 00000100";
        assertThat(accepted(s, "0 00 00 1" + most + change.repeat(65_536))).isTrue();
        assertThat(accepted(s, "0 00 00 1" + more + change.repeat(65_537))).isFalse();
    }

    @Test
    void tolerancesAtTheirLimitsAreTakenInFull() {
        long relative = (1L << 56) - 1;
        long absolute = (1L << 60) - 1;
        KernelNetwork.Tolerance most = new KernelNetwork.Tolerance(relative, absolute);
        assertThatThrownBy(() -> new KernelNetwork.Tolerance(relative + 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KernelNetwork.Tolerance(0, absolute + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KernelNetwork.Tolerance(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KernelNetwork.Tolerance(0, -1)).isInstanceOf(IllegalArgumentException.class);
        // y = x + 3 + e with x in [1, 2]: the least y is 1 + 3 - relative (1 + 3) - absolute, in units of 2^-60
        BigInteger least = BigInteger.ONE
                .shiftLeft(62)
                .subtract(BigInteger.valueOf(relative).shiftLeft(2))
                .subtract(BigInteger.valueOf(absolute));
        Fraction attained = new Fraction(least, BigInteger.ONE.shiftLeft(60));
        KernelNetwork.Linear map = linear(0, new long[][] {{1}}, 0, new long[] {3}, most);
        for (int unit : UNITS) {
            for (int precision : PRECISIONS) {
                Statement wrong = statement(whole(1), whole(2), atMost(whole(1), attained), ONE, map);
                assertThat(accepted(wrong, certificate(wrong, unit, precision, List.of(LEAF))))
                        .isFalse();
                Fraction below = fraction(least.shiftRight(60 - 5).longValueExact() - 10, 32);
                Statement right = statement(whole(1), whole(2), atMost(whole(1), below), ONE, map);
                // at 2^-44 the error leaves 62 bits
                assertThat(accepted(right, certificate(right, unit, precision, List.of(LEAF))))
                        .isEqualTo(unit < 44);
            }
        }
    }

    @Test
    void errorsThatAreRenewedInOneHalfDoNotSurviveIntoTheOther() {
        // y = x + e, |e| <= |x| / 16; the largest |x| is at one end of the box.
        KernelNetwork.Tolerance sixteenth = new KernelNetwork.Tolerance((1L << 56) - 1, 0);
        KernelNetwork.Linear map = linear(0, new long[][] {{1}}, 0, new long[] {0}, sixteenth);
        for (boolean positive : new boolean[] {true, false}) {
            Fraction low = positive ? whole(0) : whole(-1024);
            Fraction high = positive ? whole(1024) : whole(0);
            // |y| >= 1080 is possible at the end, |y| >= 1090 nowhere
            Statement wrong = statement(low, high, atMost(whole(positive ? -1 : 1), whole(-1080)), ONE, map);
            Statement right = statement(low, high, atMost(whole(positive ? -1 : 1), whole(-1090)), ONE, map);
            List<List<String>> trees = List.of(
                    List.of("01", LEAF, LEAF),
                    List.of("01", "01", LEAF, LEAF, LEAF),
                    List.of("01", LEAF, "01", LEAF, LEAF),
                    List.of("01", "01", LEAF, LEAF, "01", LEAF, LEAF));
            for (List<String> tree : trees) {
                for (int precision : PRECISIONS) {
                    assertThat(accepted(wrong, certificate(wrong, 28, precision, tree)))
                            .isFalse();
                    assertThat(accepted(right, certificate(right, 28, precision, tree)))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void renewedErrorsProveWhatTheRootsErrorsDoNotAndOnlyWhereTheyHold() {
        // y = x + e, |e| <= |x| / 16: e >= 40 is impossible where |x| <= 512
        KernelNetwork.Tolerance sixteenth = new KernelNetwork.Tolerance((1L << 56) - 1, 0);
        KernelNetwork.Linear map = linear(0, new long[][] {{1}}, 0, new long[] {0}, sixteenth);
        List<Condition.Term> x = List.of(new Condition.Term(0, whole(1)));
        List<Condition.Term> minus = List.of(new Condition.Term(0, whole(-1)));
        Condition far = new Condition.Atom(x, minus, whole(-40), false);
        String first = "00 01 00 0";
        String second = "00 10 00 0";
        for (boolean positive : new boolean[] {true, false}) {
            Condition near = new Condition.Atom(positive ? x : minus, List.of(), whole(511), false);
            Fraction low = positive ? whole(0) : whole(-1024);
            Fraction high = positive ? whole(1024) : whole(0);
            Statement s = statement(low, high, new Condition.And(List.of(far, near)), ONE, map);
            List<String> tree = positive ? List.of("01", first, second) : List.of("01", second, first);
            List<String> careless = List.of("01", first, first);
            assertThat(accepted(s, certificate(s, 28, 24, tree))).isFalse();
            assertThat(accepted(s, certificate(s, 28, 128 | 24, tree))).isTrue();
            assertThat(accepted(s, certificate(s, 28, 128 | 24, careless))).isFalse();
        }
    }

    @Test
    void aConditionThatIsAlwaysTrueIsNeverExcludedAndOneThatIsFalseAlways() {
        Condition always = new Condition.And(List.of());
        Condition never = new Condition.Or(List.of());
        assertThat(accepted(identity(whole(0), whole(1), never), "00")).isTrue();
        for (String attempt : List.of("00", "00 00 0", "00 01 0", "00 10 0", "00 11 0", "00 00 1 00000000", "111")) {
            assertThat(accepted(identity(whole(0), whole(1), always), attempt)).isFalse();
            Condition either = new Condition.Or(List.of(never, always));
            assertThat(accepted(identity(whole(0), whole(1), either), attempt)).isFalse();
        }
        Condition both = new Condition.And(List.of(always, never));
        assertThat(accepted(identity(whole(0), whole(1), both), "00 10")).isTrue();
        assertThat(accepted(identity(whole(0), whole(1), both), "00 01 00 0")).isFalse();
    }

    @Test
    void atomsWithoutTermsAreTrueOrFalseByTheirBoundAlone() {
        Fraction tiny = power(-4000);
        for (String row : List.of(LEAF, "00 01 0", "00 10 0", "00 11 0")) {
            assertThat(accepted(identity(whole(0), whole(1), empty(whole(-1), false)), row))
                    .isTrue();
            assertThat(accepted(identity(whole(0), whole(1), empty(whole(0), true)), row))
                    .isTrue();
            assertThat(accepted(identity(whole(0), whole(1), empty(whole(0), false)), row))
                    .isFalse();
            assertThat(accepted(identity(whole(0), whole(1), empty(tiny, true)), row))
                    .isFalse();
            assertThat(accepted(identity(whole(0), whole(1), empty(tiny, false)), row))
                    .isFalse();
            assertThat(accepted(identity(whole(0), whole(1), empty(power(4000), false)), row))
                    .isFalse();
        }
    }

    @Test
    void combinationsProveWhatTheirSumSaysAndWithoutWeightNothing() {
        // x <= 1 and -x <= -2: the sum is 0 <= -1, whatever x is
        Condition apart = new Condition.And(List.of(atMost(whole(1), whole(1)), atMost(whole(-1), whole(-2))));
        Statement s = identity(whole(0), whole(4), apart);
        assertThat(accepted(s, "00 00 00000001 00000001 00 0")).isTrue();
        String large = "10000000 10000000 01000000";
        String largest = "11111111".repeat(3) + "01111111";
        assertThat(accepted(s, "00 00" + large + large + "00 0")).isTrue();
        assertThat(accepted(s, "00 00" + largest + largest + "00 0")).isFalse(); // out of range
        assertThat(accepted(s, "00 00 00000001 00000000 00 0")).isFalse();
        assertThat(accepted(s, "00 00 00000000 00000000 00 0")).isFalse();
        // x <= 1 and -x <= -1 has a solution, x < 1 and -x <= -1 has none
        Condition touching = new Condition.And(List.of(atMost(whole(1), whole(1)), atMost(whole(-1), whole(-1))));
        Condition open = new Condition.And(List.of(strict(atMost(whole(1), whole(1))), atMost(whole(-1), whole(-1))));
        assertThat(accepted(identity(whole(0), whole(4), touching), "00 00 00000001 00000001 00 0"))
                .isFalse();
        assertThat(accepted(identity(whole(0), whole(4), open), "00 00 00000001 00000001 00 0"))
                .isTrue();
        // a strict atom without weight makes the sum no stricter
        Condition idle = new Condition.And(
                List.of(strict(atMost(whole(1), whole(9))), atMost(whole(1), whole(1)), atMost(whole(-1), whole(-1))));
        assertThat(accepted(identity(whole(0), whole(4), idle), "00 00 00000000 00000001 00000001 00 0"))
                .isFalse();
        assertThat(accepted(identity(whole(0), whole(4), idle), "00 00 00000000 00000000 00000000 00 0"))
                .isFalse();
    }

    @Test
    void aSumWhoseTermsCancelStillTakesChanges() {
        Condition apart = new Condition.And(List.of(atMost(whole(1), whole(1)), atMost(whole(-1), whole(-2))));
        Statement s = statement(whole(-1), whole(4), apart, ONE, new KernelNetwork.Relu(0));
        assertThat(accepted(s, "0 00 00 00000001 00000001 00 0")).isTrue();
        String change = "1 00000001 0 00000001 ";
        assertThat(accepted(s, "0 00 00 00000001 00000001 00" + change + bits(24, 8)))
                .isTrue();
        assertThat(accepted(s, "0 00 00 00000001 00000001 00" + change + bits(0, 8)))
                .isFalse();
    }

    @Test
    void nestedConditionsOfAnyDepthAreWalkedWithoutRecursion() {
        Condition deep = atMost(whole(1), whole(-1));
        int depth = 100_000;
        for (int level = 0; level < depth; level++) {
            deep = level % 2 == 0 ? new Condition.And(List.of(deep)) : new Condition.Or(List.of(deep));
        }
        Statement s = identity(whole(0), whole(1), deep);
        // built with the kernel's own hash: the digest here is recursive
        String choices = "1".repeat(depth / 2);
        List<String> nodes = List.of("00" + choices + "00 0");
        byte[] certificate = Inventions.bytes(
                header(s),
                List.of(new RecordedNode(List.of(
                        new RecordedNode.Field(Source.Kind.CHOICE, nodes.get(0).replace(" ", ""))))));
        assertThat(MutationTest.proves(s, certificate)).isTrue();
    }

    private static byte[] header(Statement s) {
        java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(44);
        out.put(new byte[] {0x41, 0x58, 0x4A, 0x43, 2, 4, 'r', 'e', 'a', 'l', 28, 24});
        return out.put(s.hash()).array();
    }

    @Test
    void anEmptyBoxProvesEverythingBecauseItIsTrue() {
        Statement s = identity(whole(1), whole(0), atMost(whole(1), whole(5)));
        Statement t = identity(whole(1), whole(1), atMost(whole(1), whole(5)));
        assertThat(accepted(t, LEAF)).isFalse();
        assertThat(accepted(s, LEAF)).isFalse(); // true, but no bound says so
        Statement u = identity(whole(1), whole(0), atMost(whole(1), fraction(1, 2)));
        assertThat(accepted(u, LEAF)).isTrue();
    }
}
