package org.axiomj.ir.evaluate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axiomj.ir.core.DivideMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.RepeatedMap;
import org.axiomj.ir.core.TransposedMap;
import org.axiomj.ir.exact.Rational;

/**
 * {@code A x + b} in exact arithmetic. Divisions stay exact; maps whose stored coefficients are only near the true ones
 * yield intervals that hold the true result.
 */
final class ExactAffine {
    private ExactAffine() {}

    static ExactVector apply(LinearMap map, double[] bias, ExactVector x) {
        ExactVector product = product(map, x);
        boolean hasBias = Arrays.stream(bias).anyMatch(b -> b != 0);
        return hasBias ? sum(List.of(product, ExactVector.of(bias))) : product;
    }

    private static ExactVector product(LinearMap map, ExactVector x) {
        if (map instanceof DivideMap division) {
            return divide(division.divisors(), x);
        } else if (map instanceof TransposedMap transposed && transposed.inner() instanceof DivideMap division) {
            return divide(division.divisors(), x);
        } else if (map instanceof RepeatedMap repeated && repeated.relativeError() > 0) {
            List<ExactVector> blocks = new ArrayList<>();
            int size = repeated.block().inputSize();
            for (int i = 0; i < repeated.count(); i++) {
                blocks.add(product(repeated.block(), x.slice(i * size, (i + 1) * size)));
            }
            return ExactVector.concatenated(blocks);
        }
        return rows(map, x);
    }

    private static ExactVector rows(LinearMap map, ExactVector x) {
        double error = map.relativeError();
        ExactSum sum = new ExactSum(x, error > 0);
        BigInteger[] low = new BigInteger[map.outputSize()];
        BigInteger[] high = x.isExact() && error == 0 ? low : new BigInteger[low.length];
        int[] exponents = new int[low.length];
        int exponent = Integer.MAX_VALUE;
        for (int i = 0; i < low.length; i++) {
            sum.reset();
            map.row(i, sum);
            if (error > 0) {
                sum.widen(error);
            }
            low[i] = sum.lower();
            high[i] = sum.upper();
            exponents[i] = sum.exponent();
            exponent = Math.min(exponent, exponents[i]);
        }
        for (int i = 0; i < low.length; i++) {
            low[i] = low[i].shiftLeft(exponents[i] - exponent);
            high[i] = high == low ? low[i] : high[i].shiftLeft(exponents[i] - exponent);
        }
        return new ExactVector(low, high, low.length == 0 ? 0 : exponent, x.denominator()).bounded();
    }

    private static ExactVector divide(double[] divisors, ExactVector x) {
        List<Rational> low = new ArrayList<>();
        List<Rational> high = x.isExact() ? low : new ArrayList<>();
        for (int i = 0; i < divisors.length; i++) {
            Rational divisor = Rational.of(divisors[i]);
            Rational a = x.lowerValue(i).divide(divisor);
            if (x.isExact()) {
                low.add(a);
            } else {
                Rational b = x.upperValue(i).divide(divisor);
                low.add(divisor.signum() > 0 ? a : b);
                high.add(divisor.signum() > 0 ? b : a);
            }
        }
        return ExactVector.enclosing(low, high);
    }

    static ExactVector sum(List<ExactVector> operands) {
        List<ExactVector> parts = ExactVector.aligned(operands);
        ExactVector first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        boolean exact = parts.stream().allMatch(ExactVector::isExact);
        BigInteger[] low = first.lower().clone();
        BigInteger[] high = exact ? low : first.upper().clone();
        for (ExactVector part : parts.subList(1, parts.size())) {
            for (int i = 0; i < low.length; i++) {
                low[i] = low[i].add(part.lower()[i]);
                high[i] = exact ? low[i] : high[i].add(part.upper()[i]);
            }
        }
        return new ExactVector(low, high, first.exponent(), first.denominator()).bounded();
    }
}
