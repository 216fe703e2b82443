package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Function;

/**
 * The functions of the language in float32: what networks compute (softmax, sigmoid, exp, ...) is executed with every
 * operation rounded, by the algorithms that do not overflow; sums, norms and maxima are the formula's own arithmetic and
 * exact. Arguments must be float32 numbers.
 */
final class Float32Call {
    private Float32Call() {}

    static List<Enclosure> values(Function function, List<List<Enclosure>> arguments, int row) {
        return isExecuted(function)
                ? exact(execute(function, floats(arguments.get(0)), row))
                : unrounded(function, arguments, row);
    }

    /** The same with the named functions executed by another program; throws {@link Undetermined} where it does not. */
    static List<Enclosure> values(Float32Runtime runtime, Function function, List<List<Enclosure>> arguments, int row) {
        if (!isExecuted(function)) {
            return unrounded(function, arguments, row);
        }
        return exact(execute(runtime, function, floats(arguments.get(0)), row));
    }

    /** As another program executes it; throws {@link Undetermined} where it does not. */
    static float[] execute(Float32Runtime runtime, Function function, float[] x, int row) {
        return runtime.run(function, x, row)
                .filter(y -> y.length == x.length)
                .orElseThrow(() -> new Undetermined(runtime.name() + " does not execute " + function.text()));
    }

    /** ReLU is a function of networks, too, but rounds nothing. */
    private static List<Enclosure> unrounded(Function function, List<List<Enclosure>> arguments, int row) {
        return function == Function.RELU
                ? ExactCall.values(function, List.of(exact(floats(arguments.get(0)))), row)
                : ExactCall.values(function, arguments, row);
    }

    /** Whether the function's result is rounded. */
    static boolean isExecuted(Function function) {
        return switch (function) {
            case SIGMOID, TANH, EXP, LOG, SQRT, SOFTPLUS, SIN, COS, SOFTMAX, LOG_SOFTMAX -> true;
            default -> false;
        };
    }

    private static float[] floats(List<Enclosure> values) {
        float[] x = new float[values.size()];
        for (int i = 0; i < x.length; i++) {
            Enclosure value = values.get(i);
            x[i] = (float) value.lower().toDouble();
            if (!value.isExact() || !Float.isFinite(x[i]) || !Rational.of(x[i]).equals(value.lower())) {
                throw new Undetermined("an argument is not a float32 number");
            }
        }
        return x;
    }

    private static List<Enclosure> exact(float[] values) {
        List<Enclosure> exact = new ArrayList<>();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new Undetermined("a function gives " + value);
            }
            exact.add(Ranges.exact(Rational.of(value)));
        }
        return exact;
    }

    /** Requires an executed function; may give infinities and NaN. */
    static float[] execute(Function function, float[] x, int row) {
        float[] y = new float[x.length];
        if (function.kind() == Function.Kind.VECTOR) {
            for (int begin = 0; begin < x.length; begin += row) {
                softmax(x, y, begin, row, function == Function.LOG_SOFTMAX);
            }
            return y;
        }
        for (int i = 0; i < x.length; i++) {
            y[i] = element(function, x[i]);
        }
        return y;
    }

    private static float element(Function function, float x) {
        return switch (function) {
            case EXP -> exp(x);
            case SIGMOID -> x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
            case TANH -> (float) Math.tanh(x);
            case LOG -> (float) Math.log(x);
            case SQRT -> (float) Math.sqrt(x);
            case SOFTPLUS -> Math.max(x, 0) + (float) Math.log1p(exp(-Math.abs(x)));
            case SIN -> (float) Math.sin(x);
            default -> (float) Math.cos(x);
        };
    }

    private static float exp(float x) {
        return (float) Math.exp(x);
    }

    private static void softmax(float[] x, float[] y, int begin, int row, boolean logarithm) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = begin; i < begin + row; i++) {
            largest = Math.max(largest, x[i]);
        }
        float sum = 0;
        for (int i = begin; i < begin + row; i++) {
            y[i] = exp(x[i] - largest);
            sum += y[i];
        }
        for (int i = begin; i < begin + row; i++) {
            y[i] = logarithm ? x[i] - largest - (float) Math.log(sum) : y[i] / sum;
        }
    }
}
