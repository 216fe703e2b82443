package org.axiomj.model;

import java.util.Map;
import org.axiomj.ir.Shape;

/**
 * A convolution over images {@code channels x height x width} with a square kernel.
 *
 * @param inputs the declared number of channels; 0 takes what comes
 */
record Conv2d(int inputs, int outputs, int kernel, Window window) implements LayerSpec {
    Conv2d {
        if (inputs < 0 || outputs < 1 || kernel < 1) {
            throw new IllegalArgumentException("conv2d: expected at least 1 channel and a kernel of at least 1, found "
                    + inputs + " in, " + outputs + " out, kernel " + kernel);
        }
    }

    @Override
    public String kind() {
        return "conv2d";
    }

    @Override
    public Shape output(Shape in, String at) {
        Images.require(in, at);
        int channels = in.dimension(0);
        if (inputs > 0 && inputs != channels) {
            throw new ShapeMismatchException(
                    at,
                    inputs + " channels",
                    channels + " channels in " + Shapes.text(in),
                    "write .conv2d(" + channels + ", " + outputs + ", " + kernel + ")"
                            + (in.dimension(2) == inputs
                                    ? ", or, if the channels come last, declare the input as " + inputs + ", "
                                            + in.dimension(0) + ", " + in.dimension(1)
                                    : ""));
        }
        if (channels % window.groups() != 0 || outputs % window.groups() != 0) {
            throw new ShapeMismatchException(
                    at,
                    "channels that " + window.groups() + " groups divide",
                    channels + " in and " + outputs + " out",
                    "change the number of groups");
        }
        return Images.moved(in, at, outputs, kernel, window, 1);
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        int perGroup = step.input().dimension(0) / window.groups();
        int fanIn = perGroup * kernel * kernel;
        int fanOut = outputs / window.groups() * kernel * kernel;
        String weight = graph.parameter(step, "weight", Shape.of(outputs, perGroup, kernel, kernel), fanIn, fanOut);
        String bias = graph.parameter(step, "bias", Shape.of(outputs), fanIn, fanOut);
        return graph.node(
                "Conv",
                step.name(),
                Map.of(
                        "kernel_shape", GraphWriter.integers(kernel, kernel),
                        "strides", GraphWriter.integers(window.step(1), window.step(1)),
                        "pads", Images.pads(window),
                        "dilations", GraphWriter.integers(window.dilation(), window.dilation()),
                        "group", GraphWriter.integer(window.groups())),
                input,
                weight,
                bias);
    }
}
