package org.axiomj.properties.vnnlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Query;
import org.axiomj.properties.UnsupportedPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files made to hurt end in a query or a message. The time limits only stop what would not end. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileInputTest {
    private static final String GOOD = SmallSpecification.DECLARATIONS + SmallSpecification.BOX;

    @TempDir
    private Path folder;

    @Test
    void deepNestingIsReadUpToTheLimitWithoutOverflow() {
        assertThat(parse(GOOD + "(assert " + nested("(and (<= Y_0 1) ", "(or (<= Y_1 1) ", "(< X_0 1)", 998) + ")")
                        .cases())
                .isNotEmpty();
        assertThat(parse(GOOD + "(assert (<= Y_0 " + nested("(+ 1 ", "(* 1 ", "X_1", 997) + "))")
                        .cases())
                .hasSize(1);
        assertRefused(GOOD + "(assert " + "(".repeat(1_000_000), "nested at most 1000");
    }

    @Test
    void definitionsThatDoubleAreCutOff() {
        StringBuilder formulas = new StringBuilder(GOOD + "(define-fun p0 () Bool (or (<= Y_0 1) (<= Y_1 2)))\n");
        StringBuilder terms = new StringBuilder(GOOD + "(define-fun p0 () Real 1.2345)\n");
        for (int i = 1; i < 200; i++) {
            String before = "p" + (i - 1);
            String doubled = "(and (or " + before + " (< Y_0 0)) (or (not " + before + ") (< Y_1 0)))";
            formulas.append("(define-fun p" + i + " () Bool " + doubled + ")\n");
            terms.append("(define-fun p" + i + " () Real (* " + before + " " + before + "))\n");
        }
        assertThatThrownBy(() -> parse(formulas + "(assert p199)")).isInstanceOf(UnsupportedPropertyException.class);
        assertThatThrownBy(() -> parse(terms + "(assert (<= Y_0 p199))"))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("bits");
        String equivalences = "(= (< Y_0 1) ".repeat(60) + "(< Y_1 1)" + ")".repeat(60);
        assertThatThrownBy(() -> parse(GOOD + "(assert " + equivalences + ")"))
                .isInstanceOf(UnsupportedPropertyException.class);
    }

    @Test
    void definitionsThatDeepenAreCutOff() {
        StringBuilder text = new StringBuilder(GOOD + "(define-fun p0 () Bool (<= Y_0 1))\n");
        for (int i = 1; i < 5000; i++) {
            text.append("(define-fun p" + i + " () Bool (" + (i % 2 == 0 ? "and" : "or") + " p" + (i - 1)
                    + " (<= Y_1 1)))\n");
        }
        assertThatThrownBy(() -> parse(text + "(assert p4999)"))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void manyDisjunctionsOverInputsStopMultiplyingAtTheLimitAndStayExact() {
        int inputs = 24;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < inputs; i++) {
            text.append("(declare-const X_" + i + " Real)(assert (>= X_" + i + " 0))");
        }
        text.append("(declare-const Y_0 Real)(assert (<= Y_0 0))\n");
        for (int i = 0; i < inputs; i++) {
            text.append("(assert (or (<= X_" + i + " 1) (and (>= X_" + i + " 2) (<= X_" + i + " 3))))\n");
        }
        SourceText source = new SourceText("product", text.toString().getBytes(StandardCharsets.UTF_8));
        Query query = VnnLib.parse(source, inputs, 1, 500);
        assertThat(query.cases()).hasSize(256);
        RawEvaluator raw = new RawEvaluator(text.toString());
        Random random = new Random(3);
        int counterexamples = 0;
        for (int point = 0; point < 400; point++) {
            Rational[] x = new Rational[inputs];
            for (int i = 0; i < inputs; i++) {
                x[i] = Rational.of(random.nextInt(inputs) == 0 ? 1.5 : random.nextInt(4));
            }
            counterexamples += Agreement.check(raw, query, x, new Rational[] {Rational.ZERO}) ? 1 : 0;
        }
        assertThat(counterexamples).isBetween(50, 350);
    }

    @Test
    void aThousandDisjunctionsOfWhichEachLeavesOneDisjunctAreOneCase() {
        StringBuilder text = new StringBuilder(GOOD);
        for (int i = 0; i < 1000; i++) {
            text.append("(assert (or (<= X_0 -1) (and (<= X_0 0.75) (<= Y_0 " + i + "))))\n");
        }
        Query query = parse(text.toString());
        assertThat(query.cases()).hasSize(1);
        assertThat(query.cases().get(0).box().upper().get(0).toText(9)).isEqualTo("0.75");
    }

    @Test
    void thousandsOfBoxesWithConditionsAreAsManyCases() {
        StringBuilder text = new StringBuilder(SmallSpecification.DECLARATIONS + "(assert (or\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("(and (<= " + i + " X_0 " + (i + 1) + ") (<= 0 X_1 1) (<= Y_0 " + i + "))\n");
        }
        assertThat(parse(text + "))").cases()).hasSize(20_000);
    }

    @Test
    void moreBoxesThanTheLimitBecomeOneHull() {
        StringBuilder text = new StringBuilder(SmallSpecification.DECLARATIONS + "(assert (or\n");
        for (int i = 0; i < CaseSplitter.MOST_CASES + 10; i++) {
            text.append("(and (<= " + i + " X_0 " + (i + 1) + ") (<= 0 X_1 1) (<= Y_0 " + i + "))\n");
        }
        List<Query.Case> cases = parse(text + "))").cases();
        assertThat(cases).hasSize(1);
        assertThat(cases.get(0).box().upper().get(0).toText(9)).isEqualTo("100010");
    }

    @Test
    void aPackedFileIsUnpackedOnlyUpToALimit() throws IOException {
        Path bomb = folder.resolve("bomb.vnnlib.gz");
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            for (int i = 0; i < 300; i++) {
                out.write(blanks);
            }
        }
        assertThatThrownBy(() -> VnnLib.read(bomb, 2, 2))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("MB of text");
    }

    @Test
    void filesThatCannotBeReadAreRefusedByName() throws IOException {
        Path missing = folder.resolve("missing.vnnlib");
        assertThatThrownBy(() -> VnnLib.read(missing, 2, 2))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("missing.vnnlib");
        Path truncated = folder.resolve("truncated.vnnlib.gz");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(truncated, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        assertThatThrownBy(() -> VnnLib.read(truncated, 2, 2)).isInstanceOf(InvalidPropertyException.class);
        assertThatThrownBy(() -> VnnLib.read(folder, 2, 2)).isInstanceOf(InvalidPropertyException.class);
    }

    @Test
    void mutatedAndTruncatedFilesEndInAQueryOrAMessage() throws IOException {
        List<String> seeds = new ArrayList<>(SmallSpecification.GOOD_ONES);
        Random random = new Random(11);
        int queries = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = seeds.get(i % seeds.size()).getBytes(StandardCharsets.UTF_8);
            byte[] mutant = Mutation.mutate(bytes, random);
            try {
                queries += VnnLib.parse(new SourceText("mutant", mutant), 2, 2, 1000)
                        .cases()
                        .size();
            } catch (InvalidPropertyException | UnsupportedPropertyException refused) {
                assertThat(refused.getMessage()).matches("(?s)mutant:\\d+:\\d+: .*");
            }
        }
        assertThat(queries).isPositive();
    }

    @Test
    void bytesThatAreNoTextAreToleratedInComments() {
        byte[] head = GOOD.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + 3);
        all[head.length] = ';';
        all[head.length + 1] = (byte) 0xff;
        all[head.length + 2] = (byte) 0xc3;
        assertThatCode(() -> VnnLib.parse(new SourceText("bytes", all), 2, 2, 10))
                .doesNotThrowAnyException();
    }

    private static String nested(String even, String odd, String leaf, int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(i % 2 == 0 ? even : odd);
        }
        return text.append(leaf).append(")".repeat(depth)).toString();
    }

    private static void assertRefused(String text, String part) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining(part);
    }

    private static Query parse(String text) {
        return VnnLib.parse(text, "hostile", 2, 2);
    }
}
