package org.axiomj.ensure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnsureTest {
    private static final float[] HALVES = {0.5f, 0.5f};

    @AfterEach
    void switchOn() {
        Ensure.mode(Mode.ON);
    }

    @Test
    void goodOutputsPassEveryAssertion() {
        Ensure.that(HALVES)
                .hasSize(2)
                .hasNoNaN()
                .hasNoInfinity()
                .isFinite()
                .isBounded(0, 1)
                .sumsToOne(0)
                .isProbabilities(0)
                .isConfident(0.5);
        Ensure.that(new double[] {0.25, 0.75}).isProbabilities(0);
    }

    @Test
    void aViolationCarriesPropertyIndexValueAndInput() {
        float[] input = {1, 2, 3};
        EnsureViolation violation = catchThrowableOfType(
                EnsureViolation.class,
                () -> Ensure.that(new float[] {0, Float.NaN}).from(input).isFinite());
        assertThat(violation.property()).isEqualTo("isFinite()");
        assertThat(violation.index()).hasValue(1);
        assertThat(violation.value()).isNaN();
        assertThat(violation.input().orElseThrow()).containsExactly(1, 2, 3);
        assertThat(violation)
                .hasMessage(
                        "isFinite() does not hold: element 1 is NaN, expected a finite number; input [1.0, 2.0, 3.0]");
    }

    @Test
    void aPropertyOfAllElementsHasNoIndex() {
        EnsureViolation violation = catchThrowableOfType(
                EnsureViolation.class,
                () -> Ensure.that(new double[] {0.5, 0.25}).sumsToOne(1e-6));
        assertThat(violation.index()).isEmpty();
        assertThat(violation.value()).isEqualTo(0.75);
        assertThat(violation).hasMessage("sumsToOne(1.0E-6) does not hold: 0.75, expected a sum within 1.0E-6 of 1");
    }

    @Test
    void nanHasNoProperty() {
        Ensured nan = Ensure.that(new float[] {Float.NaN});
        assertThatThrownBy(nan::hasNoNaN).isInstanceOf(EnsureViolation.class);
        assertThatThrownBy(() -> nan.isBounded(-1, 1)).isInstanceOf(EnsureViolation.class);
        assertThatThrownBy(() -> nan.sumsToOne(1)).isInstanceOf(EnsureViolation.class);
        assertThatThrownBy(() -> nan.isConfident(0)).isInstanceOf(EnsureViolation.class);
    }

    @Test
    void boundsAreClosedAndInfinityIsOutside() {
        Ensure.that(new float[] {0, 1}).isBounded(0, 1);
        assertThatThrownBy(() -> Ensure.that(new float[] {Math.nextUp(1f)}).isBounded(0, 1))
                .isInstanceOf(EnsureViolation.class);
        assertThatThrownBy(
                        () -> Ensure.that(new float[] {Float.POSITIVE_INFINITY}).hasNoInfinity())
                .isInstanceOf(EnsureViolation.class);
        assertThatThrownBy(() -> Ensure.that(HALVES).hasSize(3)).isInstanceOf(EnsureViolation.class);
    }

    @Test
    void offChecksNothing() {
        Ensure.mode(Mode.OFF);
        Ensure.that(new float[] {Float.NaN})
                .from(HALVES)
                .isFinite()
                .sumsToOne(0)
                .hasSize(7)
                .isConfident(1);
    }

    @Test
    void sampleChecksOneInAHundred() {
        Ensure.mode(Mode.SAMPLE);
        int violations = 0;
        for (int i = 0; i < 1000; i++) {
            try {
                Ensure.that(new float[] {Float.NaN}).isFinite();
            } catch (EnsureViolation e) {
                violations++;
            }
        }
        assertThat(violations).isEqualTo(10);
    }

    @Test
    void senselessArgumentsAreErrorsOfTheCaller() {
        assertThatThrownBy(() -> Ensure.that(HALVES).isBounded(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ensure.that(HALVES).sumsToOne(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongInputIsCutShortInTheMessage() {
        assertThatThrownBy(
                        () -> Ensure.that(new float[] {2}).from(new float[100]).isBounded(0, 1))
                .hasMessageEndingWith("0.0, ... (100 numbers)]");
    }
}
