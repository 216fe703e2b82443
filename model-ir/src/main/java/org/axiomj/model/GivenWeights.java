package org.axiomj.model;

/** Weights as nested arrays, checked to be regular and made flat, row-major. */
final class GivenWeights {
    private GivenWeights() {}

    static void rectangular(float[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("the weights are empty");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException("row " + i + " of the weights has " + rows[i].length
                        + " elements, expected " + rows[0].length + " as in row 0");
            }
        }
    }

    static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return flat;
    }

    /** The size of the kernel, which must be square and the same everywhere. */
    static int square(float[][][][] weights) {
        if (weights.length == 0 || weights[0].length == 0 || weights[0][0].length == 0) {
            throw new IllegalArgumentException("the weights are empty");
        }
        int kernel = weights[0][0].length;
        for (float[][][] output : weights) {
            for (float[][] channel : output) {
                rectangular(channel);
                if (output.length != weights[0].length || channel.length != kernel || channel[0].length != kernel) {
                    throw new IllegalArgumentException("expected the same number of square kernels of " + kernel + " x "
                            + kernel + " for every output");
                }
            }
        }
        return kernel;
    }

    static float[] flat(float[][][][] weights) {
        int kernel = weights[0][0].length;
        float[][] rows = new float[weights.length * weights[0].length * kernel][];
        int next = 0;
        for (float[][][] output : weights) {
            for (float[][] channel : output) {
                for (float[] row : channel) {
                    rows[next++] = row;
                }
            }
        }
        return flat(rows);
    }
}
