package org.axiomj.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static Arguments with(String option, String value) {
        return new Arguments(List.of(), Map.of(option, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "abc", "", "1s"})
    void aTimeThatIsNoPositiveNumberIsRefused(String text) {
        assertThatThrownBy(() -> with("--timeout", text).seconds("--timeout", 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--timeout")
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void timesAreNanosecondsAndHaveAnUpperEnd() {
        assertThat(with("--timeout", "0.5").seconds("--timeout", 1)).isEqualTo(500_000_000);
        assertThat(with("--timeout", "1e300").seconds("--timeout", 1)).isBetween(1L, Long.MAX_VALUE / 4);
        assertThat(with("--timeout", "Infinity").seconds("--timeout", 1)).isBetween(1L, Long.MAX_VALUE / 4);
        assertThat(with("--other", "1").seconds("--timeout", 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "1.5", "1e1", "", "99999999999999999999"})
    void aWholeNumberOutOfRangeIsRefused(String text) {
        assertThatThrownBy(() -> with("--threads", text).whole("--threads", 1, 1, 64))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("from 1 to 64");
    }
}
