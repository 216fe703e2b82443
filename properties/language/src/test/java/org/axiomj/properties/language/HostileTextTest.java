package org.axiomj.properties.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.UnsupportedPropertyException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text is read or refused, on a small stack and in little time. */
class HostileTextTest {
    private static final int MANY = 100_000;

    /** What reading and checking throws; fails where it is no refusal. */
    private static Throwable refusal(String text) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> thrown.set(catchThrowable(() ->
                        TypeChecker.check(PropertyParser.parse(text, "hostile.axiom"), TypeCheckerTest.ENVIRONMENT))),
                "small stack",
                512 * 1024);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            thread.start();
            thread.join();
        });
        if (thrown.get() != null) {
            assertThat(thrown.get())
                    .isInstanceOfAny(InvalidPropertyException.class, UnsupportedPropertyException.class);
        }
        return thrown.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{ x | ",
                "not ",
                "- ",
                "forall x. ",
                "if true then true else ",
                "true ==> ",
                "true <==> ",
                "f(",
                "x0[",
                "1 / ",
                "forall x in [0, forall y. ",
                "if ",
                "(-",
                "not (",
                "prove ",
                "let a = ",
                "x0 without ",
                "((1) + ",
                "[0, 1] and "
            })
    void whatRepeatsManyTimesIsRefused(String piece) {
        assertThat(refusal("prove a: " + piece.repeat(MANY))).isNotNull();
        assertThat(refusal(piece.repeat(MANY / 10) + "true" + ")".repeat(MANY / 10)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "not ", "- ", "forall x. ", "if true then true else ", "true ==> ", "1 / ", "[1, ", "f("})
    void theDeepestNestingFitsASmallStack(String piece) {
        String close = piece.equals("(") || piece.equals("f(") ? ")" : piece.equals("[1, ") ? "]" : "";
        int levels = NestingLimit.DEEPEST - 1;
        refusal("prove a: " + piece.repeat(levels) + "1" + close.repeat(levels) + " == 1");
        refusal("prove a: " + piece.repeat(levels) + "1 == 1" + close.repeat(levels));
    }

    @Test
    void longFlatFormulasAreRead() {
        assertThat(refusal("forall x : real[3]. 0" + " + 0.5 * x[1]".repeat(20_000) + " <= 1"))
                .isNull();
        assertThat(refusal("forall x. true" + " and x[0] <= 1".repeat(20_000))).isNull();
        assertThat(refusal("forall x. not true" + " or not x <= 1".repeat(20_000)))
                .isNull();
        assertThat(refusal("forall x. 0 <= 1" + " - x / 3".repeat(20_000))).isNull();
        assertThat(refusal("let a = 1\n" + "-- comment\n".repeat(MANY) + "prove a <= 1"))
                .isNull();
    }

    @Test
    void definitionsThatDoubleAreRefused() {
        StringBuilder functions = new StringBuilder("def g0(y) = y + y\n");
        StringBuilder lets = new StringBuilder("let v0 = relu(1)\n");
        StringBuilder properties = new StringBuilder("property p0: forall x. x <= 1\n");
        StringBuilder sets = new StringBuilder("let d0 = [0, 1]\n");
        for (int i = 1; i <= 60; i++) {
            functions.append("def g" + i + "(y) = g" + (i - 1) + "(y) + g" + (i - 1) + "(y)\n");
            lets.append("let v" + i + " = v" + (i - 1) + " + v" + (i - 1) + "\n");
            properties.append("property p" + i + ": p" + (i - 1) + " and p" + (i - 1) + "\n");
            sets.append("let d" + i + " = { x in d" + (i - 1) + " | x in d" + (i - 1) + " }\n");
        }
        assertThat(refusal(functions + "prove forall x. g60(x) <= 1")).hasMessageContaining("expected at most");
        assertThat(refusal(lets + "prove v60 <= 1")).hasMessageContaining("expected at most");
        assertThat(refusal(properties + "prove p60")).hasMessageContaining("expected at most");
        assertThat(refusal(sets + "prove forall x in d60. x <= 1")).hasMessageContaining("expected at most");
        assertThat(refusal("def d(y) = y + y\nprove forall x. " + "d(".repeat(60) + "x" + ")".repeat(60) + " <= 1"))
                .hasMessageContaining("expected at most");
    }

    @Test
    void numbersThatGrowAreRefused() {
        StringBuilder text = new StringBuilder("let a0 = 9^64\n");
        for (int i = 1; i < 20; i++) {
            text.append("let a" + i + " = a" + (i - 1) + "^64\n");
        }
        assertThat(refusal(text + "prove a19 <= 1")).hasMessageContaining("bits");
        assertThat(refusal("prove 1e999999999 <= 1")).hasMessageContaining("power of ten");
        assertThat(refusal("prove " + "9".repeat(MANY) + " <= 1")).hasMessageContaining("characters");
        assertThat(refusal("prove forall x : real[999999999]. x[0..999999998] <= 1"))
                .hasMessageContaining("elements");
        assertThat(refusal("prove forall x : real[99999999999999999999]. x <= 1"))
                .hasMessageContaining("size");
        assertThat(refusal("prove forall x : real[999999999, 999999999, 999999999]. length(x) <= 1"))
                .hasMessageContaining("elements");
    }

    @Test
    void damagedTextsAreReadOrRefused() {
        String text = "network f : real[2] -> real[3]\nlet eps = 2/255\nlet D = { z in [0, 1] | sum(z) <= 1 }\n"
                + "def margin(y, k) = y[k] - max(y without k)\nproperty r(a): forall x in linf(a, eps) and [0, 1]."
                + " argmax(f(x)) == argmax(f(a))\nprove p: r(x0) ==> forall x, y in D. x <= y and not f(x)[0] < 3 * 2^4"
                + "\nensure sum(output) ~= 1.0 +- 1e-6\nprove q: 0 in top_k(f(x0), 2) <==> if true then true else false\n";
        assertThat(refusal(text)).isNull();
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(damaged.length());
                int from = random.nextInt(text.length() - 12);
                switch (random.nextInt(3)) {
                    case 0 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(6)));
                    case 1 -> damaged.insert(at, text, from, from + 1 + random.nextInt(10));
                    default -> damaged.setCharAt(at, "()[]{}.,|=<>-+*/^ x0\"\n∀𝕏\u0000".charAt(random.nextInt(26)));
                }
            }
            Throwable refused = catchThrowable(() -> TypeChecker.check(
                    PropertyParser.parse(damaged.toString(), "damaged.axiom"), TypeCheckerTest.ENVIRONMENT));
            if (refused != null) {
                assertThat(refused)
                        .as(damaged.toString())
                        .isInstanceOfAny(InvalidPropertyException.class, UnsupportedPropertyException.class);
                assertThat(refused.getMessage()).matches("(?s)damaged\\.axiom:\\d+:\\d+: expected .*, found .*");
            }
        }
    }
}
