package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Shape;
import org.axiomj.ir.core.ConvolutionGeometry;
import org.axiomj.ir.core.ConvolutionMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.RepeatedMap;
import org.axiomj.ir.core.TransposedMap;

/**
 * Conv and ConvTranspose with constant weights, over one or two spatial axes. ConvTranspose is the transposed map of the
 * convolution that leads from its output to its input; the weights of both have the same layout.
 */
record Convolution(boolean transposed) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value.Variable x = call.emit().variable(call.real(0));
        Value.Constant weights = call.finite(1, "weights");
        if (x.shape().rank() != 3 && x.shape().rank() != 4) {
            throw call.unsupported("an input of shape " + x.shape() + "; convolutions over one or two axes are");
        }
        call.requireRank(weights, "weights", x.shape().rank(), x.shape().rank());
        if (x.size() == 0 || weights.size() == 0) {
            throw call.invalid("has an empty operand: " + x.shape() + " and weights " + weights.shape());
        }
        int[] kernel = Arrays.copyOfRange(
                weights.shape().dimensions(), 2, weights.shape().rank());
        if (call.integers("kernel_shape").isPresent()
                && !Arrays.equals(Window.kernelShape(call, kernel.length), kernel)) {
            throw call.invalid("attribute 'kernel_shape' does not fit weights of shape " + weights.shape());
        }
        int groups = call.smallInteger("group", 1);
        int stored = weights.shape().dimension(0);
        if (groups < 1 || stored % groups != 0) {
            throw call.invalid("its " + groups + " groups do not divide weights of shape " + weights.shape());
        }
        Value.Variable y =
                transposed ? convTranspose(call, x, weights, kernel, groups) : conv(call, x, weights, kernel, groups);
        return new Value[] {call.has(2) ? addBias(call, y) : y};
    }

    private static Value.Variable conv(Call call, Value.Variable x, Value.Constant weights, int[] kernel, int groups) {
        int channels = x.shape().dimension(1);
        if ((long) weights.shape().dimension(1) * groups != channels) {
            throw call.invalid("its weights " + weights.shape() + " with " + groups + " groups expect "
                    + (long) weights.shape().dimension(1) * groups + " channels, found " + x.shape());
        }
        Window w = Window.of(call, x.shape(), kernel);
        int outChannels = weights.shape().dimension(0);
        ConvolutionGeometry g = geometry(w, groups, channels, outChannels, w.input());
        LinearMap map = new ConvolutionMap(g, weights.tensor().reals());
        return batched(
                call,
                map,
                x,
                outChannels,
                w.axes() == 1 ? new int[] {g.outWidth()} : new int[] {g.outHeight(), g.outWidth()});
    }

    private static Value.Variable convTranspose(
            Call call, Value.Variable x, Value.Constant weights, int[] kernel, int groups) {
        int inChannels = weights.shape().dimension(0);
        if (inChannels != x.shape().dimension(1)) {
            throw call.invalid(
                    "its weights " + weights.shape() + " expect " + inChannels + " channels, found " + x.shape());
        }
        long outChannels = (long) weights.shape().dimension(1) * groups;
        call.shape(outChannels);
        Window w = TransposedWindow.of(call, x.shape(), kernel);
        ConvolutionGeometry g = geometry(w, groups, (int) outChannels, inChannels, w.input());
        int[] spatial = Arrays.copyOfRange(x.shape().dimensions(), 2, x.shape().rank());
        int[] found = w.axes() == 1 ? new int[] {g.outWidth()} : new int[] {g.outHeight(), g.outWidth()};
        if (!Arrays.equals(spatial, found)) {
            throw call.unsupported("an output padding that is not below the stride");
        }
        LinearMap map = new TransposedMap(new ConvolutionMap(g, weights.tensor().reals()));
        return batched(call, map, x, (int) outChannels, w.input());
    }

    private static ConvolutionGeometry geometry(Window w, int groups, int inChannels, int outChannels, int[] input) {
        boolean flat = w.axes() == 1;
        int last = w.axes() - 1;
        return new ConvolutionGeometry(
                groups,
                inChannels,
                flat ? 1 : input[0],
                input[last],
                outChannels,
                flat ? 1 : w.kernel()[0],
                w.kernel()[last],
                flat ? 1 : w.strides()[0],
                w.strides()[last],
                flat ? 1 : w.dilations()[0],
                w.dilations()[last],
                flat ? 0 : w.padsBefore()[0],
                w.padsBefore()[last],
                flat ? 0 : w.padsAfter()[0],
                w.padsAfter()[last]);
    }

    private static Value.Variable batched(Call call, LinearMap map, Value.Variable x, int channels, int[] spatial) {
        int batch = x.shape().dimension(0);
        long[] dims = new long[spatial.length + 2];
        dims[0] = batch;
        dims[1] = channels;
        for (int i = 0; i < spatial.length; i++) {
            dims[i + 2] = spatial[i];
        }
        Shape shape = call.shape(dims);
        return call.emit().map(batch == 1 ? map : new RepeatedMap(batch, map), x, shape);
    }

    private static Value.Variable addBias(Call call, Value.Variable y) {
        Value bias = call.real(2);
        int channels = y.shape().dimension(1);
        if (bias.size() != channels || bias.shape().rank() != 1) {
            throw call.invalid("its bias has shape " + bias.shape() + ", expected [" + channels + "]");
        }
        return Algebra.add(call.emit(), y, Channels.spread(call, bias, y.shape()));
    }
}
