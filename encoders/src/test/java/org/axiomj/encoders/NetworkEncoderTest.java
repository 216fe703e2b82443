package org.axiomj.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.axiomj.encoders.backend.SmtInterpolSolver;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.DivideMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.ScaleMap;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.evaluate.EnclosureEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

class NetworkEncoderTest {
    private static final SmtSolver SOLVER = new SmtInterpolSolver();

    @Test
    void neuronsThatTheBoxMakesStableLeaveNoTrace() {
        String script = script(reluChain(), TinyQueries.box(0.25, 1, 0.25, 1), NeuronBounds.NONE);
        assertThat(script).doesNotContain("(or").doesNotContain("y_");
    }

    @Test
    void anUnstableNeuronIsOneVariableAndOneAlternative() {
        String script = script(reluChain(), TinyQueries.box(-1, 1, -1, 1), NeuronBounds.NONE);
        assertThat(script).contains("y_2_0", "y_5_0").containsPattern("\\(or ");
        assertThat(script.split("\\(or ", -1)).hasSize(3);
    }

    @Test
    void givenBoundsRemoveNeuronsAndAreThenRequired() {
        NeuronBounds active = new NeuronBounds(new double[][] {{}, {0}}, new double[][] {{}, {5}});
        String script = script(reluChain(), TinyQueries.box(-1, 1, -1, 1), active);
        assertThat(script).doesNotContain("y_2_0").contains("(>= (+ X_0 X_1) 0.0)");
    }

    @Test
    void boundsOfASplitLeafLimitTheAnswerToTheLeaf() {
        CoreGraph graph = reluChain();
        Box box = TinyQueries.box(-1, 1, -1, 1);
        NeuronBounds inactive = new NeuronBounds(new double[][] {{}, {-9}}, new double[][] {{}, {0}});
        NeuronBounds active = new NeuronBounds(new double[][] {{}, {0}}, new double[][] {{}, {9}});
        Query.Case aboveOne = new Query.Case(box, TinyQueries.output(0, -1, Rational.of(-1), true));
        assertThat(decide(graph, aboveOne, inactive)).isInstanceOf(SmtAnswer.Unsat.class);
        assertThat(decide(graph, aboveOne, active)).isInstanceOf(SmtAnswer.Sat.class);
    }

    @Test
    void soundBoundsChangeNoAnswer() {
        SplittableRandom random = new SplittableRandom(11);
        int shorter = 0;
        for (int k = 0; k < 150; k++) {
            CoreGraph graph = TinyNetworks.random(random, 2, 3, 2, 2);
            Query.Case unsafe = TinyQueries.random(random, graph);
            NeuronBounds bounds = enclosures(graph, unsafe.box());
            SmtAnswer without = decide(graph, unsafe, NeuronBounds.NONE);
            assertThat(decide(graph, unsafe, bounds)).as("problem %d", k).isInstanceOf(without.getClass());
            shorter += without instanceof SmtAnswer.Unsat ? 1 : 0;
        }
        assertThat(shorter).isBetween(20, 130);
    }

