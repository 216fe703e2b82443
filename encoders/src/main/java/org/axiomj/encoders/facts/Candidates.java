package org.axiomj.encoders.facts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;

/**
 * Points that are worth a look: small numbers, the corners and middles of domains, all elements the same, one element
 * alone, and a few at random, the same ones in every run. Says nothing about a formula.
 */
final class Candidates {
    private static final int MOST_ELEMENTS = 4096;
    private static final int LARGEST_GRID = 1500;
    private static final int RANDOM = 60;
    private static final List<Rational> SMALL = List.of(
            decimal("0"),
            decimal("1"),
            decimal("-1"),
            decimal("0.5"),
            decimal("-0.5"),
            decimal("2"),
            decimal("-2"),
            decimal("3"),
            decimal("-3"),
            decimal("10"),
            decimal("-10"),
            decimal("100"),
            decimal("-100"),
            decimal("200"),
            decimal("-200"));

    private Candidates() {}

    private static Rational decimal(String text) {
        return Rational.of(new BigDecimal(text));
    }

    /** Points for these variables, in the order in which to look at them. */
    static List<Map<String, List<Rational>>> points(
            List<QuantifiedVariable> variables, Set<Rational> constants, Map<String, Long> sizes) {
        List<List<Rational>> pools = new ArrayList<>();
        for (QuantifiedVariable v : variables) {
            int size = ExactFormula.size(v.variable().shape(), sizes);
            if (pools.size() + size > MOST_ELEMENTS) {
                throw new Undetermined("there are too many elements to try points");
            }
            for (int i = 0; i < size; i++) {
                pools.add(pool(v, constants, sizes, i));
            }
        }
        List<List<Rational>> rows = grid(pools);
        if (rows.isEmpty()) {
            rows = patterns(pools);
        }
        List<Map<String, List<Rational>>> points = new ArrayList<>();
        rows.forEach(row -> points.add(named(variables, sizes, row)));
        return points;
    }

    private static Map<String, List<Rational>> named(
            List<QuantifiedVariable> variables, Map<String, Long> sizes, List<Rational> row) {
        Map<String, List<Rational>> point = new LinkedHashMap<>();
        int at = 0;
        for (QuantifiedVariable v : variables) {
            int size = ExactFormula.size(v.variable().shape(), sizes);
            point.put(v.variable().name(), row.subList(at, at + size));
            at += size;
        }
        return point;
    }

    private static List<Rational> pool(
            QuantifiedVariable v, Set<Rational> constants, Map<String, Long> sizes, int element) {
        Set<Rational> pool = new LinkedHashSet<>();
        Set<Rational> free = new LinkedHashSet<>(SMALL);
        for (Rational c : constants) {
            free.addAll(List.of(c, c.add(Rational.ONE), c.subtract(Rational.ONE)));
        }
        try {
            special(v.domain(), sizes, element, pool);
        } catch (Undetermined | ArithmeticException e) {
            pool.clear(); // the bounds speak of other variables; points outside the domain are sorted out later
        }
        if (pool.size() > 1) {
            Rational low = pool.stream().min(Rational::compareTo).orElseThrow();
            Rational high = pool.stream().max(Rational::compareTo).orElseThrow();
            free.removeIf(c -> c.compareTo(low) < 0 || c.compareTo(high) > 0);
        }
        pool.addAll(free);
        return List.copyOf(pool);
    }

    private static void special(Domain domain, Map<String, Long> sizes, int element, Set<Rational> pool) {
        if (domain instanceof Domain.Box box) {
            Rational low = value(box.lower(), sizes, element);
            Rational high = value(box.upper(), sizes, element);
            pool.addAll(List.of(low, high, low.add(high).divide(Rational.of(2))));
        } else if (domain instanceof Domain.Ball ball) {
            Rational center = value(ball.center(), sizes, element);
            Rational radius = value(ball.radius(), sizes, element);
            pool.addAll(List.of(center, center.add(radius), center.subtract(radius)));
        } else if (domain instanceof Domain.Intersection both) {
            both.parts().forEach(part -> special(part, sizes, element, pool));
        }
    }

    private static Rational value(Expr e, Map<String, Long> sizes, int element) {
        List<Enclosure> values = new ExactFormula(Map.of(), sizes).values(e);
        return values.get(values.size() == 1 ? 0 : element).middle();
    }

    /** Every combination, or none where there are too many. */
    private static List<List<Rational>> grid(List<List<Rational>> pools) {
        long count = 1;
        for (List<Rational> pool : pools) {
            count *= pool.size();
            if (count > LARGEST_GRID) {
                return List.of();
            }
        }
        List<List<Rational>> rows = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            List<Rational> row = new ArrayList<>();
            int rest = k;
            for (List<Rational> pool : pools) {
                row.add(pool.get(rest % pool.size()));
                rest /= pool.size();
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<Rational>> patterns(List<List<Rational>> pools) {
        int n = pools.size();
        int most = pools.stream().mapToInt(List::size).max().orElse(0);
        List<List<Rational>> rows = new ArrayList<>();
        for (int k = 0; k < most; k++) {
            List<Rational> same = new ArrayList<>();
            List<Rational> turning = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                same.add(pools.get(i).get(k % pools.get(i).size()));
                turning.add(pools.get(i).get((k + i) % pools.get(i).size()));
            }
            rows.add(same);
            rows.add(turning);
        }
        for (int i = 0; i < Math.min(n, 24); i++) {
            for (int k = 1; k < pools.get(i).size(); k++) {
                List<Rational> alone = new ArrayList<>(rows.get(0));
                alone.set(i, pools.get(i).get(k));
                rows.add(alone);
            }
        }
        Random random = new Random(1);
        for (int k = 0; k < RANDOM; k++) {
            List<Rational> row = new ArrayList<>();
            pools.forEach(pool -> row.add(pool.get(random.nextInt(pool.size()))));
            rows.add(row);
        }
        return rows;
    }
}
