package org.axiomj.model;

import org.axiomj.ir.Attribute;
import org.axiomj.ir.Shape;

/** What convolutions and poolings have in common: images, and a kernel that moves over them. */
final class Images {
    private Images() {}

    static void require(Shape in, String at) {
        if (in.rank() != 3) {
            throw new ShapeMismatchException(
                    at,
                    "an image, channels x height x width",
                    Shapes.text(in),
                    in.rank() == 2
                            ? "add .reshape(1, " + in.dimension(0) + ", " + in.dimension(1) + ") first"
                            : "move the layer before .flatten(), or add .reshape(channels, height, width) first");
        }
    }

    /** The image after a kernel has moved over it. */
    static Shape moved(Shape in, String at, int channels, int kernel, Window window, int defaultStride) {
        long height = window.positions(in.dimension(1), kernel, defaultStride);
        long width = window.positions(in.dimension(2), kernel, defaultStride);
        if (height < 1 || width < 1) {
            int covered = window.dilation() * (kernel - 1) + 1;
            throw new ShapeMismatchException(
                    at,
                    "an image of at least " + covered + " x " + covered + " with its padding",
                    Shapes.text(in) + " with " + window.padding() + " cells of padding",
                    "take a smaller kernel or more padding");
        }
        return Shapes.checked(at, in, channels, height, width);
    }

    static Attribute pads(Window window) {
        int p = window.padding();
        return GraphWriter.integers(p, p, p, p);
    }
}
