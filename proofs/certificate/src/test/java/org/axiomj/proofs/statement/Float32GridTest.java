package org.axiomj.proofs.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

class Float32GridTest {
    private static final Rational TINY = Rational.of(Double.MIN_VALUE);

    @Property(tries = 3000)
    void everyFloat32IsItsOwnNeighbourAndANudgeMovesToTheNext(@ForAll int bits) {
        float f = Float.intBitsToFloat(bits);
        if (!Float.isFinite(f)) {
            return;
        }
        Rational x = Rational.of(f);
        assertThat(Float32Grid.up(x)).isEqualTo(f + 0f);
        assertThat(Float32Grid.down(x)).isEqualByComparingTo(f == 0 ? Float32Grid.down(x) : f);
        assertThat(Float32Grid.up(x.add(TINY))).isEqualTo(Math.nextUp(f) + 0f);
        assertThat(Float32Grid.down(x.subtract(TINY)) + 0f).isEqualTo(Math.nextDown(f) + 0f);
    }

    @Property(tries = 2000)
    void theNeighboursOfARationalEncloseItWithNothingInBetween(@ForAll long seed) {
        Random random = new Random(seed);
        Rational x = Rational.of(random.nextLong())
                .divide(Rational.of(1 + random.nextInt(1 << 30)))
                .multiply(Rational.of(Math.scalb(1.0, random.nextInt(300) - 200)));
        float up = Float32Grid.up(x);
        float down = Float32Grid.down(x);
        assertThat(down == Float.NEGATIVE_INFINITY || Rational.of(down).compareTo(x) <= 0)
                .isTrue();
        assertThat(up == Float.POSITIVE_INFINITY || Rational.of(up).compareTo(x) >= 0)
                .isTrue();
        assertThat(up == down || Math.nextUp(down) == up).isTrue();
    }

    @Test
    void zeroIsFoundWithoutASignAndBetweenTheSmallestNumbers() {
        assertThat(Float32Grid.up(Rational.ZERO)).isEqualTo(0f);
        assertThat(Float32Grid.down(Rational.ZERO) == 0f).isTrue();
        assertThat(Float32Grid.up(TINY.negate())).isEqualTo(0f);
        assertThat(Float32Grid.down(TINY) == 0f).isTrue();
        assertThat(Float32Grid.up(TINY)).isEqualTo(Float.MIN_VALUE);
        assertThat(Float32Grid.down(TINY.negate())).isEqualTo(-Float.MIN_VALUE);
    }

    @Test
    void beyondTheLargestNumberIsInfinityAndBelowItIsTheLargest() {
        Rational largest = Rational.of(Float.MAX_VALUE);
        Rational more = largest.add(TINY);
        assertThat(Float32Grid.up(more)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Float32Grid.down(more)).isEqualTo(Float.MAX_VALUE);
        assertThat(Float32Grid.up(more.negate())).isEqualTo(-Float.MAX_VALUE);
        assertThat(Float32Grid.down(more.negate())).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Float32Grid.up(largest)).isEqualTo(Float.MAX_VALUE);
        Rational beyondDoubles = largest.multiply(largest)
                .multiply(largest)
                .multiply(largest)
                .multiply(largest)
                .multiply(largest)
                .multiply(largest)
                .multiply(largest)
                .multiply(largest);
        assertThat(Float32Grid.up(beyondDoubles)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Float32Grid.down(beyondDoubles)).isEqualTo(Float.MAX_VALUE);
    }

    @Property(tries = 500)
    void aRestrictedBoxHoldsTheSameFloat32NumbersAndEndsInTwoOfThem(@ForAll long seed) {
        Random random = new Random(seed);
        Rational low = Rational.of(random.nextInt(2000) - 1000).divide(Rational.of(1 + random.nextInt(999)));
        Rational high = low.add(Rational.of(1 + random.nextInt(1000)).divide(Rational.of(777)));
        Query query = query(low, high);
        Box box = Float32Grid.restrict(query).cases().get(0).box();
        float first = (float) box.lower().get(0).toDouble();
        float last = (float) box.upper().get(0).toDouble();
        assertThat(Rational.of(first)).isEqualTo(box.lower().get(0)).isGreaterThanOrEqualTo(low);
        assertThat(Rational.of(last)).isEqualTo(box.upper().get(0)).isLessThanOrEqualTo(high);
        assertThat(Rational.of(Math.nextDown(first))).isLessThan(low);
        assertThat(Rational.of(Math.nextUp(last))).isGreaterThan(high);
        assertThat(Float32Grid.restrict(query).cases().get(0).unsafe())
                .isEqualTo(query.cases().get(0).unsafe());
    }

    @Test
    void aRangeWithoutAFloat32IsAnErrorThatNamesTheInput() {
        Rational half = Rational.of(1 + 0x1p-24);
        Rational beyond = Rational.of(0x1p200);
        for (Query empty : List.of(
                query(half, half), query(beyond, beyond.add(beyond)), query(beyond.negate(), beyond.negate()))) {
            assertThatThrownBy(() -> Float32Grid.restrict(empty))
                    .isInstanceOf(InexpressibleException.class)
                    .hasMessageContaining("input 0")
                    .hasMessageContaining("no float32");
        }
    }

    private static Query query(Rational low, Rational high) {
        return new Query(1, 1, List.of(new Query.Case(new Box(List.of(low), List.of(high)), Condition.FALSE)));
    }
}
