package org.axiomj.ir.core;

/**
 * Sizes of a two-dimensional convolution; one-dimensional ones have height 1. Input and output are channel, row, column
 * (row-major); positions outside the input hold zero.
 *
 * @param groups how many independent convolutions the channels are divided into
 */
public record ConvolutionGeometry(
        int groups,
        int inChannels,
        int inHeight,
        int inWidth,
        int outChannels,
        int kernelHeight,
        int kernelWidth,
        int strideY,
        int strideX,
        int dilationY,
        int dilationX,
        int padTop,
        int padLeft,
        int padBottom,
        int padRight) {
    private static final long MAX_ELEMENTS = 1L << 30;

    public ConvolutionGeometry {
        positive("groups", groups);
        positive("input channels", inChannels);
        positive("input height", inHeight);
        positive("input width", inWidth);
        positive("output channels", outChannels);
        positive("kernel height", kernelHeight);
        positive("kernel width", kernelWidth);
        positive("vertical stride", strideY);
        positive("horizontal stride", strideX);
        positive("vertical dilation", dilationY);
        positive("horizontal dilation", dilationX);
        if (inChannels % groups != 0 || outChannels % groups != 0) {
            throw new IllegalArgumentException(
                    groups + " groups do not divide " + inChannels + " input and " + outChannels + " output channels");
        }
        if (padTop < 0 || padLeft < 0 || padBottom < 0 || padRight < 0) {
            throw new IllegalArgumentException("pads must not be negative: top " + padTop + ", left " + padLeft
                    + ", bottom " + padBottom + ", right " + padRight);
        }
        long height = positions("height", inHeight, padTop, padBottom, kernelHeight, dilationY, strideY);
        long width = positions("width", inWidth, padLeft, padRight, kernelWidth, dilationX, strideX);
        bounded("input", inChannels, inHeight, inWidth);
        bounded("output", outChannels, height, width);
        bounded(
                "padded input",
                inChannels,
                (height - 1) * strideY + (long) (kernelHeight - 1) * dilationY + 1,
                (width - 1) * strideX + (long) (kernelWidth - 1) * dilationX + strideX);
        bounded("kernel", (long) outChannels * (inChannels / groups), kernelHeight, kernelWidth);
    }

    public int outHeight() {
        return (int) positions("height", inHeight, padTop, padBottom, kernelHeight, dilationY, strideY);
    }

    public int outWidth() {
        return (int) positions("width", inWidth, padLeft, padRight, kernelWidth, dilationX, strideX);
    }

    public int inputSize() {
        return inChannels * inHeight * inWidth;
    }

    public int outputSize() {
        return outChannels * outHeight() * outWidth();
    }

    /** Number of weights: {@code outChannels * (inChannels / groups) * kernelHeight * kernelWidth}. */
    public int kernelSize() {
        return outChannels * (inChannels / groups) * kernelHeight * kernelWidth;
    }

    /** Rows of the padded input that the kernel touches; row 0 is {@code padTop} above the input. */
    int paddedHeight() {
        return (outHeight() - 1) * strideY + (kernelHeight - 1) * dilationY + 1;
    }

    /** Columns of the padded input that the kernel touches; column 0 is {@code padLeft} left of the input. */
    int paddedWidth() {
        return (outWidth() - 1) * strideX + (kernelWidth - 1) * dilationX + 1;
    }

    private static void positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, found " + value);
        }
    }

    private static long positions(
            String what, int in, int padBefore, int padAfter, int kernel, int dilation, int stride) {
        long room = (long) in + padBefore + padAfter - ((long) (kernel - 1) * dilation + 1);
        if (room < 0) {
            throw new IllegalArgumentException("a kernel of " + what + " " + kernel + " with dilation " + dilation
                    + " does not fit into an input of " + what + " " + in + " with pads " + padBefore + " and "
                    + padAfter);
        }
        return room / stride + 1;
    }

    private static void bounded(String what, long channels, long height, long width) {
        if (channels > MAX_ELEMENTS
                || height > MAX_ELEMENTS
                || width > MAX_ELEMENTS
                || channels * height > MAX_ELEMENTS
                || channels * height * width > MAX_ELEMENTS) {
            throw new IllegalArgumentException("the " + what + " of a convolution has " + channels + "x" + height + "x"
                    + width + " elements, more than " + MAX_ELEMENTS);
        }
    }
}
