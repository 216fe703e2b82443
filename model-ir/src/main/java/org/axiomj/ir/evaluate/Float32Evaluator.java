package org.axiomj.ir.evaluate;

import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;

/**
 * One IEEE-754 binary32 execution of a network: every product and every sum is rounded to float32, sums run over ascending
 * indices and begin with the bias. Transcendental functions are computed in double and rounded. Other float32 runtimes may
 * differ within their own rounding.
 */
public final class Float32Evaluator {
    private Float32Evaluator() {}

    /** The output for one input of the graph's input size. */
    public static float[] evaluate(CoreGraph graph, float[] input) {
        if (input.length != graph.inputSize()) {
            throw new IllegalArgumentException(
                    "the input has " + graph.inputSize() + " elements, found " + input.length);
        }
        float[][] values = new float[graph.nodes().size()][];
        for (CoreNode node : graph.nodes()) {
            values[node.id()] = node.op() instanceof CoreOp.Input ? input.clone() : compute(node, values);
        }
        return values[graph.outputId()];
    }

    private static float[] compute(CoreNode node, float[][] values) {
        CoreOp op = node.op();
        if (op instanceof CoreOp.Constant constant) {
            return rounded(constant.values());
        } else if (op instanceof CoreOp.Sum) {
            return sum(node, values);
        } else if (op instanceof CoreOp.Concat) {
            return concat(node, values);
        }
        float[] x = values[node.input()];
        if (op instanceof CoreOp.Affine affine) {
            float[] y = rounded(affine.bias());
            affine.map().apply(x, y);
            return y;
        }
        float[] y = new float[node.size()];
        if (op instanceof CoreOp.Piecewise piecewise) {
            for (int i = 0; i < y.length; i++) {
                y[i] = piecewise(piecewise.function(i), x[i]);
            }
        } else if (op instanceof CoreOp.Smooth smooth) {
            for (int i = 0; i < y.length; i++) {
                y[i] = smooth(smooth.function(), x[i]);
            }
        } else if (op instanceof CoreOp.MaxGroups max) {
            for (int i = 0; i < y.length; i++) {
                float best = Float.NEGATIVE_INFINITY;
                for (int j : max.groups()[i]) {
                    best = Math.max(best, x[j]);
                }
                y[i] = best;
            }
        } else if (op instanceof CoreOp.Product) {
            float[] b = values[node.inputs().get(1)];
            for (int i = 0; i < y.length; i++) {
                y[i] = x[i] * b[i];
            }
        }
        return y;
    }

    private static float[] sum(CoreNode node, float[][] values) {
        float[] y = values[node.inputs().get(0)].clone();
        for (int operand = 1; operand < node.inputs().size(); operand++) {
            float[] x = values[node.inputs().get(operand)];
            for (int i = 0; i < y.length; i++) {
                y[i] += x[i];
            }
        }
        return y;
    }

    private static float[] concat(CoreNode node, float[][] values) {
        float[] y = new float[node.size()];
        int at = 0;
        for (int input : node.inputs()) {
            System.arraycopy(values[input], 0, y, at, values[input].length);
            at += values[input].length;
        }
        return y;
    }

    private static float piecewise(PiecewiseLinear f, float x) {
        if (Float.isNaN(x)) {
            return x;
        }
        double[] breakpoints = f.breakpoints();
        int piece = 0;
        for (; piece < breakpoints.length && x >= breakpoints[piece]; piece++) {
            if (x == breakpoints[piece]) {
                return (float) f.valuesAt()[piece];
            }
        }
        float slope = (float) f.slopes()[piece];
        float intercept = (float) f.intercepts()[piece];
        if (slope == 0) {
            return intercept;
        }
        float product = slope == 1 ? x : slope * x;
        return intercept == 0 ? product : product + intercept;
    }

    private static float smooth(SmoothFunction function, float x) {
        return switch (function) {
            case SQUARE -> x * x;
            case POW_3 -> x * x * x;
            case RECIPROCAL -> 1 / x;
            default -> (float) function.value(x);
        };
    }

    private static float[] rounded(double[] values) {
        float[] y = new float[values.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) values[i];
        }
        return y;
    }
}
