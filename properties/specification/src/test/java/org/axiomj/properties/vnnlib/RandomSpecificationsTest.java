package org.axiomj.properties.vnnlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Query;

/** Random specifications over two inputs and two outputs whose constants lie on a coarse grid, checked on that grid. */
class RandomSpecificationsTest {
    private static final String[] CONSTANTS = {
        "0", "1", "-1", "0.5", "-0.5", "1.5", "(- 0.5)", "(/ 1 2)", "(/ -3 2)", "5e-1"
    };
    private static final int LONGEST_WRITTEN = 1 << 20;
    private static final int[] CASE_LIMITS = {1, 2, 3, 5, CaseSplitter.MOST_CASES};

    @Property(tries = 2000)
    void aQueryAgreesWithTheRawTextOnTheGrid(@ForAll long seed) {
        Random random = new Random(seed);
        String text = new Generator(random).specification();
        RawEvaluator raw = new RawEvaluator(text);
        try {
            int mostCases = CASE_LIMITS[random.nextInt(CASE_LIMITS.length)];
            SourceText source = new SourceText("random", text.getBytes(StandardCharsets.UTF_8));
            Query query = VnnLib.parse(source, 2, 2, mostCases);
            // A short text with nested lets can be megabytes when it is written out, more than the reader's budget.
            String written = VnnLibWriter.write(query);
            Query again = written.length() < LONGEST_WRITTEN ? VnnLib.parse(written, "written", 2, 2) : query;
            for (int i = 0; i < 80; i++) {
                Rational[] x = {grid(random), grid(random)};
                Rational[] y = {grid(random), grid(random)};
                Agreement.check(raw, query, x, y);
                Agreement.check(raw, again, x, y);
            }
        } catch (InvalidPropertyException refused) {
            checkRefusal(refused, raw, text);
        }
    }

    /** A domain that is refused as empty has no point on the grid either. */
    private static void checkRefusal(InvalidPropertyException refused, RawEvaluator raw, String text) {
        if (refused.getMessage().contains("bound of X_")) {
            return; // the generator leaves out a bound now and then
        }
        assertThat(refused).as(text).hasMessageContaining("vacuously");
        for (int i = 0; i < 6 * 6 * 6 * 6; i++) {
            Rational[] x = {grid(i % 6), grid(i / 6 % 6)};
            Rational[] y = {grid(i / 36 % 6), grid(i / 216)};
            assertThat(raw.holds(Agreement.point(x, y))).as(text).isFalse();
        }
    }

    private static Rational grid(Random random) {
        return grid(random.nextInt(6));
    }

    private static Rational grid(int step) {
        return Rational.of(step * 0.5 - 1);
    }

    private static final class Generator {
        private final Random random;
        private final StringBuilder text = new StringBuilder();
        private int names;

        Generator(Random random) {
            this.random = random;
        }

        String specification() {
            text.append("(declare-const X_0 Real)(declare-const X_1 Real)(declare-fun Y_0 () Real)(declare-const Y_1"
                    + " Real)\n");
            for (int i = 0; i < 2; i++) {
                for (String operator : new String[] {"<=", ">="}) {
                    if (random.nextInt(20) > 0) {
                        String bound = operator.equals("<=") ? "1" : random.nextBoolean() ? "-1" : "0";
                        text.append("(assert (" + operator + " X_" + i + " " + bound + "))\n");
                    }
                }
            }
            int assertions = 1 + random.nextInt(5);
            for (int i = 0; i < assertions; i++) {
                text.append("(assert ");
                formula(3);
                text.append(")\n");
            }
            return text.toString();
        }

        private void formula(int depth) {
            int choice = depth == 0 ? 0 : random.nextInt(20);
            if (choice < 6) {
                comparison();
            } else if (choice < 16) {
                list(
                        choice < 10 ? "and" : choice < 14 ? "or" : choice == 14 ? "=>" : "=",
                        2 + random.nextInt(2),
                        depth);
            } else if (choice == 16) {
                list("not", 1, depth);
            } else if (choice == 17) {
                text.append(random.nextInt(4) == 0 ? "false" : "true");
            } else if (choice == 18) {
                text.append("(! ");
                formula(depth - 1);
                text.append(" :named n)");
            } else {
                let(depth);
            }
        }

        private void let(int depth) {
            int name = names++;
            text.append("(let ((p" + name + " ");
            formula(depth - 1);
            text.append(") (t" + name + " ");
            term(2);
            text.append(")) (or p" + name + " (not p" + name + ") (<= t" + name + " ");
            term(1);
            text.append(")");
            formula(depth - 1);
            text.append("))");
        }

        private void list(String operator, int count, int depth) {
            text.append("(" + operator);
            for (int i = 0; i < count; i++) {
                text.append(' ');
                formula(depth - 1);
            }
            text.append(")");
        }

        private void comparison() {
            String[] operators = {"<=", "<", ">=", ">", "=", "<=", ">="};
            text.append("(" + operators[random.nextInt(operators.length)] + " ");
            if (random.nextBoolean()) {
                boolean variableFirst = random.nextBoolean();
                text.append(variableFirst ? "X_" + random.nextInt(2) : constant());
                text.append(' ').append(variableFirst ? constant() : "X_" + random.nextInt(2));
            } else {
                term(2);
                for (int i = random.nextInt(8) == 0 ? 2 : 1; i > 0; i--) {
                    text.append(' ');
                    term(2);
                }
            }
            text.append(")");
        }

        private void term(int depth) {
            int choice = depth == 0 ? random.nextInt(3) : random.nextInt(9);
            switch (choice) {
                case 0 -> text.append(constant());
                case 1 -> text.append("X_").append(random.nextInt(2));
                case 2, 3, 4 -> text.append("Y_").append(random.nextInt(2));
                case 5 -> terms("+", 1 + random.nextInt(3), depth);
                case 6 -> terms("-", 1 + random.nextInt(3), depth);
                case 7 -> {
                    text.append("(* " + constant() + " ");
                    term(depth - 1);
                    text.append(" (+ 1 " + constant() + "))");
                }
                default -> {
                    text.append("(/ ");
                    term(depth - 1);
                    text.append(" -2 0.5)");
                }
            }
        }

        private void terms(String operator, int count, int depth) {
            text.append("(" + operator);
            for (int i = 0; i < count; i++) {
                text.append(' ');
                term(depth - 1);
            }
            text.append(")");
        }

        private String constant() {
            return CONSTANTS[random.nextInt(CONSTANTS.length)];
        }
    }
}
