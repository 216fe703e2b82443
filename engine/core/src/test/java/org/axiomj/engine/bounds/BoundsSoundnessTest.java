package org.axiomj.engine.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.engine.RandomGraphs;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;

/** Every point of a box, evaluated exactly, lies within every bound. */
class BoundsSoundnessTest {
    @Property(tries = 600)
    void exactValuesOfPiecewiseLinearNetworksLieWithinNeuronBoundsAndSpecificationBounds(@ForAll long seed) {
        check(seed, false, false);
    }

    @Property(tries = 150)
    void exactValuesOfSmoothNetworksLieWithinNeuronBoundsAndSpecificationBounds(@ForAll long seed) {
        check(seed, true, false);
    }

    /** On a single point nothing but rounding separates the bounds from the exact values. */
    @Property(tries = 400)
    void roundingIsCoveredWhereABoxIsAPoint(@ForAll long seed) {
        check(seed, false, true);
    }

    private static void check(long seed, boolean smooth, boolean onePoint) {
        SplittableRandom random = new SplittableRandom(seed);
        CoreGraph drawn = RandomGraphs.mixed(random, 3, 1 + random.nextInt(3), 2, smooth);
        CoreGraph source = onePoint ? RandomGraphs.withFloats(random, drawn) : drawn;
        double[] lower = new double[3];
        double[] upper = new double[3];
        for (int i = 0; i < 3; i++) {
            lower[i] = (random.nextInt(33) - 16) / 16.0;
            lower[i] = onePoint ? (float) (lower[i] / 3) : lower[i];
            upper[i] = onePoint ? lower[i] : lower[i] + random.nextInt(17) / 16.0;
        }
        BoundGraph graph = new BoundGraph(source);
        NeuronBounds bounds = NeuronBounds.unbounded(graph);
        Magnitudes magnitudes = Bounder.intervals(graph, lower, upper, bounds);
        Bounder bounder = new Bounder(graph, magnitudes);
        bounder.tighten(lower, upper, bounds, () -> false);
        assertThat(bounds.isEmpty()).isFalse();

        boolean conjunction = random.nextBoolean();
        Specification specification = new Specification(specification(random, conjunction));
        SpecificationBounder rows = new SpecificationBounder(graph, magnitudes, bounder.backward(), specification);
        double[] nothing = new double[specification.rowCount()];
        Arrays.fill(nothing, Double.NEGATIVE_INFINITY);
        byte[][] phases = new byte[graph.nodeCount()][0];
        rows.exclude(bounder.lines(), lower, upper, bounds, nothing, WarmStart.COLD, phases, 5, () -> false);

        for (double[] x : RandomGraphs.points(random, lower, upper, 12)) {
            List<Rational> point = new ArrayList<>();
            for (double v : x) {
                point.add(Rational.of(v));
            }
            List<Enclosure> outputs = ExactEvaluator.evaluate(source, point);
            boolean allHold = true;
            for (int r = 0; r < specification.rowCount(); r++) {
                Rational excess = specification
                        .constraint(r)
                        .excess(point::get, i -> outputs.get(i).upper());
                Rational other = specification
                        .constraint(r)
                        .excess(point::get, i -> outputs.get(i).lower());
                Rational greatest = excess.compareTo(other) > 0 ? excess : other;
                allHold &= specification.constraint(r).strict() ? greatest.signum() < 0 : greatest.signum() <= 0;
                if (!conjunction) {
                    assertThat(greatest).as("row %d at %s", r, point).isGreaterThanOrEqualTo(finite(rows.bounds()[r]));
                }
            }
            assertThat(conjunction && allHold && specification.isExcluded(rows.bounds()))
                    .as("at %s", point)
                    .isFalse();
            assertNeuronsInside(graph, point, bounds);
        }
    }

    private static Rational finite(double bound) {
        return Rational.of(Math.min(Double.MAX_VALUE, Math.max(bound, -Double.MAX_VALUE)));
    }

    private static Condition specification(SplittableRandom random, boolean conjunction) {
        List<Condition> atoms = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            TreeMap<Integer, Rational> y = new TreeMap<>();
            y.put(0, Rational.of(random.nextInt(7) - 3));
            y.put(1, Rational.of((random.nextInt(7) - 3) / 4.0));
            TreeMap<Integer, Rational> x = new TreeMap<>();
            x.put(random.nextInt(3), Rational.of(random.nextInt(3) - 1));
            Rational third = Rational.of(random.nextInt(9) - 4).divide(Rational.of(3));
            atoms.add(new Condition.Atom(new LinearConstraint(x, y, third, random.nextBoolean())));
        }
        return conjunction ? new Condition.And(atoms) : new Condition.Or(atoms);
    }

    private static void assertNeuronsInside(BoundGraph graph, List<Rational> point, NeuronBounds bounds) {
        for (int id = 0; id < graph.nodeCount(); id++) {
            if (!graph.isBounded(id)) {
                continue;
            }
            CoreGraph upTo = new CoreGraph(graph.graph().nodes(), graph.graph().inputId(), id);
            List<Enclosure> values = ExactEvaluator.evaluate(upTo, point);
            for (int i = 0; i < values.size(); i++) {
                assertThat(values.get(i).upper()).isGreaterThanOrEqualTo(finite(bounds.lower(id)[i]));
                assertThat(values.get(i).lower()).isLessThanOrEqualTo(finite(bounds.upper(id)[i]));
            }
        }
    }
}
