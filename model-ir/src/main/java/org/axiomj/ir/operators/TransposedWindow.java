package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;

/** The window of the convolution that a ConvTranspose is the transposed of: its input is the ConvTranspose's output. */
final class TransposedWindow {
    private TransposedWindow() {}

    /** {@code shape} is that of the ConvTranspose's input. Output size: the formula of the operator's specification. */
    static Window of(Call call, Shape shape, int[] kernel) {
        int axes = kernel.length;
        Window w = Window.of(call, shape, kernel);
        long[] extra = call.integers("output_padding").orElse(new long[axes]);
        if (extra.length != axes) {
            throw call.invalid("attribute 'output_padding' has " + extra.length + " numbers, expected " + axes);
        }
        String autoPad = call.text("auto_pad", "NOTSET");
        long[] wanted = call.integers("output_shape").orElse(new long[0]);
        if (wanted.length != 0 && wanted.length != axes) {
            throw call.invalid("attribute 'output_shape' has " + wanted.length + " numbers, expected " + axes);
        }
        int[] before = w.padsBefore().clone();
        int[] after = w.padsAfter().clone();
        int[] output = new int[axes];
        for (int i = 0; i < axes; i++) {
            if (extra[i] < 0 || extra[i] > 1 << 24) {
                throw call.invalid("attribute 'output_padding' has " + extra[i]);
            }
            int in = shape.dimension(i + 2);
            long full = (long) w.strides()[i] * (in - 1) + extra[i] + w.reach(i);
            long size;
            if (wanted.length > 0 || autoPad.startsWith("SAME")) {
                size = wanted.length > 0 ? wanted[i] : (long) in * w.strides()[i];
                long total = full - size;
                if (total < 0 || size < 1) {
                    // The specification and ONNX Runtime disagree about where the missing elements would be.
                    throw call.unsupported("an output of size " + size + " where at most " + full + " is reached");
                }
                long smaller = total / 2;
                before[i] = (int) (autoPad.equals("SAME_UPPER") ? smaller : total - smaller);
                after[i] = (int) (total - before[i]);
            } else {
                size = full - before[i] - after[i];
            }
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw call.invalid("yields an output of size " + size);
            }
            output[i] = (int) size;
        }
        return new Window(output, kernel, w.strides(), w.dilations(), before, after);
    }
}