    @Test
    void longTermsGetAVariableOfTheirOwn() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int input = builder.input(100);
        double[] ones = new double[100];
        Arrays.fill(ones, 1);
        CoreGraph graph = builder.build(builder.affine(new DenseMap(1, 100, ones), new double[1], input, "wide"));
        double[] ends = new double[200];
        for (int i = 0; i < 100; i++) {
            ends[2 * i + 1] = 1;
        }
        Query.Case full = new Query.Case(TinyQueries.box(ends), TinyQueries.output(0, -1, Rational.of(-100), false));
        assertThat(CaseEncoder.encode(graph, List.of(full), NeuronBounds.NONE, EncodingBudget.untimed())
                        .script())
                .contains("z_1_0");
        assertThat(decide(graph, full, NeuronBounds.NONE)).isInstanceOf(SmtAnswer.Sat.class);
        Query.Case more = new Query.Case(full.box(), TinyQueries.output(0, -1, Rational.of(-100), true));
        assertThat(decide(graph, more, NeuronBounds.NONE)).isInstanceOf(SmtAnswer.Unsat.class);
    }

    @Test
    void aDivisionIsExact() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        CoreGraph graph = builder.build(
                builder.affine(new DivideMap(new double[] {3}), new double[1], builder.input(1), "Div 'third'"));
        Rational third = Rational.ONE.divide(Rational.of(3));
        Box one = TinyQueries.box(0, 1);
        assertThat(decide(
                        graph,
                        new Query.Case(one, TinyQueries.output(0, -1, third.negate(), false)),
                        NeuronBounds.NONE))
                .isEqualTo(new SmtAnswer.Sat(List.of(Rational.ONE)));
        assertThat(decide(
                        graph, new Query.Case(one, TinyQueries.output(0, -1, third.negate(), true)), NeuronBounds.NONE))
                .isInstanceOf(SmtAnswer.Unsat.class);
    }

    @Test
    void inexactCoefficientsAndTranscendentalFunctionsAreRefusedByName() {
        CoreGraph.Builder scaled = new CoreGraph.Builder();
        CoreGraph normalisation = scaled.build(scaled.affine(
                new ScaleMap(new double[] {0.7}, 0x1p-53),
                new double[1],
                scaled.input(1),
                "BatchNormalization 'bn' (node 4)"));
        assertThatThrownBy(() -> script(normalisation, TinyQueries.box(0, 1), NeuronBounds.NONE))
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("BatchNormalization 'bn' (node 4)");
        for (SmoothFunction function : List.of(SmoothFunction.SIGMOID, SmoothFunction.EXP, SmoothFunction.SQRT)) {
            CoreGraph.Builder smooth = new CoreGraph.Builder();
            CoreGraph graph =
                    smooth.build(smooth.add(new CoreOp.Smooth(function), List.of(smooth.input(1)), 1, "Node 'curved'"));
            assertThatThrownBy(() -> script(graph, TinyQueries.box(0, 1), NeuronBounds.NONE))
                    .isInstanceOf(UnsupportedOperatorException.class)
                    .hasMessageContaining("Node 'curved'");
        }
    }

    @Test
    void whatTheOutputDoesNotDependOnIsLeftOut() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int input = builder.input(1);
        builder.add(new CoreOp.Smooth(SmoothFunction.SIGMOID), List.of(input), 1, "unused");
        int relu = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(input), 1, "relu");
        assertThat(script(builder.build(relu), TinyQueries.box(-1, 1), NeuronBounds.NONE))
                .doesNotContain("unused");
    }

    @Test
    void anEncodingEndsAtItsDeadlineAndAtItsBudget() {
        SplittableRandom random = new SplittableRandom(3);
        CoreGraph graph = TinyNetworks.relu(random, 3, 60, 4, 1);
        Query.Case any = new Query.Case(TinyQueries.box(-1, 1, -1, 1, -1, 1), Condition.TRUE);
        SmtAnswer late = SmtDecision.decide(graph, any, SOLVER, System.nanoTime() - 1);
        assertThat(late).isInstanceOf(SmtAnswer.Unknown.class).asString().contains("time limit");
        EncodingBudget fewCharacters = new EncodingBudget(0, false, 10_000, 1 << 20);
        assertThatThrownBy(() -> CaseEncoder.encode(graph, List.of(any), NeuronBounds.NONE, fewCharacters))
                .isInstanceOf(EncodingBudget.Exhausted.class)
                .hasMessageContaining("too large");
        EncodingBudget fewCoefficients = new EncodingBudget(0, false, 1 << 30, 100);
        assertThatThrownBy(() -> CaseEncoder.encode(graph, List.of(any), NeuronBounds.NONE, fewCoefficients))
                .isInstanceOf(EncodingBudget.Exhausted.class)
                .hasMessageContaining("too large");
    }

    /** relu(relu(x0 + x1) + x0). */
    private static CoreGraph reluChain() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int input = builder.input(2);
        int sum = builder.affine(new DenseMap(1, 2, new double[] {1, 1}), new double[1], input, "Gemm 'first'");
        int relu = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(sum), 1, "Relu 'a'");
        int both = builder.affine(
                new DenseMap(1, 3, new double[] {1, 1, 0}),
                new double[1],
                builder.add(new CoreOp.Concat(), List.of(relu, input), 3, "Concat 'c'"),
                "Gemm 'second'");
        assertThat(both).isEqualTo(4);
        return builder.build(
                builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(both), 1, "Relu 'b'"));
    }

    private static NeuronBounds enclosures(CoreGraph graph, Box box) {
        double[] low = box.lower().stream().mapToDouble(Rational::toDoubleDown).toArray();
        double[] high = box.upper().stream().mapToDouble(Rational::toDoubleUp).toArray();
        double[][] lower = new double[graph.nodes().size()][];
        double[][] upper = new double[graph.nodes().size()][];
        for (int id = 0; id < lower.length; id++) {
            double[][] both = EnclosureEvaluator.evaluate(new CoreGraph(graph.nodes(), graph.inputId(), id), low, high);
            lower[id] = both[0];
            upper[id] = both[1];
        }
        return new NeuronBounds(lower, upper);
    }

    private static String script(CoreGraph graph, Box box, NeuronBounds bounds) {
        Query.Case any = new Query.Case(box, Condition.TRUE);
        return CaseEncoder.encode(graph, List.of(any), bounds, EncodingBudget.untimed())
                .script();
    }

    private static SmtAnswer decide(CoreGraph graph, Query.Case unsafe, NeuronBounds bounds) {
        return SmtDecision.decide(graph, unsafe, bounds, SOLVER, System.nanoTime() + 20_000_000_000L);
    }
}
