package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/**
 * Resize and Upsample by nearest neighbour, with the coordinate rules of ONNX computed in float32 as ONNX Runtime does, so
 * that ties and rounded scales pick the same pixel.
 */
record Resize(boolean upsample) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        String mode = call.text("mode", "nearest");
        if (!mode.equals("nearest")) {
            throw call.unsupported("mode '" + mode + "'; nearest is");
        }
        int rank = x.shape().rank();
        long[] sizes = sizes(call, rank);
        float[] scales = scales(call, x.shape(), sizes);
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            float size = scales[i] * x.shape().dimension(i);
            dims[i] = sizes.length > 0 ? sizes[i] : (long) (float) Math.floor(size);
        }
        Shape shape = call.shape(dims);
        if (x.size() == 0 || shape.size() == 0) {
            throw call.invalid("resizes " + x.shape() + " to " + shape);
        }
        call.reserve(2L * shape.size());
        int[][] positions = new int[rank][];
        for (int i = 0; i < rank; i++) {
            positions[i] = new int[shape.dimension(i)];
            for (int k = 0; k < positions[i].length; k++) {
                positions[i][k] = position(call, k, scales[i], x.shape().dimension(i), shape.dimension(i));
            }
        }
        return new Value[] {call.emit().select(x, Indexing.along(x.shape(), shape, positions), shape)};
    }

    private long[] sizes(Call call, int rank) {
        if (upsample || call.opset() < 11 || !call.has(3)) {
            return new long[0];
        }
        long[] sizes = call.integers(3, "sizes");
        if (!call.text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
            throw call.unsupported("a policy about the aspect ratio");
        }
        return spread(call, sizes, rank);
    }

    /** Sizes for all axes: those that the attribute does not name keep theirs. Empty stays empty. */
    private static long[] spread(Call call, long[] values, int rank) {
        if (values.length == 0) {
            return values;
        }
        int[] axes = axes(call, rank);
        if (axes.length != values.length) {
            throw call.invalid("has " + values.length + " sizes for " + axes.length + " axes");
        }
        long[] all = new long[rank];
        for (int i = 0; i < rank; i++) {
            all[i] = call.input(0).shape().dimension(i);
        }
        for (int i = 0; i < axes.length; i++) {
            all[axes[i]] = values[i];
        }
        return all;
    }

    /** The axes that are resized, in the order of their sizes or scales: those that the attribute names, or all. */
    private static int[] axes(Call call, int rank) {
        long[] listed = call.integers("axes").orElse(new long[0]);
        if (listed.length == 0) {
            return Indexing.identity(rank);
        }
        int[] axes = call.axes(listed, rank);
        for (int i = 0; i < axes.length; i++) {
            axes[i] = call.axis(listed[i], rank);
        }
        return axes;
    }

    private float[] scales(Call call, Shape in, long[] sizes) {
        float[] scales = new float[in.rank()];
        if (sizes.length > 0) {
            for (int i = 0; i < scales.length; i++) {
                scales[i] = (float) sizes[i] / in.dimension(i);
            }
            return scales;
        }
        double[] given = givenScales(call);
        Arrays.fill(scales, 1);
        int[] axes = axes(call, in.rank());
        if (given.length != axes.length) {
            throw call.invalid("has " + given.length + " scales for " + axes.length + " axes");
        }
        for (int i = 0; i < given.length; i++) {
            if (!(given[i] > 0 && given[i] < 1 << 24)) {
                throw call.invalid("has the scale " + given[i]);
            }
            scales[axes[i]] = (float) given[i];
        }
        return scales;
    }

    private double[] givenScales(Call call) {
        if (upsample && call.opset() < 9) {
            if (call.attribute("scales").isPresent()
                    && call.attribute("scales").get() instanceof org.axiomj.ir.Attribute.Reals reals) {
                return reals.values();
            }
            throw call.invalid("has no attribute 'scales'");
        }
        int input = upsample || call.opset() < 11 ? 1 : 2;
        Tensor tensor = call.constant(input, "scales");
        if (!tensor.type().isFloating()) {
            throw call.invalid("expects floats as scales, found " + tensor);
        }
        return tensor.reals();
    }

    /** The pixel of the input that pixel {@code at} of the output shows. */
    private int position(Call call, int at, float scale, int in, int out) {
        boolean simple = upsample || call.opset() < 11;
        if (scale == 1) {
            return Math.min(at, in - 1);
        }
        float original = simple ? at / scale : original(call, at, scale, in, out);
        double nearest = simple ? (scale < 1 ? Math.ceil(original) : (long) original) : rounded(call, original);
        return (int) Math.max(0, Math.min(in - 1, nearest));
    }

    private static float original(Call call, int at, float scale, int in, int out) {
        String mode = call.text("coordinate_transformation_mode", "half_pixel");
        return switch (mode) {
            case "half_pixel" -> (at + 0.5f) / scale - 0.5f;
            case "asymmetric" -> at / scale;
            case "align_corners" -> out == 1 ? 0 : at * (float) (in - 1) / (out - 1);
            case "pytorch_half_pixel" -> out > 1 ? (at + 0.5f) / scale - 0.5f : 0;
            case "tf_half_pixel_for_nn" -> (at + 0.5f) / scale;
            case "half_pixel_symmetric" -> symmetric(at, scale, in, out);
            default -> throw call.unsupported("coordinates by '" + mode + "'");
        };
    }

    private static float symmetric(int at, float scale, int in, int out) {
        float exactOut = scale * in;
        float adjustment = out / exactOut;
        float centre = in / 2f;
        float offset = centre * (1 - adjustment);
        return offset + (at + 0.5f) / scale - 0.5f;
    }

    private static double rounded(Call call, float x) {
        String mode = call.text("nearest_mode", "round_prefer_floor");
        return switch (mode) {
            case "round_prefer_floor" -> x == (long) x + 0.5f ? Math.floor(x) : Math.floor((double) x + 0.5);
            case "round_prefer_ceil" -> Math.floor((double) x + 0.5);
            case "floor" -> Math.floor(x);
            case "ceil" -> Math.ceil(x);
            default -> throw call.invalid("attribute 'nearest_mode' is '" + mode + "'");
        };
    }
}
