package org.axiomj.ir.core;

/**
 * Convolution with the channels innermost: a padded copy of one input row is laid out as row, column, channel, so that
 * what a kernel row touches lies side by side. Forward, each non-zero input value adds a run of weights to all output
 * channels of a pixel; backward, each non-zero output value adds a run of weights to a piece of an input row. Fast where
 * there are many channels, and for the sparse rows of backward bounds.
 */
final class ChannelLastConvolution implements ConvolutionMap.Strategy {
    private static final double[] NONE = new double[0];
    private final ConvolutionGeometry geometry;
    private final int inPerGroup;
    private final int outPerGroup;
    private final int paddedHeight;
    private final int paddedWidth;
    private final int outHeight;
    private final int outWidth;
    /** group, kernel row, kernel column, input channel, output channel. */
    private final double[] forward;
    /** group, output channel, kernel row, kernel column, input channel. */
    private final double[] backward;

    ChannelLastConvolution(ConvolutionGeometry geometry, double[] kernel, boolean needsForward, boolean needsBackward) {
        this.geometry = geometry;
        inPerGroup = geometry.inChannels() / geometry.groups();
        outPerGroup = geometry.outChannels() / geometry.groups();
        paddedHeight = geometry.paddedHeight();
        paddedWidth = geometry.paddedWidth();
        outHeight = geometry.outHeight();
        outWidth = geometry.outWidth();
        forward = needsForward ? new double[kernel.length] : NONE;
        backward = needsBackward ? new double[kernel.length] : NONE;
        int area = geometry.kernelHeight() * geometry.kernelWidth();
        for (int o = 0, k = 0; o < geometry.outChannels(); o++) {
            int groupAt = o / outPerGroup * area * inPerGroup * outPerGroup;
            int inGroup = o % outPerGroup;
            for (int c = 0; c < inPerGroup; c++) {
                for (int a = 0; a < area; a++, k++) {
                    if (needsForward) {
                        forward[groupAt + (a * inPerGroup + c) * outPerGroup + inGroup] = kernel[k];
                    }
                    if (needsBackward) {
                        backward[groupAt + (inGroup * area + a) * inPerGroup + c] = kernel[k];
                    }
                }
            }
        }
    }

    @Override
    public double[][] scratch() {
        return new double[][] {
            new double[paddedHeight * paddedWidth * inPerGroup], new double[outHeight * outWidth * outPerGroup]
        };
    }

    @Override
    public void apply(double[] x, int xAt, double[] y, int yAt, double[][] scratch) {
        for (int g = 0; g < geometry.groups(); g++) {
            pack(x, xAt + g * inPerGroup * geometry.inHeight() * geometry.inWidth(), scratch[0]);
            java.util.Arrays.fill(scratch[1], 0);
            applyGroup(g, scratch[0], scratch[1]);
            addTransposed(scratch[1], outHeight * outWidth, y, yAt + g * outPerGroup * outHeight * outWidth);
        }
    }

    private void applyGroup(int group, double[] in, double[] out) {
        int kernelWidth = geometry.kernelWidth();
        int block = inPerGroup * outPerGroup;
        int kernelAt = group * geometry.kernelHeight() * kernelWidth * block;
        boolean joined = geometry.dilationX() == 1;
        int run = joined ? kernelWidth * inPerGroup : inPerGroup;
        for (int r = 0; r < outHeight; r++) {
            for (int i = 0; i < geometry.kernelHeight(); i++) {
                int inRow = (r * geometry.strideY() + i * geometry.dilationY()) * paddedWidth;
                for (int s = 0; s < outWidth; s++) {
                    int target = (r * outWidth + s) * outPerGroup;
                    for (int j = 0; j < (joined ? 1 : kernelWidth); j++) {
                        int source = (inRow + s * geometry.strideX() + j * geometry.dilationX()) * inPerGroup;
                        int weights = kernelAt + (i * kernelWidth + j) * block;
                        MatrixKernel.accumulate(in, source, run, forward, weights, outPerGroup, outPerGroup, out, target);
                    }
                }
            }
        }
    }

