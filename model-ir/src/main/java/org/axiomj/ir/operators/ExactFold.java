package org.axiomj.ir.operators;

import java.util.Optional;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/**
 * Arithmetic on constant tensors where the result is exact, and no result where it is not.
 *
 * <p>A float result is taken only if the rounding error of the double operation is provably zero and the result is a number
 * of the tensor's own type, so that every execution computes the same number. The error of a sum is Knuth's two-sum
 * residue; those of product and quotient come from a fused multiply-add, away from underflow (Handbook of Floating-Point
 * Arithmetic, ch. 4).
 */
final class ExactFold {
    private static final double TINY = 0x1p-960;

    private ExactFold() {}

    /** Elementwise {@code a op b} for tensors of one shape and type; empty where not exact. */
    static Optional<Tensor> apply(Arithmetic.Kind kind, Tensor a, Tensor b) {
        Shape shape = a.shape();
        ElementType type = a.type();
        if (type.isFloating()) {
            double[] y = new double[a.size()];
            for (int i = 0; i < y.length; i++) {
                double value = real(kind, a.reals()[i], b.reals()[i]);
                if (!Double.isFinite(value) || !type.holds(value)) {
                    return Optional.empty();
                }
                y[i] = value;
            }
            return Optional.of(Tensor.ofReals(type, shape, y));
        }
        long[] y = new long[a.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = integer(kind, a.integers()[i], b.integers()[i]);
        }
        return Optional.of(Tensor.ofIntegers(type, shape, y));
    }

    /** The exact result, or NaN where a double does not hold it. */
    static double real(Arithmetic.Kind kind, double a, double b) {
        return switch (kind) {
            case ADD -> sum(a, b);
            case SUB -> sum(a, -b);
            case MUL -> product(a, b);
            case DIV -> quotient(a, b);
        };
    }

    private static double sum(double a, double b) {
        double s = a + b;
        double t = s - a;
        double residue = (a - (s - t)) + (b - t);
        return residue == 0 ? s : Double.NaN;
    }

    static double product(double a, double b) {
        double p = a * b;
        if (a == 0 || b == 0) {
            return p;
        }
        return Math.abs(p) > TINY && Math.fma(a, b, -p) == 0 ? p : Double.NaN;
    }

    private static double quotient(double a, double b) {
        double q = a / b;
        if (a == 0 && b != 0) {
            return q;
        }
        return Math.abs(q) > TINY && Math.abs(a) > TINY && Math.fma(q, b, -a) == 0 ? q : Double.NaN;
    }

    /** Throws ArithmeticException on overflow and on division by zero. */
    private static long integer(Arithmetic.Kind kind, long a, long b) {
        return switch (kind) {
            case ADD -> Math.addExact(a, b);
            case SUB -> Math.subtractExact(a, b);
            case MUL -> Math.multiplyExact(a, b);
            case DIV -> a / b;
        };
    }
}
