package org.axiomj.properties.vnnlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.PlainLanguage;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VnnLibTest {
    @Test
    void boundsMakeTheBoxAndOutputsTheCondition() {
        Query query = parse("(assert (<= Y_0 Y_1))(assert (> Y_0 3.5))");
        assertThat(query.cases()).hasSize(1);
        assertThat(box(query, 0)).isEqualTo("[0, 1] [-0.5, 0.5]");
        assertThat(condition(query, 0)).isEqualTo("Y_0 <= Y_1 and Y_0 > 3.5");
    }

    @Test
    void theTightestOfSeveralBoundsCounts() {
        Query query = parse("(assert (<= X_0 0.75))(assert (<= X_0 2))(assert (= X_1 (/ 1 3)))");
        assertThat(box(query, 0)).isEqualTo("[0, 0.75] [1/3, 1/3]");
        assertThat(query.cases().get(0).unsafe()).isEqualTo(Condition.TRUE);
    }

    @Test
    void aStrictBoundIsClosedInTheBoxAndStaysInTheCondition() {
        Query query = parse("(assert (< X_0 0.75))(assert (< X_1 7))(assert (<= Y_0 1))");
        assertThat(box(query, 0)).isEqualTo("[0, 0.75] [-0.5, 0.5]");
        assertThat(condition(query, 0)).isEqualTo("Y_0 <= 1 and X_0 < 0.75");
    }

    @Test
    void boundsMayBeWrittenAsLinearTerms() {
        Query query = parse("(assert (<= (- (* 2 X_0) 1) (- 0.5 (* (- 2) (/ X_0 4)))))(assert (>= 1 (+ Y_0 Y_0)))");
        assertThat(box(query, 0)).isEqualTo("[0, 1] [-0.5, 0.5]");
        assertThat(condition(query, 0)).isEqualTo("2 Y_0 <= 1");
        assertThat(box(parse("(assert (not (< X_0 (- X_0 (- X_0 0.25)))))"), 0)).isEqualTo("[0.25, 1] [-0.5, 0.5]");
    }

    @Test
    void disjunctsInheritTheBoundsAroundThem() {
        Query query = parse("(assert (or (and (<= X_0 0.5) (<= Y_0 0)) (<= Y_1 0)))");
        assertThat(box(query, 0)).isEqualTo("[0, 0.5] [-0.5, 0.5]");
        assertThat(condition(query, 0)).isEqualTo("Y_0 <= 0");
        assertThat(box(query, 1)).isEqualTo("[0, 1] [-0.5, 0.5]");
        assertThat(condition(query, 1)).isEqualTo("Y_1 <= 0");
        assertThat(query.cases()).hasSize(2);
    }

    @Test
    void casesWithTheSameBoxAreOneInTheOrderOfTheText() {
        Query query = parse("(assert (or (and (<= X_0 0.5) (<= Y_0 0)) (and (<= X_0 0.25) (<= Y_0 1))"
                + " (and (<= (* 2 X_0) 1) (<= Y_1 0) (<= Y_1 Y_0))))");
        assertThat(query.cases()).hasSize(2);
        assertThat(condition(query, 0)).isEqualTo("Y_0 <= 0 or (Y_1 <= 0 and Y_1 <= Y_0)");
        assertThat(condition(query, 1)).isEqualTo("Y_0 <= 1");
    }

    @Test
    void emptyCasesAreDropped() {
        Query query = parse(
                "(assert (or (and (>= X_0 2) (<= Y_0 0)) (and (> X_1 0.5) (<= Y_0 1)) (and (<= X_0 0.5) (<= Y_0 2))))");
        assertThat(query.cases()).hasSize(1);
        assertThat(condition(query, 0)).isEqualTo("Y_0 <= 2");
    }

    @Test
    void disjunctionsOverInputsAreMultipliedOut() {
        Query query = parse("(assert (or (<= X_0 0.25) (>= X_0 0.75)))(assert (or (<= X_1 -0.25) (>= X_1 0.25)))"
                + "(assert (or (<= Y_0 0) (<= Y_1 0)))");
        assertThat(query.cases()).hasSize(4);
        assertThat(box(query, 1)).isEqualTo("[0, 0.25] [0.25, 0.5]");
        assertThat(condition(query, 3)).isEqualTo("Y_0 <= 0 or Y_1 <= 0");
    }

    @Test
    void constraintsOfSeveralVariablesStayInTheCondition() {
        Query query = parse("(assert (<= (+ X_0 X_1) 1))(assert (>= (- Y_0 (* 0.5 X_0)) 0))");
        assertThat(query.cases()).hasSize(1);
        assertThat(condition(query, 0)).isEqualTo("X_0 + X_1 <= 1 and 0.5 X_0 <= Y_0");
    }

    @Test
    void implicationsAndNegationsKeepStrictness() {
        Query query = parse("(assert (not (=> (<= Y_0 0) (or (< Y_1 0) (= Y_0 Y_1)))))");
        assertThat(condition(query, 0)).isEqualTo("Y_0 <= 0 and Y_1 >= 0 and (Y_0 < Y_1 or Y_1 < Y_0)");
    }

    @Test
    void namesStandForTermsAndFormulas() {
        Query query = parse("(define-fun c () Real (/ 1 4))(define-fun p () Bool (<= Y_0 c))"
                + "(assert (let ((s (- Y_1 c)) (c 9)) (and (not p) (<= s c))))");
        assertThat(condition(query, 0)).isEqualTo("Y_0 > 0.25 and Y_1 <= 9.25");
    }

    @Test
    void theRestOfTheScriptIsTolerated() {
        Query query = VnnLib.parse(
                "\uFEFF; a comment (with a parenthesis\n"
                        + "(set-logic QF_LRA)(set-info :source |a (|)(set-option :x \"(\")\r\n"
                        + "(declare-fun |X_0| () Real)(declare-const Y_0 Real)(assert(<= 0 X_0 1))(assert(<= Y_0 0))"
                        + "(check-sat)(get-model)(exit)",
                "script",
                1,
                1);
        assertThat(query.cases()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2",
        "-1e-3, -0.001",
        "1.5E+2, 150",
        "+3, 3",
        ".5, 0.5",
        "1., 1",
        "-0.0, 0",
        "00.50, 0.5",
        "1e0, 1",
        "123456789012345678901234567890.5e-3, 123456789012345678901234567.8905",
        "0.1000000000000000055511151231257827, " + "0.1000000000000000055511151231257827",
        "999999999999999999, 999999999999999999",
        "1e30, 1e30"
    })
    void numbersAreExact(String literal, String value) {
        Query query = parse("(assert (<= Y_0 " + literal + "))");
        Condition.Atom atom = (Condition.Atom) query.cases().get(0).unsafe();
        assertThat(atom.constraint().bound()).isEqualTo(Rational.of(new BigDecimal(value)));
    }

    @Test
    void aPackedFileReadsLikeTheTextWhateverItsName(@TempDir Path folder) throws Exception {
        String text = SmallSpecification.GOOD_ONES.get(0);
        Path plain = folder.resolve("plain.gz");
        Path packed = folder.resolve("packed");
        Files.writeString(plain, text);
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Query expected = VnnLib.parse(text, "text", 2, 2);
        assertThat(List.of(VnnLib.read(plain, 2, 2), VnnLib.read(packed, 2, 2))).containsOnly(expected);
    }

    private static Query parse(String assertions) {
        return VnnLib.parse(SmallSpecification.DECLARATIONS + SmallSpecification.BOX + assertions, "test", 2, 2);
    }

    private static String box(Query query, int index) {
        String[] sides = new String[query.inputSize()];
        Arrays.setAll(
                sides,
                i -> "[" + query.cases().get(index).box().lower().get(i).toText(17) + ", "
                        + query.cases().get(index).box().upper().get(i).toText(17) + "]");
        return String.join(" ", sides);
    }

    private static String condition(Query query, int index) {
        return PlainLanguage.describe(query.cases().get(index).unsafe());
    }
}
