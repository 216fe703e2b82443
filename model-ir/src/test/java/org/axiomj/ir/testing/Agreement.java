package org.axiomj.ir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.axiomj.ir.Network;
import org.axiomj.ir.evaluate.DoubleEvaluator;

/** Compares a network with ONNX Runtime's run of the same bytes. */
public final class Agreement {
    private Agreement() {}

    /** Random inputs in several ranges; differences are measured against the largest output and one unit. */
    public static void check(Network network, long seed, int inputs, double tolerance) throws Exception {
        Random random = new Random(seed);
        try (OnnxRuntime runtime = new OnnxRuntime(network.onnx().orElseThrow())) {
            for (int k = 0; k < inputs; k++) {
                double[] x = input(random, network.core().inputSize(), k);
                OnnxRuntime.Result expected = runtime.run(x);
                double[] found = DoubleEvaluator.evaluate(network.core(), x);
                checkShapes(network, expected);
                checkValues(expected.values(), found, tolerance, "seed " + seed + ", input " + k);
            }
        }
    }

    private static double[] input(Random random, int size, int k) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = (float) (k % 2 == 0 ? random.nextDouble() : random.nextGaussian());
        }
        return x;
    }

    private static void checkShapes(Network network, OnnxRuntime.Result expected) {
        for (int i = 0; i < expected.shapes().size(); i++) {
            int[] dims = network.outputs().get(i).type().shape().dimensions();
            long[] found = new long[dims.length];
            for (int d = 0; d < dims.length; d++) {
                found[d] = dims[d];
            }
            assertThat(found)
                    .as("shape of output %d", i)
                    .isEqualTo(expected.shapes().get(i));
        }
    }

    /** Every element within {@code tolerance} of the other, relative to the largest magnitude, or to 1. */
    public static void checkValues(double[] expected, double[] found, double tolerance, String where) {
        assertThat(found).as("number of outputs, %s", where).hasSameSizeAs(expected);
        double scale = 1;
        for (double v : expected) {
            scale = Math.max(scale, Math.abs(v));
        }
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - found[i]) <= tolerance * scale)) {
                throw new AssertionError(where + ", output " + i + ": ONNX Runtime says " + expected[i] + ", we say "
                        + found[i] + " (largest output " + scale + ")");
            }
        }
    }
}
