package org.axiomj.ir.core;

import java.util.List;

/**
 * What a node of the core graph computes. Tensors are flattened row-major; every node yields one vector.
 *
 * <p>Eight kinds are enough for the operators of ONNX that verification meets; whatever is not here is lowered to these.
 */
public sealed interface CoreOp {

    /** The network's input vector. Exactly one node has this op, and it has no inputs. */
    record Input(int size) implements CoreOp {}

    /** A constant vector; no inputs. The values are exact. */
    record Constant(double[] values) implements CoreOp {}

    /** {@code y = map(x) + bias}; one input. The bias holds exact values and has the map's output size. */
    record Affine(LinearMap map, double[] bias) implements CoreOp {
        public Affine {
            if (bias.length != map.outputSize()) {
                throw new IllegalArgumentException(
                        "bias has " + bias.length + " entries, the map yields " + map.outputSize());
            }
        }
    }

    /** Elementwise sum of one or more inputs of equal size. */
    record Sum() implements CoreOp {}

    /** The inputs, one after the other. */
    record Concat() implements CoreOp {}

    /**
     * A piecewise-linear function applied to every element; one input. Either one function for all elements or one for
     * each.
     */
    record Piecewise(List<PiecewiseLinear> functions) implements CoreOp {
        public Piecewise {
            functions = List.copyOf(functions);
        }

        /** The function of element {@code i}. */
        public PiecewiseLinear function(int i) {
            return functions.size() == 1 ? functions.get(0) : functions.get(i);
        }

        /** Whether every element goes through {@code max(0, x)}. */
        public boolean isRelu() {
            return functions.size() == 1 && functions.get(0).equals(PiecewiseLinear.RELU);
        }
    }

    /** A smooth function applied to every element; one input. */
    record Smooth(SmoothFunction function) implements CoreOp {}

    /** {@code y_j = max over i in groups[j] of x_i}; one input; no group is empty. */
    record MaxGroups(int[][] groups) implements CoreOp {}

    /** Elementwise product of two inputs of equal size. */
    record Product() implements CoreOp {}
}
