package org.axiomj.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.axiomj.encoders.backend.SmtInterpolSolver;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the encoding has the network's value and no other, on breakpoints and beside them, for ranges that end on them. */
class PiecewiseEncodingTest {
    private static final SmtSolver SOLVER = new SmtInterpolSolver();

    static List<PiecewiseLinear> functions() {
        return TinyNetworks.functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theEncodedValueIsTheFunctionsValueAndNoOther(PiecewiseLinear f) {
        CoreGraph graph = TinyNetworks.single(f);
        TreeSet<Double> points = new TreeSet<>(List.of(-3.0, 3.0));
        for (double t : f.breakpoints()) {
            points.addAll(List.of(t, Math.nextDown(t), Math.nextUp(t), t - 0.25, t + 0.25));
        }
        for (double lower : points) {
            for (double upper : points.tailSet(lower)) {
                for (double x : points.subSet(lower, true, upper, true)) {
                    if (lower == upper || x == lower || x == upper || f.breakpoints().length == 1) {
                        valueIsExact(graph, TinyQueries.box(lower, upper), List.of(Rational.of(x)));
                    }
                }
            }
        }
    }

    @Test
    void theEncodedOutputsOfRandomNetworksAreTheirValuesAndNoOthers() {
        SplittableRandom random = new SplittableRandom(7);
        for (int k = 0; k < 150; k++) {
            CoreGraph graph = TinyNetworks.random(random, 2, 3, 1 + random.nextInt(3), 1);
            Box box = TinyQueries.random(random, graph).box();
            valueIsExact(graph, box, TinyQueries.point(random, box));
        }
    }

    /** The input is held at {@code x} by the condition, not by the box, so that all phases remain. */
    private static void valueIsExact(CoreGraph graph, Box box, List<Rational> x) {
        Rational y = ExactEvaluator.evaluate(graph, x).get(0).lower();
        Condition above = TinyQueries.output(0, -1, y.negate(), true);
        Condition below = TinyQueries.output(0, 1, y, true);
        Condition equal = new Condition.And(
                List.of(TinyQueries.output(0, -1, y.negate(), false), TinyQueries.output(0, 1, y, false)));
        assertThat(decide(graph, box, x, equal))
                .as("%s at %s within %s", graph, x, box)
                .isInstanceOf(SmtAnswer.Sat.class);
        Condition other = new Condition.Or(List.of(above, below));
        assertThat(decide(graph, box, x, other))
                .as("%s at %s within %s", graph, x, box)
                .isInstanceOf(SmtAnswer.Unsat.class);
    }

    private static SmtAnswer decide(CoreGraph graph, Box box, List<Rational> x, Condition claim) {
        List<Condition> parts = new java.util.ArrayList<>(List.of(claim));
        for (int i = 0; i < x.size(); i++) {
            parts.add(TinyQueries.input(i, 1, x.get(i)));
            parts.add(TinyQueries.input(i, -1, x.get(i).negate()));
        }
        Query.Case unsafe = new Query.Case(box, new Condition.And(parts));
        return SmtDecision.decide(graph, unsafe, SOLVER, System.nanoTime() + 20_000_000_000L);
    }
}
