package org.axiomj.ir.core;

/**
 * Convolution with the columns innermost: a padded copy of one input row, its columns sorted by their remainder modulo
 * the stride, makes what one weight contributes to a row of the output a unit-stride sum. Fast where there are few
 * channels (first layers, depthwise convolutions).
 */
final class PlaneConvolution implements ConvolutionMap.Strategy {
    private final ConvolutionGeometry geometry;
    private final double[] kernel;
    private final int inPerGroup;
    private final int outPerGroup;
    private final int paddedHeight;
    private final int paddedWidth;
    /** Columns of one remainder. */
    private final int phaseWidth;
    private final int rowWidth;
    private final int outHeight;
    private final int outWidth;

    PlaneConvolution(ConvolutionGeometry geometry, double[] kernel) {
        this.geometry = geometry;
        this.kernel = kernel;
        inPerGroup = geometry.inChannels() / geometry.groups();
        outPerGroup = geometry.outChannels() / geometry.groups();
        paddedHeight = geometry.paddedHeight();
        paddedWidth = geometry.paddedWidth();
        phaseWidth = (paddedWidth + geometry.strideX() - 1) / geometry.strideX();
        rowWidth = phaseWidth * geometry.strideX();
        outHeight = geometry.outHeight();
        outWidth = geometry.outWidth();
    }

    @Override
    public double[][] scratch() {
        int terms = Math.max(outPerGroup, inPerGroup * geometry.kernelHeight() * geometry.kernelWidth());
        return new double[][] {new double[inPerGroup * paddedHeight * rowWidth], new double[terms], new double[terms]};
    }

    @Override
    public void apply(double[] x, int xAt, double[] y, int yAt, double[][] scratch) {
        int outPlane = outHeight * outWidth;
        int volume = inPerGroup * geometry.kernelHeight() * geometry.kernelWidth();
        int[] at = new int[volume];
        double[] factor = scratch[1];
        for (int g = 0; g < geometry.groups(); g++) {
            pack(x, xAt + g * inPerGroup * geometry.inHeight() * geometry.inWidth(), scratch[0]);
            for (int o = g * outPerGroup; o < (g + 1) * outPerGroup; o++) {
                for (int r = 0; r < outHeight; r++) {
                    int terms = 0;
                    for (int k = 0; k < volume; k++) {
                        if (kernel[o * volume + k] != 0) {
                            factor[terms] = kernel[o * volume + k];
                            at[terms++] = inputAt(k, r);
                        }
                    }
                    MatrixKernel.addRuns(scratch[0], at, factor, terms, outWidth, y, yAt + o * outPlane + r * outWidth);
                }
            }
        }
    }

    @Override
    public void applyTransposed(double[] y, int yAt, double[] x, int xAt, double[][] scratch) {
        int outPlane = outHeight * outWidth;
        int volume = inPerGroup * geometry.kernelHeight() * geometry.kernelWidth();
        int[] active = new int[outPerGroup];
        int[] at = new int[outPerGroup];
        double[] factor = scratch[1];
        for (int g = 0; g < geometry.groups(); g++) {
            java.util.Arrays.fill(scratch[0], 0);
            for (int r = 0; r < outHeight; r++) {
                int terms = activeChannels(y, yAt + g * outPerGroup * outPlane + r * outWidth, outPlane, active);
                for (int k = 0; terms > 0 && k < volume; k++) {
                    for (int t = 0; t < terms; t++) {
                        int o = g * outPerGroup + active[t];
                        factor[t] = kernel[o * volume + k];
                        at[t] = yAt + o * outPlane + r * outWidth;
                    }
                    MatrixKernel.addRuns(y, at, factor, terms, outWidth, scratch[0], inputAt(k, r));
                }
            }
            unpack(scratch[0], x, xAt + g * inPerGroup * geometry.inHeight() * geometry.inWidth());
        }
    }

    /** Where in the padded copy the weight {@code k} of a kernel meets the first column of output row {@code r}. */
    private int inputAt(int k, int r) {
        int j = k % geometry.kernelWidth() * geometry.dilationX();
        int i = k / geometry.kernelWidth() % geometry.kernelHeight() * geometry.dilationY();
        int c = k / (geometry.kernelWidth() * geometry.kernelHeight());
        int row = c * paddedHeight + r * geometry.strideY() + i;
        return row * rowWidth + j % geometry.strideX() * phaseWidth + j / geometry.strideX();
    }

    private int activeChannels(double[] y, int at, int plane, int[] active) {
        int count = 0;
        for (int o = 0; o < outPerGroup; o++) {
            for (int s = 0; s < outWidth; s++) {
                if (y[at + o * plane + s] != 0) {
                    active[count++] = o;
                    break;
                }
            }
        }
        return count;
    }

    private void pack(double[] x, int xAt, double[] padded) {
        int stride = geometry.strideX();
        int columns = Math.min(geometry.inWidth(), paddedWidth - geometry.padLeft());
        for (int c = 0; c < inPerGroup; c++) {
            for (int i = 0; i < geometry.inHeight() && i + geometry.padTop() < paddedHeight; i++) {
                int source = xAt + (c * geometry.inHeight() + i) * geometry.inWidth();
                int target = (c * paddedHeight + i + geometry.padTop()) * rowWidth;
                for (int j = 0; j < columns; j++) {
                    int p = j + geometry.padLeft();
                    padded[target + p % stride * phaseWidth + p / stride] = x[source + j];
                }
            }
        }
    }

    private void unpack(double[] padded, double[] x, int xAt) {
        int stride = geometry.strideX();
        int columns = Math.min(geometry.inWidth(), paddedWidth - geometry.padLeft());
        for (int c = 0; c < inPerGroup; c++) {
            for (int i = 0; i < geometry.inHeight() && i + geometry.padTop() < paddedHeight; i++) {
                int target = xAt + (c * geometry.inHeight() + i) * geometry.inWidth();
                int source = (c * paddedHeight + i + geometry.padTop()) * rowWidth;
                for (int j = 0; j < columns; j++) {
                    int p = j + geometry.padLeft();
                    x[target + j] += padded[source + p % stride * phaseWidth + p / stride];
                }
            }
        }
    }
}