    @Override
    public void applyTransposed(double[] y, int yAt, double[] x, int xAt, double[][] scratch) {
        for (int g = 0; g < geometry.groups(); g++) {
            int pixels = outHeight * outWidth;
            transpose(y, yAt + g * outPerGroup * pixels, outPerGroup, pixels, scratch[1]);
            java.util.Arrays.fill(scratch[0], 0);
            applyGroupTransposed(g, scratch[1], scratch[0]);
            unpack(scratch[0], x, xAt + g * inPerGroup * geometry.inHeight() * geometry.inWidth());
        }
    }

    private void applyGroupTransposed(int group, double[] out, double[] in) {
        int kernelWidth = geometry.kernelWidth();
        int volume = geometry.kernelHeight() * kernelWidth * inPerGroup;
        int kernelAt = group * outPerGroup * volume;
        boolean joined = geometry.dilationX() == 1;
        int run = joined ? kernelWidth * inPerGroup : inPerGroup;
        for (int r = 0; r < outHeight; r++) {
            for (int s = 0; s < outWidth; s++) {
                int source = (r * outWidth + s) * outPerGroup;
                if (isZero(out, source, outPerGroup)) {
                    continue;
                }
                for (int i = 0; i < geometry.kernelHeight(); i++) {
                    int inRow = (r * geometry.strideY() + i * geometry.dilationY()) * paddedWidth;
                    for (int j = 0; j < (joined ? 1 : kernelWidth); j++) {
                        int target = (inRow + s * geometry.strideX() + j * geometry.dilationX()) * inPerGroup;
                        int weights = kernelAt + (i * kernelWidth + j) * inPerGroup;
                        MatrixKernel.accumulate(out, source, outPerGroup, backward, weights, volume, run, in, target);
                    }
                }
            }
        }
    }

    private static boolean isZero(double[] values, int at, int count) {
        for (int i = at; i < at + count; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Copies one group of an input into the padded channel-last layout; the pads are and stay zero. */
    private void pack(double[] x, int xAt, double[] padded) {
        int height = geometry.inHeight();
        int width = geometry.inWidth();
        int columns = Math.min(width, paddedWidth - geometry.padLeft());
        for (int c = 0; c < inPerGroup; c++) {
            for (int i = 0; i < height && i + geometry.padTop() < paddedHeight; i++) {
                int source = xAt + (c * height + i) * width;
                int target = ((i + geometry.padTop()) * paddedWidth + geometry.padLeft()) * inPerGroup + c;
                for (int j = 0; j < columns; j++) {
                    padded[target + j * inPerGroup] = x[source + j];
                }
            }
        }
    }

    private void unpack(double[] padded, double[] x, int xAt) {
        int height = geometry.inHeight();
        int width = geometry.inWidth();
        int columns = Math.min(width, paddedWidth - geometry.padLeft());
        for (int c = 0; c < inPerGroup; c++) {
            for (int i = 0; i < height && i + geometry.padTop() < paddedHeight; i++) {
                int target = xAt + (c * height + i) * width;
                int source = ((i + geometry.padTop()) * paddedWidth + geometry.padLeft()) * inPerGroup + c;
                for (int j = 0; j < columns; j++) {
                    x[target + j] += padded[source + j * inPerGroup];
                }
            }
        }
    }

    private static void transpose(double[] from, int at, int rows, int columns, double[] to) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[j * rows + i] = from[at + i * columns + j];
            }
        }
    }

    private void addTransposed(double[] pixelsByChannel, int pixels, double[] y, int yAt) {
        for (int o = 0; o < outPerGroup; o++) {
            for (int p = 0; p < pixels; p++) {
                y[yAt + o * pixels + p] += pixelsByChannel[p * outPerGroup + o];
            }
        }
    }
}
