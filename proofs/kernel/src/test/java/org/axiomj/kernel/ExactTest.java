package org.axiomj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactTest {
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(62);

    private static BigInteger floor(BigInteger x, int by) {
        return by >= 0 ? x.shiftRight(by) : x.shiftLeft(-by);
    }

    @Test
    void shiftsAndProductsAreWhatBigIntegersSayOrThrow() {
        Random random = new Random(1);
        int thrown = 0;
        for (int run = 0; run < 300_000; run++) {
            long a = random.nextLong() >> 2 + random.nextInt(62);
            long b = random.nextLong() >> 2 + random.nextInt(62);
            int by = random.nextInt(160) - 60;
            BigInteger shifted = floor(BigInteger.valueOf(a), by);
            BigInteger product = floor(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), by);
            thrown += same(shifted, () -> Exact.floorShift(a, by));
            thrown += same(floor(BigInteger.valueOf(a).negate(), by).negate(), () -> Exact.ceilShift(a, by));
            thrown += same(product, () -> Exact.productFloor(a, b, by));
        }
        assertThat(thrown).isBetween(10_000, 600_000);
    }

    private static int same(BigInteger expected, java.util.function.LongSupplier actual) {
        long found;
        try {
            found = actual.getAsLong();
        } catch (ArithmeticException e) {
            assertThat(expected.abs().shiftLeft(3)).isGreaterThan(LIMIT);
            return 1;
        }
        assertThat(BigInteger.valueOf(found)).isEqualTo(expected);
        return 0;
    }

    @Test
    void theSmallestLongIsRefused() {
        assertThatThrownBy(() -> Exact.magnitude(Long.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Exact.sum(1L << 61, 1L << 61)).isInstanceOf(ArithmeticException.class);
    }
}
