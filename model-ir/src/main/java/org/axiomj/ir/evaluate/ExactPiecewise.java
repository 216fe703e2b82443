package org.axiomj.ir.evaluate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.exact.Rational;

/**
 * Piecewise-linear functions of exact numbers and of intervals. A number on a breakpoint has the breakpoint's value; an
 * interval gets the hull of everything that the function takes on it, jumps included.
 */
final class ExactPiecewise {
    private ExactPiecewise() {}

    static ExactVector apply(CoreOp.Piecewise op, ExactVector x) {
        if (op.isRelu()) {
            return relu(x);
        }
        List<Rational> low = new ArrayList<>(x.size());
        List<Rational> high = x.isExact() ? low : new ArrayList<>(x.size());
        for (int i = 0; i < x.size(); i++) {
            if (x.isExact()) {
                low.add(value(op.function(i), x.lowerValue(i)));
            } else {
                Enclosure range = range(op.function(i), x.enclosure(i));
                low.add(range.lower());
                high.add(range.upper());
            }
        }
        return ExactVector.enclosing(low, high);
    }

    private static ExactVector relu(ExactVector x) {
        BigInteger[] low = new BigInteger[x.size()];
        BigInteger[] high = x.isExact() ? low : new BigInteger[x.size()];
        for (int i = 0; i < low.length; i++) {
            low[i] = x.lower()[i].max(BigInteger.ZERO);
            high[i] = x.isExact() ? low[i] : x.upper()[i].max(BigInteger.ZERO);
        }
        return new ExactVector(low, high, x.exponent(), x.denominator());
    }

    /** The value of the function, exactly. */
    static Rational value(PiecewiseLinear f, Rational x) {
        double[] t = f.breakpoints();
        int piece = 0;
        for (; piece < t.length; piece++) {
            int side = x.compareTo(Rational.of(t[piece]));
            if (side == 0) {
                return Rational.of(f.valuesAt()[piece]);
            } else if (side < 0) {
                break;
            }
        }
        return line(f, piece, x);
    }

    private static Rational line(PiecewiseLinear f, int piece, Rational x) {
        return Rational.of(f.slopes()[piece]).multiply(x).add(Rational.of(f.intercepts()[piece]));
    }

    private static Enclosure range(PiecewiseLinear f, Enclosure x) {
        if (x.isExact()) {
            Rational value = value(f, x.lower());
            return new Enclosure(value, value);
        }
        List<Rational> candidates = new ArrayList<>();
        candidates.add(value(f, x.lower()));
        candidates.add(value(f, x.upper()));
        double[] t = f.breakpoints();
        for (int i = 0; i < t.length; i++) {
            Rational at = Rational.of(t[i]);
            if (x.contains(at)) {
                candidates.add(Rational.of(f.valuesAt()[i]));
                if (at.compareTo(x.lower()) > 0) {
                    candidates.add(line(f, i, at));
                }
                if (at.compareTo(x.upper()) < 0) {
                    candidates.add(line(f, i + 1, at));
                }
            }
        }
        return new Enclosure(
                candidates.stream().min(Rational::compareTo).orElseThrow(),
                candidates.stream().max(Rational::compareTo).orElseThrow());
    }
}
