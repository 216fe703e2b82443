package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Function;

/** The functions of the language on enclosures. */
final class ExactCall {
    private ExactCall() {}

    /**
     * @param arguments the elements of each
     * @param row the size of the last dimension, for functions along it
     */
    static List<Enclosure> values(Function function, List<List<Enclosure>> arguments, int row) {
        List<Enclosure> first = arguments.get(0);
        return switch (function) {
            case SUM -> List.of(sum(first));
            case MEAN ->
                List.of(Ranges.multiply(sum(first), Ranges.reciprocal(Ranges.exact(Rational.of(first.size())))));
            case DOT -> List.of(sum(ExactFormula.zip(first, arguments.get(1), first.size(), Ranges::multiply)));
            case NORM_1 -> List.of(sum(first.stream().map(Ranges::abs).toList()));
            case NORM_2 ->
                List.of(Ranges.smooth(
                        Function.SQRT,
                        sum(first.stream().map(x -> Ranges.power(x, 2)).toList())));
            case NORM_INF -> List.of(largest(first.stream().map(Ranges::abs).toList()));
            case MAX -> extremum(arguments);
            case MIN ->
                negated(extremum(arguments.stream().map(ExactCall::negated).toList()));
            case ABS -> first.stream().map(Ranges::abs).toList();
            case RELU ->
                first.stream()
                        .map(x -> Ranges.max(x, Ranges.exact(Rational.ZERO)))
                        .toList();
            case SOFTMAX, LOG_SOFTMAX -> softmax(first, row, function == Function.LOG_SOFTMAX);
            default -> first.stream().map(x -> Ranges.smooth(function, x)).toList();
        };
    }

    private static Enclosure sum(List<Enclosure> values) {
        return values.stream().reduce(Ranges.exact(Rational.ZERO), Ranges::add);
    }

    private static Enclosure largest(List<Enclosure> values) {
        return values.stream().reduce(Ranges::max).orElseThrow(() -> new Undetermined("a vector is empty"));
    }

    private static List<Enclosure> negated(List<Enclosure> values) {
        return values.stream().map(Ranges::negate).toList();
    }

    private static List<Enclosure> extremum(List<List<Enclosure>> arguments) {
        if (arguments.size() == 1) {
            return List.of(largest(arguments.get(0)));
        }
        List<Enclosure> result = arguments.get(0);
        for (List<Enclosure> other : arguments) {
            result = ExactFormula.zip(result, other, Math.max(result.size(), other.size()), Ranges::max);
        }
        return result;
    }

    /** {@code exp(x_i - p) / sum_j exp(x_j - p)} with p the row's first logit: exact where all are the same number. */
    private static List<Enclosure> softmax(List<Enclosure> x, int row, boolean logarithm) {
        List<Enclosure> result = new ArrayList<>();
        for (int begin = 0; begin < x.size(); begin += row) {
            Enclosure pivot = Ranges.negate(x.get(begin));
            List<Enclosure> shifted = new ArrayList<>();
            List<Enclosure> powers = new ArrayList<>();
            for (Enclosure logit : x.subList(begin, begin + row)) {
                Enclosure difference = Ranges.add(logit, pivot);
                shifted.add(difference);
                powers.add(Ranges.smooth(Function.EXP, difference));
            }
            Enclosure sum = sum(powers);
            for (int i = 0; i < row; i++) {
                result.add(
                        logarithm
                                ? Ranges.add(shifted.get(i), Ranges.negate(Ranges.smooth(Function.LOG, sum)))
                                : Ranges.multiply(powers.get(i), Ranges.reciprocal(sum)));
            }
        }
        return result;
    }
}
