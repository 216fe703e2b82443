package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Shape;

/**
 * How a kernel slides over the spatial axes of a tensor (batch, channel, then space): the attributes that convolutions and
 * pools share, completed with their defaults and with {@code auto_pad} resolved.
 */
record Window(int[] input, int[] kernel, int[] strides, int[] dilations, int[] padsBefore, int[] padsAfter) {

    /** Reads the attributes of a node whose operand has the spatial sizes of {@code shape}. */
    static Window of(Call call, Shape shape, int[] kernel) {
        int axes = shape.rank() - 2;
        int[] input = Arrays.copyOfRange(shape.dimensions(), 2, shape.rank());
        int[] strides = positive(call, "strides", axes);
        int[] dilations = positive(call, "dilations", axes);
        int[] before = new int[axes];
        int[] after = new int[axes];
        for (int i = 0; i < axes; i++) {
            if (kernel[i] < 1 || (long) (kernel[i] - 1) * dilations[i] + 1 > Integer.MAX_VALUE / 2) {
                throw call.invalid("its kernel " + Arrays.toString(kernel) + " has a size that makes no sense");
            }
        }
        String autoPad = call.text("auto_pad", "NOTSET");
        switch (autoPad) {
            case "NOTSET", "" -> explicit(call, before, after);
            case "VALID" -> {}
            case "SAME_UPPER", "SAME_LOWER" -> {
                for (int i = 0; i < axes; i++) {
                    long out = ((long) input[i] + strides[i] - 1) / strides[i];
                    long reach = (out - 1) * strides[i] + (long) (kernel[i] - 1) * dilations[i] + 1;
                    if (reach - input[i] < -1) {
                        // The specification's formula gives a negative pad here, which runtimes treat differently.
                        throw call.unsupported("auto_pad '" + autoPad + "' with a stride of " + strides[i]
                                + " over a kernel of " + kernel[i] + "; export it with explicit pads");
                    }
                    int total = (int) Math.max(0, reach - input[i]);
                    before[i] = autoPad.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                    after[i] = total - before[i];
                }
            }
            default ->
                throw call.invalid(
                        "attribute 'auto_pad' is '" + autoPad + "', expected NOTSET, SAME_UPPER, SAME_LOWER or VALID");
        }
        return new Window(input, kernel, strides, dilations, before, after);
    }

    private static void explicit(Call call, int[] before, int[] after) {
        long[] pads = call.integers("pads").orElse(new long[2 * before.length]);
        if (pads.length != 2 * before.length) {
            throw call.invalid("attribute 'pads' has " + pads.length + " numbers, expected " + 2 * before.length);
        }
        for (int i = 0; i < before.length; i++) {
            before[i] = pad(call, pads[i]);
            after[i] = pad(call, pads[i + before.length]);
        }
    }

    private static int pad(Call call, long pad) {
        if (pad < 0 || pad > 1 << 24) {
            throw call.invalid("attribute 'pads' has " + pad + ", expected a number from 0 to " + (1 << 24));
        }
        return (int) pad;
    }

    private static int[] positive(Call call, String name, int axes) {
        int[] values = new int[axes];
        Arrays.fill(values, 1);
        long[] given = call.integers(name).orElse(new long[0]);
        if (given.length != 0 && given.length != axes) {
            throw call.invalid("attribute '" + name + "' has " + given.length + " numbers, expected " + axes);
        }
        for (int i = 0; i < given.length; i++) {
            if (given[i] < 1 || given[i] > 1 << 24) {
                throw call.invalid(
                        "attribute '" + name + "' has " + given[i] + ", expected a number from 1 to " + (1 << 24));
            }
            values[i] = (int) given[i];
        }
        return values;
    }

    /** The attribute {@code kernel_shape}; required. */
    static int[] kernelShape(Call call, int axes) {
        long[] given = call.integers("kernel_shape").orElse(new long[0]);
        if (given.length != axes) {
            throw call.invalid("attribute 'kernel_shape' has " + given.length + " numbers, expected " + axes);
        }
        int[] kernel = new int[axes];
        for (int i = 0; i < axes; i++) {
            if (given[i] < 1 || given[i] > 1 << 24) {
                throw call.invalid(
                        "attribute 'kernel_shape' has " + given[i] + ", expected a number from 1 to " + (1 << 24));
            }
            kernel[i] = (int) given[i];
        }
        return kernel;
    }

    int axes() {
        return input.length;
    }

    /** Cells from the kernel's first to its last along an axis. */
    long reach(int axis) {
        return (long) (kernel[axis] - 1) * dilations[axis] + 1;
    }

    /**
     * Number of positions of the kernel along an axis; with {@code ceil}, a last one that sticks out counts if it starts
     * inside the input or its leading pad. At most 0 where the kernel does not fit.
     */
    long positions(int axis, boolean ceil) {
        long room = (long) input[axis] + padsBefore[axis] + padsAfter[axis] - reach(axis);
        if (room < 0) {
            return 0;
        }
        long floor = room / strides[axis] + 1;
        if (!ceil || room % strides[axis] == 0) {
            return floor;
        }
        return floor * strides[axis] >= (long) input[axis] + padsBefore[axis] ? floor : floor + 1;
    }
}
