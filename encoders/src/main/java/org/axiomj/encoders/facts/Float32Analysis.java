package org.axiomj.encoders.facts;

import java.math.BigInteger;
import java.util.Optional;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;

/**
 * Ranges of expressions over softmax as float32 computes it, for every finite float32 input. Sound under these assumptions
 * and no others: the largest logit is subtracted first; every exponential is a float32 number within 2 units in the last
 * place of the true one and not negative; the exponentials are added in any order, in float32 or finer; the quotient is a
 * division or a multiplication by the reciprocal; operations round to nearest, numbers below {@code 2^-126} may be taken as 0.
 *
 * <p>Let {@code e_i} be the computed exponentials, {@code S} their exact sum, {@code u = 2^-24}. The largest logit gives
 * {@code e_m >= 1 - 2^-22}, so {@code S >= 1/2}; and {@code S <= 2 n}, so nothing overflows for n up to 2^20. A sum of n
 * numbers that are not negative has n - 1 roundings on the way of each, so the computed sum is {@code S (1 + t) + f} with
 * {@code |t| <= g = (n - 1) u / (1 - (n - 1) u)} in any order (Higham, Accuracy and Stability of Numerical Algorithms,
 * section 4.2) and {@code |f| <= n 2^-124} where numbers below {@code 2^-126} are taken or given as 0; as {@code S >= 1/2} that is {@code S (1 +
 * t')} with {@code |t'| <= g' = g + n 2^-123}. An output is {@code y_i = e_i / (S (1 + t')) (1 + d_i) + h_i} with {@code |d_i| <= 2 u
 * + u^2} and {@code |h_i| <= 2^-124}. Adding up, with {@code D = 2 u + u^2}:
 *
 * <pre>(1 - D) / (1 + g') - n 2^-124 <= y_1 + ... + y_n <= (1 + D) / (1 - g') + n 2^-124</pre>
 *
 * and each {@code y_i} lies between 0 and the same upper bound, because {@code e_i <= S}. That is about {@code 1 +- (n + 1)
 * u}, for ten classes 6.6e-7. The accuracy of the exponentials does not matter beyond {@code e_m}.
 */
final class Float32Analysis {
    private static final Rational UNIT = power(-24);
    private static final Rational TWO = Rational.of(2);
    private static final long LARGEST = 1 << 20;

    private Float32Analysis() {}

    private static Rational power(int exponent) {
        return new Rational(BigInteger.ONE, BigInteger.ONE.shiftLeft(-exponent));
    }

    /** Holds the exact sum of the outputs of a float32 softmax over {@code n} finite float32 logits. */
    static Enclosure sumOfSoftmax(long n) {
        if (n < 1 || n > LARGEST) {
            throw new Undetermined("the analysis covers softmax of 1 to " + LARGEST + " elements, found " + n);
        }
        Rational one = Rational.ONE;
        Rational size = Rational.of(n);
        Rational roundings = Rational.of(n - 1).multiply(UNIT);
        Rational flushed = size.multiply(power(-123));
        Rational sumError = roundings.divide(one.subtract(roundings)).add(flushed);
        Rational quotientError = TWO.multiply(UNIT).add(UNIT.multiply(UNIT));
        Rational underflow = size.multiply(power(-124));
        return new Enclosure(
                one.subtract(quotientError).divide(one.add(sumError)).subtract(underflow),
                one.add(quotientError).divide(one.subtract(sumError)).add(underflow));
    }

    /** Holds every element of the expression, for every finite float32 value of its variables; nothing if unbounded. */
    static Optional<Enclosure> range(Expr e) {
        if (e instanceof Expr.Constant c) {
            Rational low = c.elements().stream().min(Rational::compareTo).orElseThrow();
            return Optional.of(new Enclosure(
                    low, c.elements().stream().max(Rational::compareTo).orElseThrow()));
        } else if (e instanceof Expr.Filled f) {
            return Optional.of(Ranges.exact(f.value()));
        } else if (e instanceof Expr.Negate n) {
            return range(n.operand()).map(Ranges::negate);
        } else if (e instanceof Expr.Sum s) {
            Optional<Enclosure> sum = Optional.of(Ranges.exact(Rational.ZERO));
            for (Expr term : s.terms()) {
                sum = sum.flatMap(a -> range(term).map(b -> Ranges.add(a, b)));
            }
            return sum;
        } else if (e instanceof Expr.Product p) {
            return range(p.left()).flatMap(a -> range(p.right()).map(b -> Ranges.multiply(a, b)));
        } else if (e instanceof Expr.Select s) {
            return range(s.of());
        } else if (e instanceof Expr.Call c) {
            return call(c);
        }
        return Optional.empty();
    }

    private static Optional<Enclosure> call(Expr.Call c) {
        Expr argument = c.arguments().get(0);
        return switch (c.function()) {
            case SOFTMAX ->
                sizeOfSoftmax(c)
                        .map(n -> new Enclosure(Rational.ZERO, sumOfSoftmax(n).upper()));
            case SUM ->
                argument instanceof Expr.Call inner
                                && inner.function() == Function.SOFTMAX
                                && inner.shape().dimensions().size() == 1
                        ? sizeOfSoftmax(inner).map(Float32Analysis::sumOfSoftmax)
                        : Optional.empty();
            case ABS -> range(argument).map(Ranges::abs);
            default -> Optional.empty();
        };
    }

    /** Only of inputs themselves, which are finite float32 numbers. */
    private static Optional<Long> sizeOfSoftmax(Expr.Call softmax) {
        Shape shape = softmax.shape();
        return softmax.arguments().get(0) instanceof Expr.Variable && shape.isFixed()
                ? Optional.of(
                        ((Shape.Fixed) shape.dimensions().get(shape.dimensions().size() - 1)).size())
                : Optional.empty();
    }
}
