package org.axiomj.properties.language.lower;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axiomj.ir.compose.Composition;
import org.axiomj.ir.compose.Value;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DivideMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.SparseMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;

/**
 * The vectors of a composition in the making, by number, and the way from {@link Linear} numbers back to a vector that a
 * network can take.
 */
final class Vectors {
    /** A variable of the composition with its bounds; null where there is none. */
    record Free(String name, int source, int offset, Rational[] lower, Rational[] upper) {}

    private final Composition.Builder builder = Composition.builder();
    private final List<Value> values = new ArrayList<>();
    private final List<Free> variables = new ArrayList<>();
    private int inputs;

    Composition.Builder builder() {
        return builder;
    }

    List<Free> variables() {
        return variables;
    }

    Value value(int source) {
        return values.get(source);
    }

    /** A new variable, without bounds. */
    Free variable(String name, List<Integer> shape) {
        Value value = builder.variable(name, shape);
        Free free = new Free(name, values.size(), inputs, new Rational[value.size()], new Rational[value.size()]);
        inputs = Math.addExact(inputs, value.size());
        values.add(value);
        variables.add(free);
        return free;
    }

    /** All elements of a vector. */
    Linear[] elements(Value value) {
        int source = values.size();
        values.add(value);
        return elements(source);
    }

    Linear[] elements(int source) {
        Linear[] elements = new Linear[values.get(source).size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Linear.of(source, i);
        }
        return elements;
    }

    /** The vector with these elements. */
    Value vector(Linear[] elements) {
        SortedSet<Integer> sources = new TreeSet<>();
        boolean plain = true;
        for (Linear element : elements) {
            element.terms().keySet().forEach(e -> sources.add(e.source()));
            plain &= element.isElement();
        }
        if (plain && sources.size() == 1) {
            return moved(elements, sources.first());
        }
        return sources.isEmpty() ? constants(elements) : combined(elements, sources);
    }

    private Value moved(Linear[] elements, int source) {
        Value value = values.get(source);
        int[] picks = new int[elements.length];
        boolean whole = picks.length == value.size();
        for (int i = 0; i < picks.length; i++) {
            picks[i] = elements[i].terms().firstKey().index();
            whole &= picks[i] == i;
        }
        return whole ? value : builder.select(value, picks);
    }

    /** Numbers that are no doubles become a variable that has one value. */
    private Value constants(Linear[] elements) {
        double[] numbers = new double[elements.length];
        boolean exact = true;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = elements[i].constant().toDouble();
            exact &= isExactly(elements[i].constant(), numbers[i]);
        }
        if (exact) {
            return builder.constant(numbers);
        }
        Free fixed = variable("constant " + variables.size(), List.of(elements.length));
        for (int i = 0; i < elements.length; i++) {
            fixed.lower()[i] = elements[i].constant();
            fixed.upper()[i] = elements[i].constant();
        }
        return values.get(fixed.source());
    }

    private Value combined(Linear[] elements, SortedSet<Integer> sources) {
        Map<Integer, Integer> offsets = new TreeMap<>();
        List<Value> operands = new ArrayList<>();
        int width = 0;
        for (int source : sources) {
            offsets.put(source, width);
            operands.add(values.get(source));
            width += values.get(source).size();
        }
        Value all = operands.size() == 1
                ? operands.get(0)
                : builder.exact(new CoreOp.Concat(), operands.toArray(new Value[0]));
        return affine(elements, offsets, width, all);
    }

    private Value affine(Linear[] elements, Map<Integer, Integer> offsets, int width, Value all) {
        int[] rowStart = new int[elements.length + 1];
        List<Integer> columns = new ArrayList<>();
        List<Double> coefficients = new ArrayList<>();
        double[] bias = new double[elements.length];
        double[] divisors = new double[elements.length];
        boolean divides = false;
        for (int i = 0; i < elements.length; i++) {
            Rational factor = new Rational(denominator(elements[i]), BigInteger.ONE);
            divisors[i] = exactly(factor);
            divides |= divisors[i] != 1;
            for (Map.Entry<Linear.Element, Rational> term : elements[i].terms().entrySet()) {
                columns.add(Objects.requireNonNull(offsets.get(term.getKey().source()))
                        + term.getKey().index());
                coefficients.add(exactly(term.getValue().multiply(factor)));
            }
            bias[i] = exactly(elements[i].constant().multiply(factor));
            rowStart[i + 1] = columns.size();
        }
        LinearMap map = new SparseMap(
                width,
                rowStart,
                columns.stream().mapToInt(Integer::intValue).toArray(),
                coefficients.stream().mapToDouble(Double::doubleValue).toArray());
        Value sums = builder.exact(new CoreOp.Affine(map, bias), all);
        return divides
                ? builder.exact(new CoreOp.Affine(new DivideMap(divisors), new double[elements.length]), sums)
                : sums;
    }

    /** What coefficients and constant must be multiplied by to be doubles: 1 if they are. */
    private static BigInteger denominator(Linear element) {
        BigInteger common = BigInteger.ONE;
        List<Rational> numbers = new ArrayList<>(element.terms().values());
        numbers.add(element.constant());
        for (Rational coefficient : numbers) {
            if (!isExactly(coefficient, coefficient.toDouble())) {
                BigInteger d = coefficient.denominator();
                common = common.multiply(d).divide(common.gcd(d));
            }
        }
        return common;
    }

    private static boolean isExactly(Rational value, double number) {
        return Double.isFinite(number) && Rational.of(number).equals(value);
    }

    private static double exactly(Rational value) {
        double number = value.toDouble();
        if (!isExactly(value, number)) {
            throw new UnsupportedPropertyException("expected numbers whose common denominator has at most 53 bits,"
                    + " found one that needs " + value.toText(40) + "; round the numbers");
        }
        return number;
    }
}
