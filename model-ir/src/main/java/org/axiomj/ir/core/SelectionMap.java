package org.axiomj.ir.core;

/** Picks elements: {@code y_i = x_source[i]}, or 0 where {@code source[i]} is -1. Gathers, slices, transpositions, pads. */
public final class SelectionMap implements LinearMap {
    private final int inputSize;
    private final int[] source;
    private final int maxUses;

    /** The array is not copied and must not change. */
    public SelectionMap(int inputSize, int[] source) {
        int[] uses = new int[inputSize];
        for (int i = 0; i < source.length; i++) {
            if (source[i] < -1 || source[i] >= inputSize) {
                throw new IllegalArgumentException(
                        "element " + i + " is taken from " + source[i] + ", outside an input of " + inputSize);
            }
            if (source[i] >= 0) {
                uses[source[i]]++;
            }
        }
        this.inputSize = inputSize;
        this.source = source;
        this.maxUses = java.util.Arrays.stream(uses).max().orElse(0);
    }

    /** Where each output element comes from, not copied. */
    public int[] source() {
        return source;
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public int outputSize() {
        return source.length;
    }

    @Override
    public void apply(double[] x, int rows, double[] y) {
        for (int r = 0; r < rows; r++) {
            int from = r * inputSize;
            int to = r * source.length;
            for (int i = 0; i < source.length; i++) {
                if (source[i] >= 0) {
                    y[to + i] += x[from + source[i]];
                }
            }
        }
    }

    @Override
    public void applyTransposed(double[] y, int rows, double[] x) {
        for (int r = 0; r < rows; r++) {
            int from = r * source.length;
            int to = r * inputSize;
            for (int i = 0; i < source.length; i++) {
                if (source[i] >= 0) {
                    x[to + source[i]] += y[from + i];
                }
            }
        }
    }

    @Override
    public void apply(float[] x, float[] y) {
        for (int i = 0; i < source.length; i++) {
            if (source[i] >= 0) {
                y[i] += x[source[i]];
            }
        }
    }

    @Override
    public LinearMap absolute() {
        return this;
    }

    @Override
    public void row(int output, EntryVisitor visitor) {
        if (source[output] >= 0) {
            visitor.entry(source[output], 1);
        }
    }

    @Override
    public int maxTerms() {
        return 1;
    }

    @Override
    public int maxTermsTransposed() {
        return maxUses;
    }
}
