package org.axiomj.encoders.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SmtSolvers;
import org.axiomj.properties.language.Environment;
import org.axiomj.properties.language.PropertyParser;
import org.axiomj.properties.language.TypeChecker;
import org.axiomj.properties.language.core.Formula;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements as people write them: over the reals, and as float32 executes them. */
class WrittenFactsTest {
    private static final SmtSolver Z3 = SmtSolvers.find("z3").orElseThrow();

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "forall x. sum(softmax(x)) == 1                              | Proved  | Refuted",
                "forall x : real[10]. sum(softmax(x)) == 1                   | Proved  | Refuted",
                "forall x : real[10]. sum(softmax(x)) ~= 1 +- 1e-6           | Proved  | Proved",
                "forall x : real[10]. softmax(x)[3] > 0                      | Proved  | Refuted",
                "forall x : real[10]. softmax(x)[3] >= 0                     | Proved  | Proved",
                "forall x : real[10]. softmax(x)[0] > 0.1                    | Refuted | Refuted",
                "forall x : real[10]. sum(softmax(x)) == 2                   | Refuted | Refuted",
                "forall x : real. 0 <= sigmoid(x) and sigmoid(x) <= 1        | Proved  | Unknown",
                "forall x : real. 0 < sigmoid(x) and sigmoid(x) < 1          | Proved  | Refuted",
                "forall x : real. sigmoid(x) < 0.9                           | Refuted | Refuted",
                "forall x : real. -1 <= tanh(x) and tanh(x) <= 1             | Proved  | Unknown",
                "forall x : real. relu(x) >= 0                               | Proved  | Proved",
                "forall x : real. relu(x) - 5 >= 0                           | Refuted | Refuted",
                "forall x : real. x^2 > 0                                    | Refuted | Refuted",
                "forall x : real. x != 0 ==> x^2 > 0                         | Proved  | Proved",
                "forall x : real, y : real. x <= y ==> relu(x) <= relu(y)    | Proved  | Proved",
                "forall x : real, y : real. abs(relu(x) - relu(y)) <= abs(x - y) | Proved | Proved",
                "forall x : real. softplus(x) > 0                            | Proved  | Refuted",
                "forall x : real. exp(x) > 0                                 | Proved  | Refuted",
                "forall x : real[10], c : real. softmax(x + c) == softmax(x) | Proved  | Unknown",
                "forall x : real. x * sigmoid(1.702 * x) <= 3                | Refuted | Unknown",
                "forall x : real[10]. noNaN(softmax(x))                      | Proved  | Proved",
                "forall x : real[10]. noNaN(exp(x) / sum(exp(x)))            | Proved  | Refuted",
            })
    void theVerdictIsTheTrueOne(String text, String real, String float32) {
        assumeTrue(SmtSolvers.availability(Z3).works(), "no z3 here");
        Formula formula = TypeChecker.check(
                        PropertyParser.parse("prove p: " + text, "facts.axiom"), Environment.empty())
                .get(0)
                .formula();
        long deadline = System.nanoTime() + 10_000_000_000L;
        assertThat(name(FactProver.decide(formula, Z3, deadline))).isEqualTo(real);
        assertThat(name(Float32Facts.decide(formula, Z3, List.of(), deadline))).isEqualTo(float32);
    }

    private static String name(FactVerdict verdict) {
        return verdict.getClass().getSimpleName();
    }
}
