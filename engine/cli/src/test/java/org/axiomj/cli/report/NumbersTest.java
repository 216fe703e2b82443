package org.axiomj.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.axiomj.ir.exact.Rational;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Property
    void exactTextReadsBackToTheSameFraction(
            @ForAll int numerator, @ForAll @LongRange(min = 1, max = 4000) long denominator) {
        Rational value = Rational.of(numerator).divide(Rational.of(denominator));
        String text = Numbers.exact(value);
        int slash = text.indexOf('/');
        Rational back = slash < 0
                ? Rational.of(new BigDecimal(text))
                : Rational.of(Long.parseLong(text.substring(0, slash)))
                        .divide(Rational.of(Long.parseLong(text.substring(slash + 1))));
        assertThat(back).isEqualTo(value);
        assertThat(text).matches("-?[0-9]+(\\.[0-9]+|/[0-9]+)?");
    }

    @Test
    void peopleGetThousandsAndMilliseconds() {
        assertThat(Numbers.grouped(0)).isEqualTo("0");
        assertThat(Numbers.grouped(-123)).isEqualTo("-123");
        assertThat(Numbers.grouped(-1234567)).isEqualTo("-1,234,567");
        assertThat(Numbers.seconds(7)).isEqualTo("0.007");
        assertThat(Numbers.seconds(61_080)).isEqualTo("61.080");
    }
}
