package org.axiomj.model;

/**
 * How the kernel of a convolution or a pooling moves: {@code stride(2).padding(1)}. The same along both axes.
 *
 * @param stride cells from one position to the next, at least 1; 0 is the layer's default: 1 for convolutions, the kernel's
 *     size for poolings
 * @param padding cells added on every side, at least 0
 * @param dilation cells from one element of the kernel to the next, at least 1
 * @param groups number of groups that the channels are split into, at least 1; convolutions only
 */
public record Window(int stride, int padding, int dilation, int groups) {
    /** No padding, no dilation, one group, and the layer's own stride. */
    public static final Window DEFAULT = new Window(0, 0, 1, 1);

    public Window {
        if (stride < 0 || padding < 0 || dilation < 1 || groups < 1) {
            throw new IllegalArgumentException(
                    "expected stride >= 1, padding >= 0, dilation >= 1 and groups >= 1, found stride " + stride
                            + ", padding " + padding + ", dilation " + dilation + ", groups " + groups);
        }
    }

    /** The default window with another stride. */
    public static Window stride(int stride) {
        if (stride < 1) {
            throw new IllegalArgumentException("expected a stride of at least 1, found " + stride);
        }
        return new Window(stride, 0, 1, 1);
    }

    /** The default window for a convolution that starts with padding: {@code pad(1)}. */
    public static Window pad(int padding) {
        return DEFAULT.padding(padding);
    }

    /** This window with padding on every side. */
    public Window padding(int cells) {
        return new Window(stride, cells, dilation, groups);
    }

    /** This window with a dilated kernel. */
    public Window dilation(int cells) {
        return new Window(stride, padding, cells, groups);
    }

    /** This window with the channels in groups. */
    public Window groups(int count) {
        return new Window(stride, padding, dilation, count);
    }

    /** Positions along an axis of {@code size} cells; below 1 where the kernel does not fit. */
    long positions(int size, int kernel, int defaultStride) {
        long covered = (long) dilation * (kernel - 1) + 1;
        long room = size + 2L * padding - covered;
        return room < 0 ? 0 : room / step(defaultStride) + 1;
    }

    int step(int defaultStride) {
        return stride == 0 ? defaultStride : stride;
    }
}
