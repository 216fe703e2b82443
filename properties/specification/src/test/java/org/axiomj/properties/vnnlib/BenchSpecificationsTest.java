package org.axiomj.properties.vnnlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axiomj.properties.Query;
import org.axiomj.properties.UnsupportedPropertyException;
import org.junit.jupiter.api.Test;

class BenchSpecificationsTest {
    private static final long SEED = 7;

    @Test
    void everySpecificationOfVersionOneIsReadAndWrittenBack() throws IOException {
        int read = 0;
        for (Path file : BenchData.specifications(false)) {
            String text = BenchData.text(file);
            int inputs = count(text, "(declare-const X_");
            int outputs = count(text, "(declare-const Y_");
            Query query = VnnLib.read(file, inputs, outputs);
            assertThat(query.cases()).as(file.toString()).isNotEmpty();
            if (text.length() < 50_000) {
                assertThat(VnnLib.parse(VnnLibWriter.write(query), "written", inputs, outputs))
                        .as(file.toString())
                        .isEqualTo(query);
            }
            read++;
        }
        assertThat(read).isGreaterThan(800);
    }

    @Test
    void queriesAgreeWithTheRawTextAtPointsOnAndOffTheBounds() throws IOException {
        Random random = new Random(SEED);
        Map<Path, Integer> large = new HashMap<>();
        int counterexamples = 0;
        for (Path file : BenchData.specifications(false)) {
            String text = BenchData.text(file);
            boolean small = text.length() < 10_000;
            if (large.merge(file.getParent(), small ? 1 : 20, Integer::sum) > 40) {
                continue; // forty small files of a family, or two large ones
            }
            RawEvaluator raw = new RawEvaluator(text);
            Query query = VnnLib.parse(text, file.toString(), raw.inputs, raw.outputs);
            counterexamples += Agreement.check(raw, query, random, small ? 40 : 6);
        }
        assertThat(counterexamples).isGreaterThan(500);
    }

    @Test
    void specificationsOfVersionTwoAreRefusedByName() throws IOException {
        List<Path> files = BenchData.specifications(true);
        assertThat(files).hasSizeGreaterThan(40);
        for (Path file : files) {
            assertThatThrownBy(() -> VnnLib.read(file, 5, 5))
                    .as(file.toString())
                    .isInstanceOf(UnsupportedPropertyException.class)
                    .hasMessageMatching("(?s).*\\.vnnlib\\.gz:\\d+:\\d+: .*version 2\\.0.*without its networks.*");
        }
    }

    @Test
    void theAcasPropertyWithTwoBoxesHasTwoCasesThatShareTheirCondition() {
        Query query = VnnLib.read(BenchData.folder().resolve("acasxu_2023/vnnlib/prop_6.vnnlib.gz"), 5, 5);
        assertThat(query.cases()).hasSize(2);
        assertThat(query.cases().get(0).unsafe()).isSameAs(query.cases().get(1).unsafe());
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            count++;
        }
        return count;
    }
}
