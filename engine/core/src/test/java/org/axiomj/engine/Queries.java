package org.axiomj.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;

/** Small queries for tests. */
public final class Queries {
    private Queries() {}

    public static Box box(double... lowerUpper) {
        List<Rational> lower = new ArrayList<>();
        List<Rational> upper = new ArrayList<>();
        for (int i = 0; i < lowerUpper.length; i += 2) {
            lower.add(Rational.of(lowerUpper[i]));
            upper.add(Rational.of(lowerUpper[i + 1]));
        }
        return new Box(lower, upper);
    }

    /** {@code coefficient * y_output <= bound}. */
    public static Condition output(int output, int coefficient, Rational bound, boolean strict) {
        TreeMap<Integer, Rational> y = new TreeMap<>();
        y.put(output, Rational.of(coefficient));
        return new Condition.Atom(new LinearConstraint(new TreeMap<>(), y, bound, strict));
    }

    public static Query single(int outputs, Box box, Condition unsafe) {
        return new Query(box.size(), outputs, List.of(new Query.Case(box, unsafe)));
    }

    /** One or two boxes within [-1, 1], each with a random formula of linear constraints, strict and not. */
    public static Query random(SplittableRandom random, CoreGraph graph) {
        List<Query.Case> cases = new ArrayList<>();
        for (int k = 0; k <= random.nextInt(2); k++) {
            double[] ends = new double[2 * graph.inputSize()];
            for (int i = 0; i < graph.inputSize(); i++) {
                ends[2 * i] = (random.nextInt(9) - 4) / 4.0;
                ends[2 * i + 1] = ends[2 * i] + random.nextInt(5) / 4.0;
            }
            cases.add(new Query.Case(box(ends), condition(random, graph, 2)));
        }
        return new Query(graph.inputSize(), graph.outputSize(), cases);
    }

    private static Condition condition(SplittableRandom random, CoreGraph graph, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            TreeMap<Integer, Rational> x = new TreeMap<>();
            TreeMap<Integer, Rational> y = new TreeMap<>();
            if (random.nextInt(4) == 0) {
                x.put(random.nextInt(graph.inputSize()), Rational.of(random.nextInt(5) - 2));
            }
            y.put(random.nextInt(graph.outputSize()), Rational.of(random.nextBoolean() ? 1 : -1));
            y.put(random.nextInt(graph.outputSize()), Rational.of(random.nextInt(5) - 2));
            return new Condition.Atom(
                    new LinearConstraint(x, y, Rational.of((random.nextInt(65) - 32) / 8.0), random.nextBoolean()));
        }
        List<Condition> parts = List.of(condition(random, graph, depth - 1), condition(random, graph, depth - 1));
        return random.nextBoolean() ? new Condition.And(parts) : new Condition.Or(parts);
    }

    /** An exact counterexample among points of each case's box, if one is met: the fourth voice. */
    public static Optional<List<Rational>> sample(SplittableRandom random, CoreGraph graph, Query query, int points) {
        for (Query.Case unsafe : query.cases()) {
            double[] lower = unsafe.box().lower().stream()
                    .mapToDouble(Rational::toDouble)
                    .toArray();
            double[] upper = unsafe.box().upper().stream()
                    .mapToDouble(Rational::toDouble)
                    .toArray();
            for (double[] x : RandomGraphs.points(random, lower, upper, points)) {
                List<Rational> point = new ArrayList<>();
                for (double v : x) {
                    point.add(Rational.of(v));
                }
                List<Rational> y = new ArrayList<>();
                org.axiomj.ir.evaluate.ExactEvaluator.evaluate(graph, point).forEach(e -> y.add(e.lower()));
                if (holds(unsafe.unsafe(), point, y)) {
                    return Optional.of(point);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Condition condition, List<Rational> x, List<Rational> y) {
        if (condition instanceof Condition.Atom atom) {
            int sign = atom.constraint().excess(x::get, y::get).signum();
            return atom.constraint().strict() ? sign < 0 : sign <= 0;
        } else if (condition instanceof Condition.And and) {
            return and.parts().stream().allMatch(c -> holds(c, x, y));
        }
        return ((Condition.Or) condition).parts().stream().anyMatch(c -> holds(c, x, y));
    }
}
