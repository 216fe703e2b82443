package org.axiomj.ir.core;

import java.util.Arrays;

/**
 * The products of a convolution in double. One vector at a time is copied into a padded layout with the channels innermost,
 * so that a patch of the input is a few contiguous pieces; forward, the values of a patch add rows of weights to the output
 * channels of a pixel; backward, the output channels of a pixel add rows of weights to a patch, which is then scattered.
 * Zero values are skipped, and so are pixels that are zero in all channels: backward bounds of convolutions are sparse.
 */
final class ConvolutionKernel {
    private static final double[][] NONE = new double[0][];
    private final ConvolutionGeometry geometry;
    private final double[] kernel;
    private final int inPerGroup;
    private final int outPerGroup;
    private final int paddedHeight;
    private final int paddedWidth;
    private final int outHeight;
    private final int outWidth;
    /** Size of a patch: kernel height x kernel width x input channels of a group. */
    private final int volume;
    /** By group and place in the patch: a weight for each output channel. */
    private volatile double[][] forward = NONE;
    /** By group and output channel: a weight for each place in the patch. */
    private volatile double[][] backward = NONE;

    ConvolutionKernel(ConvolutionGeometry geometry, double[] kernel) {
        this.geometry = geometry;
        this.kernel = kernel;
        inPerGroup = geometry.inChannels() / geometry.groups();
        outPerGroup = geometry.outChannels() / geometry.groups();
        paddedHeight = geometry.paddedHeight();
        paddedWidth = geometry.paddedWidth();
        outHeight = geometry.outHeight();
        outWidth = geometry.outWidth();
        volume = geometry.kernelHeight() * geometry.kernelWidth() * inPerGroup;
    }

    /** {@code y[r] += A x[r]}. */
    void apply(double[] x, int rows, double[] y) {
        double[][] weights = forwardWeights();
        double[] padded = new double[paddedHeight * paddedWidth * inPerGroup];
        double[] patch = new double[volume];
        double[] sum = new double[outPerGroup];
        int pixels = outHeight * outWidth;
        for (int r = 0; r < rows; r++) {
            for (int g = 0; g < geometry.groups(); g++) {
                pack(x, r * geometry.inputSize() + g * inPerGroup * geometry.inHeight() * geometry.inWidth(), padded);
                int target = (r * geometry.outChannels() + g * outPerGroup) * pixels;
                for (int p = 0; p < pixels; p++, target++) {
                    gather(padded, p, patch);
                    Arrays.fill(sum, 0);
                    MatrixKernel.accumulate(patch, 0, volume, weights, g * volume, outPerGroup, sum);
                    for (int o = 0; o < outPerGroup; o++) {
                        y[target + o * pixels] += sum[o];
                    }
                }
            }
        }
    }

    /** {@code x[r] += A^T y[r]}. */
    void applyTransposed(double[] y, int rows, double[] x) {
        double[][] weights = backwardWeights();
        double[] padded = new double[paddedHeight * paddedWidth * inPerGroup];
        double[] patch = new double[volume];
        double[] pixel = new double[outPerGroup];
        int pixels = outHeight * outWidth;
        for (int r = 0; r < rows; r++) {
            for (int g = 0; g < geometry.groups(); g++) {
                Arrays.fill(padded, 0);
                int source = (r * geometry.outChannels() + g * outPerGroup) * pixels;
                for (int p = 0; p < pixels; p++, source++) {
                    boolean zero = true;
                    for (int o = 0; o < outPerGroup; o++) {
                        pixel[o] = y[source + o * pixels];
                        zero &= pixel[o] == 0;
                    }
                    if (!zero) {
                        Arrays.fill(patch, 0);
                        MatrixKernel.accumulate(pixel, 0, outPerGroup, weights, g * outPerGroup, volume, patch);
                        scatter(patch, p, padded);
                    }
                }
                unpack(padded, x, r * geometry.inputSize() + g * inPerGroup * geometry.inHeight() * geometry.inWidth());
            }
        }
    }

