package org.axiomj.engine.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axiomj.model.Model.FLOAT32;
import static org.axiomj.model.Model.batch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Verdict;
import org.axiomj.ir.Network;
import org.axiomj.ir.exact.Rational;
import org.axiomj.model.Model;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.properties.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a text of the property language to verdicts. */
class ClaimsTest {
    /** y = relu(x0 - x1) / 2 - relu(x1 - x0) / 2 on [0, 1]^2, whose range is [-1/2, 1/2]. */
    private static final Model HALF = Model.input(FLOAT32, batch(), 2)
            .dense(new float[][] {{1, -1}, {-1, 1}}, new float[2])
            .relu()
            .dense(new float[][] {{0.5f, -0.5f}}, new float[1])
            .build();

    private static Model monotone(float weight) {
        return Model.input(FLOAT32, batch(), 2)
                .dense(new float[][] {{1, 2}, {0.5f, 0.25f}, {3, weight}}, new float[] {-1, 0.5f, -0.75f})
                .relu()
                .dense(new float[][] {{1, 2, 0.5f}}, new float[1])
                .build();
    }

    /** Sums a function of each input. */
    private static final Model SYMMETRIC = Model.input(FLOAT32, batch(), 2)
            .dense(new float[][] {{1, 0}, {-2, 0}, {0, 1}, {0, -2}}, new float[] {0.25f, 0.5f, 0.25f, 0.5f})
            .relu()
            .dense(new float[][] {{1, 0.5f, 1, 0.5f}}, new float[1])
            .build();

    private static Options options(Semantics semantics) {
        return Options.withTimeout(Duration.ofSeconds(30)).withThreads(1).withSemantics(semantics);
    }

    private static Verdict decide(String text, Map<String, Model> models, Semantics semantics) {
        Map<String, Network> networks = models.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().network()));
        List<Claim> claims = ClaimReader.read(text, "test", networks);
        assertThat(claims).hasSize(1);
        return Claims.decide(claims.get(0), options(semantics), Progress.Listener.NONE)
                .verdict();
    }

    private static Verdict decide(String text, Model model) {
        return decide(text, Map.of("f", model), Semantics.REAL);
    }

    @ParameterizedTest
    @CsvSource({"<= 0.5, PROVED", "< 0.5, REFUTED", ">= -0.6, PROVED", "< 0, REFUTED", "> -0.5, REFUTED"})
    void theRangeOfANetworkIsKnownToTheTie(String comparison, String expected) {
        Verdict verdict = decide("forall x in [0, 1]. f(x)[0] " + comparison, HALF);
        assertThat(verdict.word()).isEqualTo(expected);
        if (verdict instanceof Verdict.Refuted refuted) {
            assertThat(refuted.counterexample().replays())
                    .extracting(Counterexample.Replay::violates)
                    .containsOnly(true);
            assertThat(refuted.counterexample().replays())
                    .extracting(Counterexample.Replay::runtime)
                    .anyMatch(r -> r.startsWith("onnxruntime"));
        }
    }

    @Test
    void nonNegativeWeightsAreMonotoneAndANegativeOneIsRefutedByAPair() {
        String property = "forall x, y in [0, 1]. x <= y ==> f(x)[0] <= f(y)[0]";
        assertThat(decide(property, monotone(2)).word()).isEqualTo("PROVED");
        Verdict verdict = decide(property, monotone(-2));
        assertThat(verdict.word()).isEqualTo("REFUTED");
        List<Rational> pair = ((Verdict.Refuted) verdict).counterexample().input();
        assertThat(pair).hasSize(4);
        assertThat(pair.get(0)).isLessThanOrEqualTo(pair.get(2));
        assertThat(pair.get(1)).isLessThanOrEqualTo(pair.get(3));
    }

    @Test
    void twoNetworksAreEquivalentWithinWhatTheyDiffer() {
        Map<String, Model> models = Map.of("f", monotone(2), "g", monotone(2 + 0x1p-19f));
        assertThat(decide("forall x in [0, 1]. f(x) ~= g(x) +- 1e-5", models, Semantics.REAL)
                        .word())
                .isEqualTo("PROVED");
        assertThat(decide("forall x in [0, 1]. f(x) ~= g(x) +- 1e-9", models, Semantics.REAL)
                        .word())
                .isEqualTo("REFUTED");
    }

    @Test
    void aSumOverInputsIsInvariantUnderPermutation() {
        assertThat(decide("forall x in [-1, 1]. f(x) == f([x[1], x[0]])", SYMMETRIC)
                        .word())
                .isEqualTo("PROVED");
        assertThat(decide("forall x in [-1, 1]. f(x) == f([x[1], x[0]])", monotone(2))
                        .word())
                .isEqualTo("REFUTED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "forall x. sum(softmax(x)) == 1; REAL; PROVED",
                "forall x : real[10]. sum(softmax(x)) == 1; FLOAT32; REFUTED",
                "forall x : real[10]. sum(softmax(x)) ~= 1 +- 1e-6; FLOAT32; PROVED",
                "forall x : real[3]. noNaN(exp(x) / sum(exp(x))); FLOAT32; REFUTED",
                "forall x : real[3]. noNaN(softmax(x)); FLOAT32; PROVED",
                "forall x : real[3]. softmax(x)[1] > 0; REAL; PROVED",
                "forall x : real. 0 < sigmoid(x) < 1; REAL; PROVED",
                "forall x : real. x^2 > 0; REAL; REFUTED",
                "forall x : real. x != 0 ==> x^2 > 0; REAL; PROVED",
                "forall x : real. relu(x) - 5 >= 0; REAL; REFUTED",
                "forall x in [-1, 1]. tanh(x) < 0.8; REAL; PROVED",
                "forall x in [-1, 1]. tanh(x) < 0.7; REAL; REFUTED",
                "forall x in [-1, 1]. 1 / x == 1 / x; REAL; UNKNOWN",
            })
    void functionsNeedNoNetwork(String text, Semantics semantics, String expected) {
        assertThat(decide(text, Map.of(), semantics).word()).isEqualTo(expected);
    }

    @Test
    void anEquivalenceMaySpeakOfNetworks() {
        assertThat(decide("forall x in [0, 1]. f(x)[0] >= 0.7 <==> x[0] >= 2", HALF)
                        .word())
                .isEqualTo("PROVED");
        assertThat(decide("forall x in [0, 1]. f(x)[0] >= 0.4 <==> x[0] >= 2", HALF)
                        .word())
                .isEqualTo("REFUTED");
    }

    @Test
    void aRefutationInFloat32NamesTheIndependentRuntime() {
        for (String text : List.of(
                "forall x : real[10]. sum(softmax(x)) == 1", "forall x : real[3]. noNaN(exp(x) / sum(exp(x)))")) {
            Verdict verdict = decide(text, Map.of(), Semantics.FLOAT32);
            assertThat(((Verdict.Refuted) verdict).counterexample().replays())
                    .extracting(Counterexample.Replay::runtime)
                    .anyMatch(r -> r.startsWith("onnxruntime"));
        }
    }

    @Test
    void aDomainWithoutPointsIsAnErrorAndNotAProof() {
        assertThatThrownBy(() -> decide("forall x in {v | v[0] + v[1] >= 3} and [0, 1]. f(x)[0] <= 9", HALF))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("the domain is empty");
    }

    @Test
    void aNetworkThatIsNotGivenIsAnErrorWithItsPlace() {
        assertThatThrownBy(() -> decide("forall x in [0, 1]. g(x)[0] <= 9", HALF))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("test:1:21");
    }
}
