package org.axiomj.ir.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RationalTest {
    private static final long SEED = 20240611;

    @Test
    void aFractionIsKeptInLowestTermsWithAPositiveDenominator() {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 20_000; trial++) {
            BigInteger factor = new BigInteger(1 + random.nextInt(40), random).add(BigInteger.ONE);
            BigInteger numerator = signed(random, random.nextInt(70)).multiply(factor);
            BigInteger denominator = signed(random, random.nextInt(70)).multiply(factor);
            if (denominator.signum() == 0) {
                continue;
            }
            Rational r = new Rational(numerator, denominator);
            assertThat(r.denominator().signum()).isPositive();
            assertThat(r.numerator().gcd(r.denominator())).isEqualTo(BigInteger.ONE);
            assertThat(r.numerator().multiply(denominator))
                    .isEqualTo(r.denominator().multiply(numerator));
        }
    }

    @Test
    void everyDoubleIsTakenExactly() {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 50_000; trial++) {
            double d = trial < 4
                    ? new double[] {0.0, -0.0, Double.MIN_VALUE, -Double.MAX_VALUE}[trial]
                    : anyDouble(random);
            assertThat(Rational.of(d)).isEqualTo(Rational.of(new BigDecimal(d)));
            assertThat(Rational.of(d).toDouble()).isEqualTo(d == 0 ? 0.0 : d);
            assertThat(Rational.of(d).toDoubleDown()).isEqualTo(d == 0 ? 0.0 : d);
            assertThat(Rational.of(d).toDoubleUp() - d).isZero();
        }
        assertThatThrownBy(() -> Rational.of(Double.NaN)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void roundingDownAndUpGivesTheTightestDoubles() {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 50_000; trial++) {
            Rational r = trial % 3 == 0
                    ? Rational.of(BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), random.nextInt(18)))
                    : new Rational(
                            signed(random, 1100),
                            signed(random, 1 + random.nextInt(1100)).setBit(0));
            checkTightest(r);
            double d = anyDouble(random);
            Rational gap = Rational.of(Double.MIN_VALUE).divide(Rational.of(3));
            checkTightest(Rational.of(d).add(gap));
            checkTightest(Rational.of(d).subtract(gap));
        }
    }

    private static void checkTightest(Rational r) {
        double down = r.toDoubleDown();
        double up = r.toDoubleUp();
        if (down != Double.NEGATIVE_INFINITY) {
            assertThat(Rational.of(down)).isLessThanOrEqualTo(r);
        }
        if (up != Double.POSITIVE_INFINITY) {
            assertThat(Rational.of(up)).isGreaterThanOrEqualTo(r);
        }
        assertThat(up - down == 0 || up == Math.nextUp(down))
                .as("%s in [%s, %s]", r, down, up)
                .isTrue();
    }

    @Test
    void comparisonAgreesWithTheSignOfTheDifference() {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 20_000; trial++) {
            Rational a = new Rational(signed(random, 6), signed(random, 4).setBit(0));
            Rational b = new Rational(signed(random, 6), signed(random, 4).setBit(0));
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(a.subtract(b).signum());
        }
    }

    private static BigInteger signed(Random random, int bits) {
        BigInteger magnitude = new BigInteger(bits, random);
        return random.nextBoolean() ? magnitude : magnitude.negate();
    }

    private static double anyDouble(Random random) {
        while (true) {
            double d = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(d)) {
                return d;
            }
        }
    }
}