    /** Where in the padded copy a kernel row of a pixel's patch begins. */
    private int patchRow(int pixel, int kernelRow) {
        int row = pixel / outWidth * geometry.strideY() + kernelRow * geometry.dilationY();
        return (row * paddedWidth + pixel % outWidth * geometry.strideX()) * inPerGroup;
    }

    private void gather(double[] padded, int pixel, double[] patch) {
        int kernelWidth = geometry.kernelWidth();
        int step = geometry.dilationX() * inPerGroup;
        int run = kernelWidth * inPerGroup;
        for (int i = 0, at = 0; i < geometry.kernelHeight(); i++) {
            int source = patchRow(pixel, i);
            if (step == inPerGroup) {
                System.arraycopy(padded, source, patch, at, run);
                at += run;
            } else {
                for (int j = 0; j < kernelWidth; j++, at += inPerGroup) {
                    System.arraycopy(padded, source + j * step, patch, at, inPerGroup);
                }
            }
        }
    }

    private void scatter(double[] patch, int pixel, double[] padded) {
        int kernelWidth = geometry.kernelWidth();
        int step = geometry.dilationX() * inPerGroup;
        int run = step == inPerGroup ? kernelWidth * inPerGroup : inPerGroup;
        for (int i = 0, at = 0; i < geometry.kernelHeight(); i++) {
            int target = patchRow(pixel, i);
            for (int end = at + kernelWidth * inPerGroup; at < end; target += step) {
                for (int k = 0; k < run; k++, at++) {
                    padded[target + k] += patch[at];
                }
            }
        }
    }

    /** Copies one group of an input into the padded channel-last layout; the pads are and stay zero. */
    private void pack(double[] x, int xAt, double[] padded) {
        int height = Math.min(geometry.inHeight(), paddedHeight - geometry.padTop());
        int width = Math.min(geometry.inWidth(), paddedWidth - geometry.padLeft());
        for (int c = 0; c < inPerGroup; c++) {
            for (int i = 0; i < height; i++) {
                int source = xAt + (c * geometry.inHeight() + i) * geometry.inWidth();
                int target = ((i + geometry.padTop()) * paddedWidth + geometry.padLeft()) * inPerGroup + c;
                for (int j = 0; j < width; j++) {
                    padded[target + j * inPerGroup] = x[source + j];
                }
            }
        }
    }

    private void unpack(double[] padded, double[] x, int xAt) {
        int height = Math.min(geometry.inHeight(), paddedHeight - geometry.padTop());
        int width = Math.min(geometry.inWidth(), paddedWidth - geometry.padLeft());
        for (int c = 0; c < inPerGroup; c++) {
            for (int i = 0; i < height; i++) {
                int target = xAt + (c * geometry.inHeight() + i) * geometry.inWidth();
                int source = ((i + geometry.padTop()) * paddedWidth + geometry.padLeft()) * inPerGroup + c;
                for (int j = 0; j < width; j++) {
                    x[target + j] += padded[source + j * inPerGroup];
                }
            }
        }
    }

    private double[][] forwardWeights() {
        double[][] weights = forward;
        if (weights == NONE) {
            weights = new double[geometry.groups() * volume][outPerGroup];
            int area = geometry.kernelHeight() * geometry.kernelWidth();
            for (int o = 0, k = 0; o < geometry.outChannels(); o++) {
                for (int c = 0; c < inPerGroup; c++) {
                    for (int a = 0; a < area; a++, k++) {
                        weights[o / outPerGroup * volume + a * inPerGroup + c][o % outPerGroup] = kernel[k];
                    }
                }
            }
            forward = weights;
        }
        return weights;
    }

    private double[][] backwardWeights() {
        double[][] weights = backward;
        if (weights == NONE) {
            weights = new double[geometry.outChannels()][volume];
            int area = geometry.kernelHeight() * geometry.kernelWidth();
            for (int o = 0, k = 0; o < geometry.outChannels(); o++) {
                for (int c = 0; c < inPerGroup; c++) {
                    for (int a = 0; a < area; a++, k++) {
                        weights[o][a * inPerGroup + c] = kernel[k];
                    }
                }
            }
            backward = weights;
        }
        return weights;
    }
}
