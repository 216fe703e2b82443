package org.axiomj.encoders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Conditions;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Query;

/** Small queries for tests, and an exact search for their counterexamples. */
final class TinyQueries {
    private TinyQueries() {}

    static Box box(double... lowerUpper) {
        List<Rational> lower = new ArrayList<>();
        List<Rational> upper = new ArrayList<>();
        for (int i = 0; i < lowerUpper.length; i += 2) {
            lower.add(Rational.of(lowerUpper[i]));
            upper.add(Rational.of(lowerUpper[i + 1]));
        }
        return new Box(lower, upper);
    }

    /** {@code coefficient * y_output <= bound}. */
    static Condition output(int output, double coefficient, Rational bound, boolean strict) {
        TreeMap<Integer, Rational> y = new TreeMap<>();
        y.put(output, Rational.of(coefficient));
        return new Condition.Atom(new LinearConstraint(new TreeMap<>(), y, bound, strict));
    }

    /** {@code coefficient * x_input <= bound}. */
    static Condition input(int input, double coefficient, Rational bound) {
        TreeMap<Integer, Rational> x = new TreeMap<>();
        x.put(input, Rational.of(coefficient));
        return new Condition.Atom(new LinearConstraint(x, new TreeMap<>(), bound, false));
    }

    static Query.Case unsafe(Box box, Condition condition) {
        return new Query.Case(box, condition);
    }

    /** A box within [-1, 2], some inputs fixed, with a random formula of linear constraints, strict and not. */
    static Query.Case random(SplittableRandom random, CoreGraph graph) {
        double[] ends = new double[2 * graph.inputSize()];
        for (int i = 0; i < graph.inputSize(); i++) {
            ends[2 * i] = (random.nextInt(9) - 4) / 4.0;
            ends[2 * i + 1] = ends[2 * i] + random.nextInt(5) / 4.0;
        }
        return unsafe(box(ends), condition(random, graph, 2));
    }

    static Query query(CoreGraph graph, List<Query.Case> cases) {
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
            Rational bound = Rational.of((random.nextInt(65) - 32) / 16.0);
            return new Condition.Atom(new LinearConstraint(x, y, bound, random.nextBoolean()));
        }
        List<Condition> parts = List.of(condition(random, graph, depth - 1), condition(random, graph, depth - 1));
        return random.nextInt(3) > 0 ? new Condition.And(parts) : new Condition.Or(parts);
    }

    /** An exact counterexample among the box's corners, a grid of sixteenths, and points on it, if one is met. */
    static Optional<List<Rational>> sample(SplittableRandom random, CoreGraph graph, Query.Case unsafe, int points) {
        for (int k = 0; k < points; k++) {
            List<Rational> x = point(random, unsafe.box());
            if (violates(graph, unsafe, x)) {
                return Optional.of(x);
            }
        }
        return Optional.empty();
    }

    static List<Rational> point(SplittableRandom random, Box box) {
        List<Rational> x = new ArrayList<>();
        for (int i = 0; i < box.size(); i++) {
            Rational part = Rational.of(random.nextInt(3) == 0 ? random.nextInt(2) : random.nextInt(17) / 16.0);
            Rational width = box.upper().get(i).subtract(box.lower().get(i));
            x.add(box.lower().get(i).add(width.multiply(part)));
        }
        return x;
    }

    static boolean violates(CoreGraph graph, Query.Case unsafe, List<Rational> x) {
        List<Enclosure> y = ExactEvaluator.evaluate(graph, x);
        return Conditions.holds(unsafe, x::get, j -> y.get(j).lower());
    }
}
