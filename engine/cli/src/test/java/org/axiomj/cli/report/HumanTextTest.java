package org.axiomj.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.axiomj.cli.Terminal;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.statement.Semantics;
import org.junit.jupiter.api.Test;

class HumanTextTest {
    private static Terminal terminal(boolean colour) {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        return new Terminal(nowhere, nowhere, colour, colour, colour, 0);
    }

    private static Report report(Verdict verdict) {
        Subject subject = new Subject("m.onnx", "p.vnnlib", Optional.empty(), Optional.empty());
        return new Report(subject, new Outcome.Answered(verdict), Semantics.REAL, 1, 2, 3, List.of());
    }

    private static Verdict refuted(int inputs) {
        List<Rational> exact = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            exact.add(Rational.ZERO);
        }
        return new Verdict.Refuted(
                Semantics.REAL,
                new Counterexample(
                        0,
                        exact,
                        new float[inputs],
                        new float[] {1},
                        List.of(new Counterexample.Replay("exact", List.of("1"), true))),
                SearchStatistics.NONE);
    }

    private static Verdict unknown(String detail) {
        return new Verdict.Unknown(
                Semantics.REAL, Verdict.Reason.TIMEOUT, detail, "wait", Optional.empty(), SearchStatistics.NONE);
    }

    @Test
    void quietMeansTheVerdictAlone() {
        assertThat(HumanText.of(report(refuted(1)), HumanText.Detail.QUIET, terminal(true)))
                .isEqualTo("REFUTED\n");
    }

    @Test
    void colourIsForTerminals() {
        assertThat(HumanText.of(report(refuted(1)), HumanText.Detail.NORMAL, terminal(true)))
                .contains("\u001b[1;31mREFUTED");
        assertThat(HumanText.of(report(refuted(1)), HumanText.Detail.NORMAL, terminal(false)))
                .doesNotContain("\u001b");
    }

    @Test
    void aLongInputIsCutShortUnlessAllOfItIsWanted() {
        assertThat(HumanText.of(report(refuted(64)), HumanText.Detail.NORMAL, terminal(false)))
                .contains("X_9")
                .doesNotContain("X_10")
                .contains("54 more");
        assertThat(HumanText.of(report(refuted(64)), HumanText.Detail.VERBOSE, terminal(false)))
                .contains("X_63");
    }

    @Property(tries = 300)
    void wrappingLosesNothing(@ForAll @StringLength(max = 400) @CharRange(from = 'a', to = 'b') String letters) {
        String detail = letters.replace('b', ' ').strip().replaceAll(" +", " ");
        String text = HumanText.of(report(unknown(detail)), HumanText.Detail.NORMAL, terminal(false));
        assertThat(text.replaceAll("\\s+", " ")).contains("because " + detail);
    }

    @Test
    void whatFailedIsToldElsewhere() {
        Subject subject = new Subject("m.onnx", "p.vnnlib", Optional.empty(), Optional.empty());
        Report bad = new Report(subject, new Outcome.BadInput("no"), Semantics.REAL, 0, 0, 0, List.of());
        assertThat(HumanText.of(bad, HumanText.Detail.NORMAL, terminal(false))).isEmpty();
    }
}
