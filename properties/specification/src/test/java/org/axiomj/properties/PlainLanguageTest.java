package org.axiomj.properties;

import static org.assertj.core.api.Assertions.assertThat;

import org.axiomj.properties.vnnlib.VnnLib;
import org.junit.jupiter.api.Test;

class PlainLanguageTest {
    @Test
    void aSmallBoxIsSpeltOut() {
        assertThat(describe(2, 2, "(assert (<= 0 X_0 0.5))(assert (= X_1 3))(assert (or (<= Y_0 Y_1) (> Y_0 1)))"))
                .isEqualTo("The network has 2 inputs and 2 outputs. 1 input varies and the others are fixed: X_0 from 0"
                        + " to 0.5. No input in this box may lead to Y_0 <= Y_1 or Y_0 > 1.");
    }

    @Test
    void aLargeBoxIsSummedUp() {
        StringBuilder bounds = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            bounds.append("(assert (<= 0 X_" + i + " " + (i == 7 ? "0.75" : "0.5") + "))");
        }
        assertThat(describe(20, 1, bounds + "(assert (>= Y_0 (/ 1 3)))"))
                .isEqualTo(
                        "The network has 20 inputs and 1 output. All 20 inputs vary: X_0 from 0 to 0.5, X_1 from 0 to"
                                + " 0.5 and so on, each by at most 0.75. No input in this box may lead to Y_0 >= 1/3.");
    }

    @Test
    void severalBoxesAreCounted() {
        assertThat(describe(1, 1, "(assert (or (<= 0 X_0 1) (<= 2 X_0 3)))(assert (<= Y_0 0))"))
                .isEqualTo("The network has 1 input and 1 output. The inputs lie in one of 2 boxes; in the first, the"
                        + " input varies: X_0 from 0 to 1. No input in any of them may lead to Y_0 <= 0.");
        assertThat(describe(1, 1, "(assert (or (and (= X_0 1) (<= Y_0 0)) (and (<= 2 X_0 3) (<= Y_0 1))))"))
                .isEqualTo("The network has 1 input and 1 output. The inputs lie in one of 2 boxes; in the first, every"
                        + " input is fixed. No input in it may lead to Y_0 <= 0; each box has a condition of its"
                        + " own.");
    }

    @Test
    void longConditionsAreCutShortAndSaySo() {
        StringBuilder parts = new StringBuilder("(assert (<= 0 X_0 1))(assert (or");
        for (int i = 0; i < 100; i++) {
            parts.append(" (and (<= Y_0 " + i + ") (< (+ X_0 Y_0) 2))");
        }
        assertThat(describe(1, 1, parts + "))"))
                .contains("(Y_0 <= 0 and X_0 + Y_0 < 2) or (Y_0 <= 1 and")
                .endsWith("(188 more comparisons not shown).");
    }

    @Test
    void aConditionThatAlwaysHoldsForbidsEveryInput() {
        assertThat(describe(1, 1, "(assert (<= 0 X_0 1))")).endsWith("No input in this box may exist at all.");
    }

    @Test
    void numbersBeyondDoublesAreNeitherZeroNorInfinite() {
        assertThat(describe(1, 1, "(assert (<= 1e-400 X_0 1e400))(assert (<= Y_0 -1.5e400))"))
                .contains("X_0 from 1E-400 to 1E+400.")
                .endsWith("Y_0 <= -1.5E+400.");
    }

    private static String describe(int inputs, int outputs, String assertions) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < inputs; i++) {
            text.append("(declare-const X_" + i + " Real)");
        }
        for (int i = 0; i < outputs; i++) {
            text.append("(declare-const Y_" + i + " Real)");
        }
        return PlainLanguage.describe(VnnLib.parse(text + assertions, "test", inputs, outputs));
    }
}
