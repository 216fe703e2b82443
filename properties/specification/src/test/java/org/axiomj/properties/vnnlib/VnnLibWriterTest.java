package org.axiomj.properties.vnnlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

class VnnLibWriterTest {
    @Test
    void whatIsWrittenReadsBackToTheSameQuery() {
        for (String text : SmallSpecification.GOOD_ONES) {
            Query query = VnnLib.parse(text, "text", 2, 2);
            String written = VnnLibWriter.write(query);
            assertThat(VnnLib.parse(written, "written", 2, 2)).as(written).isEqualTo(query);
        }
    }

    @Test
    void fractionsAndTinyNumbersStayExact() {
        TreeMap<Integer, Rational> outputs = new TreeMap<>();
        outputs.put(0, Rational.of(-2).divide(Rational.of(3)));
        outputs.put(1, Rational.of(new BigDecimal("1e-300")));
        LinearConstraint constraint =
                new LinearConstraint(new TreeMap<>(), outputs, Rational.of(Double.MIN_VALUE), true);
        Box box = new Box(
                List.of(Rational.of(0.1f)),
                List.of(Rational.of(1).divide(Rational.of(7)).add(Rational.ONE)));
        Query query = new Query(1, 2, List.of(new Query.Case(box, new Condition.Atom(constraint))));
        assertThat(VnnLib.parse(VnnLibWriter.write(query), "written", 1, 2)).isEqualTo(query);
    }

    @Test
    void theTextIsPlainVnnLib() {
        Query query = VnnLib.parse(
                "(declare-const X_0 Real)(declare-const Y_0 Real)(assert (<= -0.5 X_0 1))(assert (< (* 2 Y_0) X_0))",
                "text",
                1,
                1);
        assertThat(VnnLibWriter.write(query)).isEqualTo("""
            (declare-const X_0 Real)

            (declare-const Y_0 Real)

            (assert (>= X_0 -0.5))
            (assert (<= X_0 1))

            (assert (< (+ (* -1 X_0) (* 2 Y_0)) 0))
            """);
    }
}
