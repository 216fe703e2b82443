package org.axiomj.properties.vnnlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Conditions;
import org.axiomj.properties.Query;

/** Checks at points, preferably on bounds, that a query means what the text means. */
final class Agreement {
    private static final Rational HALF = Rational.of(0.5);

    private Agreement() {}

    /** Compares at random points; how many of them were counterexamples. */
    static int check(RawEvaluator raw, Query query, Random random, int points) {
        List<Rational> numbers = Stream.concat(
                        raw.numbers().stream().limit(50_000),
                        Stream.of(Rational.ZERO, Rational.ONE, HALF, Rational.of(-100), Rational.of(1000)))
                .distinct()
                .toList();
        int counterexamples = 0;
        for (int i = 0; i < points; i++) {
            Rational[] x = input(query, random);
            if (random.nextInt(3) == 0 && x.length > 0) {
                int moved = random.nextInt(x.length);
                Rational to = numbers.get(random.nextInt(numbers.size()));
                x[moved] = random.nextBoolean()
                        ? to
                        : x[moved].add(Rational.of(random.nextInt(3) - 1).multiply(HALF));
            }
            Rational[] y = new Rational[query.outputSize()];
            int kinds = 1 + random.nextInt(4); // few values, so that outputs tie
            for (int j = 0; j < y.length; j++) {
                y[j] = numbers.get(Math.floorMod(random.nextInt(kinds) * 7919 + i, numbers.size()));
            }
            counterexamples += check(raw, query, x, y) ? 1 : 0;
        }
        return counterexamples;
    }

    /** Compares at one point; whether it is a counterexample. */
    static boolean check(RawEvaluator raw, Query query, Rational[] x, Rational[] y) {
        boolean expected = raw.holds(point(x, y));
        boolean found = query.cases().stream().anyMatch(c -> Conditions.holds(c, i -> x[i], j -> y[j]));
        assertThat(found).as("x = %s, y = %s", List.of(x), List.of(y)).isEqualTo(expected);
        return found;
    }

    static Function<String, Rational> point(Rational[] x, Rational[] y) {
        return name -> (name.charAt(0) == 'X' ? x : y)[Integer.parseInt(name.substring(2))];
    }

    private static Rational[] input(Query query, Random random) {
        Box box = query.cases().get(random.nextInt(query.cases().size())).box();
        Rational[] x = new Rational[box.size()];
        for (int i = 0; i < x.length; i++) {
            Rational low = box.lower().get(i);
            Rational high = box.upper().get(i);
            x[i] = switch (random.nextInt(3)) {
                case 0 -> low;
                case 1 -> high;
                default -> low.add(high).multiply(HALF);
            };
        }
        return x;
    }
}
