package org.axiomj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Planes and ranges against values computed with 60 decimal digits at many points of many intervals. */
class PlanesTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal HAIR = new BigDecimal("1e-45");

    private static BigDecimal inUnits(long value, int unit) {
        return new BigDecimal(BigInteger.valueOf(value)).divide(new BigDecimal(BigInteger.ONE.shiftLeft(unit)));
    }

    /** By the limit of the series at x / 2^20, squared. */
    private static BigDecimal exp(BigDecimal x) {
        MathContext more = new MathContext(90);
        BigDecimal small = x.divide(BigDecimal.valueOf(1 << 20), more);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; n < 30; n++) {
            term = term.multiply(small, more).divide(BigDecimal.valueOf(n), more);
            sum = sum.add(term);
        }
        for (int k = 0; k < 20; k++) {
            sum = sum.multiply(sum, more);
        }
        return sum;
    }

    private static BigDecimal value(Curve curve, BigDecimal x) {
        return switch (curve) {
            case SQUARE -> x.multiply(x);
            case CUBE -> x.multiply(x).multiply(x);
            case RECIPROCAL -> BigDecimal.ONE.divide(x, DIGITS);
            case EXP -> exp(x);
            case SIGMOID -> BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(x.negate())), DIGITS);
        };
    }

    @Test
    void pointsAreEnclosedTightly() {
        Random random = new Random(5);
        BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(CurvePoint.PRECISION));
        for (Curve curve : Curve.values()) {
            for (int run = 0; run < 300; run++) {
                int unit = 8 + random.nextInt(37);
                long z = random.nextInt(8) == 0 ? random.nextInt(3) - 1 : end(random, unit, 20);
                if (curve == Curve.RECIPROCAL && z == 0) {
                    continue;
                }
                CurvePoint p = CurvePoint.of(curve, z, unit);
                BigDecimal exact = value(curve, inUnits(z, unit)).multiply(scale);
                BigDecimal slack = exact.abs().multiply(HAIR);
                assertThat(new BigDecimal(p.low)).isLessThanOrEqualTo(exact.add(slack));
                assertThat(new BigDecimal(p.high)).isGreaterThanOrEqualTo(exact.subtract(slack));
                BigDecimal width = new BigDecimal(p.high.subtract(p.low));
                assertThat(width).isLessThanOrEqualTo(exact.abs().add(scale).multiply(new BigDecimal("1e-24")));
                derivative(curve, p, inUnits(z, unit), scale);
            }
        }
    }

    private static void derivative(Curve curve, CurvePoint p, BigDecimal x, BigDecimal scale) {
        BigDecimal g = value(curve, x);
        BigDecimal exact = switch (curve) {
            case SQUARE -> x.add(x);
            case CUBE -> x.multiply(x).multiply(BigDecimal.valueOf(3));
            case RECIPROCAL -> g.multiply(g).negate();
            case EXP -> g;
            case SIGMOID -> g.multiply(BigDecimal.ONE.subtract(g));
        };
        exact = exact.multiply(scale);
        BigDecimal slack = exact.abs().multiply(HAIR).add(new BigDecimal("1e-20"));
        assertThat(new BigDecimal(p.slopeLow)).isLessThanOrEqualTo(exact.add(slack));
        assertThat(new BigDecimal(p.slopeHigh)).isGreaterThanOrEqualTo(exact.subtract(slack));
        assertThat(new BigDecimal(p.slopeHigh.subtract(p.slopeLow)))
                .isLessThanOrEqualTo(exact.abs().add(scale).multiply(new BigDecimal("1e-24")));
    }

    private static long end(Random random, int unit, int most) {
        double x = (random.nextDouble() * 2 - 1) * Math.scalb(1.0, random.nextInt(8) - 4) * most / 16;
        return Math.round(Math.scalb(x, unit));
    }

    @Test
    void aCurveLiesBetweenItsLinesAndTouchesThemNearly() {
        Random random = new Random(6);
        int touched = 0;
        int checked = 0;
        for (Curve curve : Curve.values()) {
            for (int run = 0; run < 250; run++) {
                int unit = 16 + random.nextInt(29);
                long a = end(random, unit, 16);
                long b = random.nextInt(5) == 0 ? a + random.nextInt(3) : end(random, unit, 16);
                long[] low = {Math.min(a, b)};
                long[] high = {Math.max(a, b)};
                Planes planes = new Planes(new KernelNetwork.Smooth(curve, 0), 1, 1, unit);
                planes.refresh(0, low, high);
                boolean undefined = curve == Curve.RECIPROCAL && low[0] <= 0 && high[0] >= 0;
                if (undefined) {
                    assertThat(planes.valid[0]).isFalse();
                }
                if (!planes.valid[0]) {
                    continue;
                }
                long[] least = new long[1];
                long[] most = new long[1];
                assertThat(planes.range(low, high, least, most)).isTrue();
                BigDecimal[] gap = {BigDecimal.TEN.pow(30), BigDecimal.TEN.pow(30)};
                BigDecimal steep = BigDecimal.ONE;
                for (int t = 0; t <= 32; t++) {
                    long z = BigInteger.valueOf(low[0])
                            .add(BigInteger.valueOf(high[0] - low[0])
                                    .multiply(BigInteger.valueOf(t))
                                    .shiftRight(5))
                            .longValueExact();
                    BigDecimal x = inUnits(z, unit);
                    BigDecimal g = value(curve, x);
                    BigDecimal slack = g.abs().multiply(HAIR);
                    steep = steep.max(g.abs());
                    assertThat(inUnits(least[0], unit)).isLessThanOrEqualTo(g.add(slack));
                    assertThat(inUnits(most[0], unit)).isGreaterThanOrEqualTo(g.subtract(slack));
                    for (int side = 0; side < 2; side++) {
                        BigDecimal line = inUnits(planes.slope[side][0], 30)
                                .multiply(x)
                                .add(inUnits(planes.constant[side][0], unit + BackwardPass.GUARD));
                        BigDecimal over = side == 0 ? g.subtract(line) : line.subtract(g);
                        assertThat(over).isGreaterThanOrEqualTo(slack.negate());
                        gap[side] = gap[side].min(over);
                        checked++;
                    }
                }
                BigDecimal width = inUnits(high[0] - low[0], unit);
                BigDecimal small = inUnits(4, unit).add(new BigDecimal("1e-8").multiply(steep.add(width)));
                touched += gap[0].compareTo(small) < 0 ? 1 : 0;
                touched += gap[1].compareTo(small) < 0 ? 1 : 0;
            }
        }
        assertThat(checked).isGreaterThan(50_000);
        assertThat(touched).as("lines that come as near as rounding lets them").isGreaterThan(checked / 33 * 9 / 10);
    }

    @Test
    void aProductLiesBetweenItsPlanesWhichTouchItAtCorners() {
        Random random = new Random(8);
        for (int run = 0; run < 3000; run++) {
            int unit = 8 + random.nextInt(37);
            long[] low = new long[2];
            long[] high = new long[2];
            for (int i = 0; i < 2; i++) {
                long a = end(random, unit, 64);
                long b = random.nextInt(5) == 0 ? a : end(random, unit, 64);
                low[i] = Math.min(a, b);
                high[i] = Math.max(a, b);
            }
            Planes planes = new Planes(new KernelNetwork.Product(0), 1, 2, unit);
            planes.refresh(run % 2, low, high);
            assertThat(planes.valid[0]).isTrue();
            BigDecimal[] gap = {BigDecimal.TEN.pow(30), BigDecimal.TEN.pow(30)};
            for (int t = 0; t < 12; t++) {
                BigDecimal x =
                        inUnits(t < 4 ? (t & 1) == 0 ? low[0] : high[0] : between(random, low[0], high[0]), unit);
                BigDecimal y = inUnits(t < 4 ? t < 2 ? low[1] : high[1] : between(random, low[1], high[1]), unit);
                for (int side = 0; side < 2; side++) {
                    BigDecimal plane = inUnits(planes.slope[side][0], 30)
                            .multiply(x)
                            .add(inUnits(planes.slope[side][1], 30).multiply(y))
                            .add(inUnits(planes.constant[side][0], unit + BackwardPass.GUARD));
                    BigDecimal over = side == 0 ? x.multiply(y).subtract(plane) : plane.subtract(x.multiply(y));
                    assertThat(over.signum()).isGreaterThanOrEqualTo(0);
                    gap[side] = gap[side].min(over);
                }
            }
            assertThat(gap[0].max(gap[1])).isLessThan(inUnits(1, unit));
        }
    }

    private static long between(Random random, long low, long high) {
        return low + (long) (random.nextDouble() * (high - low));
    }

    @Test
    void whatIsOutOfReachHasNoPlanes() {
        Planes exp = new Planes(new KernelNetwork.Smooth(Curve.EXP, 0), 1, 1, 28);
        exp.refresh(0, new long[] {0}, new long[] {65L << 28});
        assertThat(exp.valid[0]).isFalse();
        assertThat(exp.range(new long[] {0}, new long[] {65L << 28}, new long[1], new long[1]))
                .isFalse();
        assertThat(exp.isRanged()).isFalse();
        assertThatThrownBy(() -> CurvePoint.of(Curve.RECIPROCAL, 0, 28)).isInstanceOf(ArithmeticException.class);
        Planes sigmoid = new Planes(new KernelNetwork.Smooth(Curve.SIGMOID, 0), 1, 1, 28);
        sigmoid.refresh(0, new long[] {-900L << 28}, new long[] {900L << 28});
        assertThat(sigmoid.valid[0]).isTrue();
        assertThat(sigmoid.constant[0][0]).isBetween(-1L, 0L);
    }
}
