package org.axiomj.encoders.facts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;

/**
 * Where infinities and NaN come from: functions are executed in float32 and may overflow, and what the formula does with
 * infinities follows IEEE 754. Finite arithmetic is done in double and used for its sign and finiteness only; where double
 * itself overflows, underflows or divides by zero, nothing is said.
 */
final class Float32Specials {
    /** Executes a function on rows of this length; may give infinities and NaN. */
    interface Executor {
        float[] execute(Function function, float[] x, int row);
    }

    private final Map<String, List<Rational>> point;
    private final Executor executor;

    Float32Specials(Map<String, List<Rational>> point, Executor executor) {
        this.point = point;
        this.executor = executor;
    }

    /** The elements, finite ones only roughly. */
    double[] values(Expr e) {
        if (e instanceof Expr.Constant c) {
            return c.elements().stream().mapToDouble(Rational::toDouble).toArray();
        } else if (e instanceof Expr.Variable v && point.containsKey(v.name())) {
            return point.get(v.name()).stream().mapToDouble(Rational::toDouble).toArray();
        } else if (e instanceof Expr.Select s) {
            double[] of = values(s.of());
            return s.positions().stream().mapToDouble(p -> element(of, p)).toArray();
        } else if (e instanceof Expr.Stack s) {
            return s.elements().stream().mapToDouble(x -> values(x)[0]).toArray();
        } else if (e instanceof Expr.Negate n) {
            return Arrays.stream(values(n.operand())).map(x -> -x).toArray();
        } else if (e instanceof Expr.Sum s) {
            return s.terms().stream()
                    .map(this::values)
                    .reduce((a, b) -> zip(a, b, (x, y) -> checked(x + y, x, y, false)))
                    .orElseThrow();
        } else if (e instanceof Expr.Product p) {
            return zip(values(p.left()), values(p.right()), (x, y) -> checked(x * y, x, y, true));
        } else if (e instanceof Expr.Quotient q) {
            return zip(values(q.dividend()), values(q.divisor()), (x, y) -> checked(x / y, x, y, true));
        } else if (e instanceof Expr.Call c && c.function() == Function.SUM) {
            double sum = 0;
            for (double x : values(c.arguments().get(0))) {
                sum = checked(sum + x, sum, x, false);
            }
            return new double[] {sum};
        } else if (e instanceof Expr.Call c && Float32Call.isExecuted(c.function())) {
            return executed(c);
        }
        throw new Undetermined("not followed through infinities");
    }

    private static double element(double[] of, long position) {
        if (position >= of.length) {
            throw new Undetermined("there is no element " + position);
        }
        return of[(int) position];
    }

    private double[] executed(Expr.Call c) {
        Expr argument = c.arguments().get(0);
        // Of inputs only: the rough value of anything else need not be the float32 number that is meant.
        if (!(argument instanceof Expr.Variable
                || argument instanceof Expr.Select s && s.of() instanceof Expr.Variable)) {
            throw new Undetermined("not followed through nested functions");
        }
        double[] x = values(argument);
        float[] floats = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            floats[i] = (float) x[i];
            if (floats[i] != x[i]) {
                throw new Undetermined("an argument is not a float32 number");
            }
        }
        int row = c.function().kind() == Function.Kind.VECTOR
                        && argument.shape().dimensions().size() != 1
                ? rowOf(argument)
                : x.length;
        float[] y = executor.execute(c.function(), floats, Math.max(1, row));
        double[] result = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            result[i] = y[i];
        }
        return result;
    }

    private static int rowOf(Expr argument) {
        int rank = argument.shape().dimensions().size();
        return argument.shape().dimensions().get(rank - 1) instanceof Shape.Fixed fixed
                ? Math.toIntExact(fixed.size())
                : 1;
    }

    private static double checked(double result, double x, double y, boolean multiplicative) {
        boolean finite = Double.isFinite(x) && Double.isFinite(y);
        if (finite && (!Double.isFinite(result) || multiplicative && result == 0 && x != 0)) {
            throw new Undetermined("double does not hold the value");
        }
        return result;
    }

    private static double[] zip(double[] a, double[] b, DoubleBinaryOperator operation) {
        double[] result = new double[Math.max(a.length, b.length)];
        for (int i = 0; i < result.length; i++) {
            result[i] = operation.applyAsDouble(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i]);
        }
        return result;
    }
}
