package org.axiomj.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.engine.Evidence;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.statement.Semantics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultTextTest {
    private static Outcome refuted(Counterexample counterexample) {
        return new Outcome.Answered(new Verdict.Refuted(Semantics.REAL, counterexample, SearchStatistics.NONE));
    }

    private static Counterexample at(float... input32) {
        List<Rational> exact = new ArrayList<>();
        for (float x : input32) {
            exact.add(Rational.of((double) x));
        }
        return new Counterexample(0, exact, input32, new float[] {1.5f, -2}, List.of());
    }

    @Test
    void aCounterexampleIsSatWithItsWitness() {
        assertThat(ResultText.of(refuted(at(0.5f, -0.25f))))
                .isEqualTo("sat\n((X_0 0.5)\n(X_1 -0.25)\n(Y_0 1.5)\n(Y_1 -2.0))\n");
    }

    @Property
    void inputsReadBackToExactlyTheFloatThatIsMeantAndAreItsExactValue(@ForAll float x) {
        if (Float.isFinite(x)) {
            String text = ResultText.of(refuted(at(x)));
            String number = text.substring(text.indexOf("X_0 ") + 4, text.indexOf(')'));
            assertThat(new BigDecimal(number)).isEqualByComparingTo(new BigDecimal((double) x));
            assertThat(Float.parseFloat(number)).isEqualTo(x == 0 ? 0 : x);
        }
    }

    @Test
    void whereTheBoxHoldsNoFloatTheWitnessIsThePointInsideTheBox() {
        Rational tenth = Rational.of(new BigDecimal("0.1"));
        Counterexample counterexample =
                new Counterexample(0, List.of(tenth), new float[] {0.1f}, new float[] {1}, List.of());
        assertThat(ResultText.of(refuted(counterexample))).contains("(X_0 0.1)");
    }

    @ParameterizedTest
    @EnumSource(Verdict.Reason.class)
    void whatIsUnknownIsATimeoutOnlyWhereTimeRanOut(Verdict.Reason reason) {
        Outcome outcome = new Outcome.Answered(
                new Verdict.Unknown(Semantics.REAL, reason, "d", "a", Optional.empty(), SearchStatistics.NONE));
        assertThat(ResultText.of(outcome)).isEqualTo(reason == Verdict.Reason.TIMEOUT ? "timeout\n" : "unknown\n");
    }

    @Test
    void aProofIsUnsatAndAFailureIsAnError() {
        assertThat(ResultText.of(new Outcome.Answered(
                        new Verdict.Proved(Semantics.REAL, new Evidence.Oracle("z3", ""), SearchStatistics.NONE))))
                .isEqualTo("unsat\n");
        assertThat(ResultText.of(new Outcome.BadInput("broken"))).isEqualTo("error\n");
        assertThat(ResultText.of(new Outcome.Defect(new AssertionError()))).isEqualTo("error\n");
    }
}
