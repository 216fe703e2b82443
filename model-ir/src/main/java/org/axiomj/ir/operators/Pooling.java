package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Shape;
import org.axiomj.ir.core.DivideMap;

/**
 * MaxPool, AveragePool and their global forms over any number of spatial axes. Padding never wins a maximum; an average
 * counts it where {@code count_include_pad} says so. An average is an exact sum and an exact division.
 */
record Pooling(boolean max, boolean global) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value.Variable x = call.emit().variable(call.real(0));
        if (x.shape().rank() < 3) {
            throw call.invalid("expects an input with batch, channel and spatial axes, found " + x.shape());
        }
        int axes = x.shape().rank() - 2;
        Window w = global ? whole(x.shape()) : Window.of(call, x.shape(), Window.kernelShape(call, axes));
        boolean ceil = !global && call.integer("ceil_mode", 0) != 0;
        Shape shape = outputShape(call, x.shape(), w, ceil);
        int[] cells = Arrays.copyOfRange(shape.dimensions(), 2, shape.rank());
        long groupBound = 1;
        for (int i = 0; i < axes; i++) {
            groupBound = Math.min(groupBound * Math.min(w.kernel()[i], w.input()[i]), Integer.MAX_VALUE);
        }
        if (shape.size() * groupBound > Budget.MAX_ARRAY) {
            throw call.invalid("pools " + shape.size() * groupBound + " cells, more than " + Budget.MAX_ARRAY);
        }
        // A group is an object of its own; the budget counts in doubles.
        call.reserve(shape.size() * (3 + groupBound / 2));
        int[][] groups = groups(call, x.shape(), shape, w, cells);
        if (max) {
            return new Value[] {call.emit().max(x, groups, shape)};
        }
        Value.Variable sums = Sums.groups(call.emit(), x, groups, shape);
        boolean countPads = !global && call.integer("count_include_pad", 0) != 0;
        return new Value[] {call.emit().map(new DivideMap(counts(groups, shape, w, cells, countPads)), sums, shape)};
    }

    private static Window whole(Shape shape) {
        int[] space = Arrays.copyOfRange(shape.dimensions(), 2, shape.rank());
        int[] ones = new int[space.length];
        Arrays.fill(ones, 1);
        return new Window(space, space, ones, ones, new int[space.length], new int[space.length]);
    }

    private static Shape outputShape(Call call, Shape in, Window w, boolean ceil) {
        long[] dims = new long[in.rank()];
        dims[0] = in.dimension(0);
        dims[1] = in.dimension(1);
        for (int i = 0; i < w.axes(); i++) {
            dims[i + 2] = w.positions(i, ceil);
            if (dims[i + 2] < 1) {
                throw call.invalid("its kernel " + Arrays.toString(w.kernel()) + " does not fit into " + in);
            }
        }
        return call.shape(dims);
    }

    /** For each output element, the input elements under the kernel, ascending. */
    private static int[][] groups(Call call, Shape in, Shape out, Window w, int[] cells) {
        int planes = in.dimension(0) * in.dimension(1);
        int inPlane = in.product(2, in.rank());
        int outPlane = out.product(2, out.rank());
        int[][] groups = new int[out.size()][];
        int[] position = new int[w.axes()];
        for (int cell = 0; cell < outPlane; cell++) {
            int[] under = {0};
            for (int i = 0; i < w.axes(); i++) {
                under = extend(under, w, i, position[i]);
            }
            if (under.length == 0) {
                throw call.invalid("the kernel at " + Arrays.toString(position) + " covers only padding");
            }
            for (int plane = 0; plane < planes; plane++) {
                int[] group = new int[under.length];
                for (int k = 0; k < group.length; k++) {
                    group[k] = plane * inPlane + under[k];
                }
                groups[plane * outPlane + cell] = group;
            }
            for (int i = w.axes() - 1; i >= 0 && ++position[i] == cells[i]; i--) {
                position[i] = 0;
            }
        }
        return groups;
    }

    /** Each cell of {@code outer}, combined with each cell along one more axis that the kernel covers. */
    private static int[] extend(int[] outer, Window w, int axis, int position) {
        int[] line = new int[Math.min(w.kernel()[axis], w.input()[axis])];
        int count = 0;
        long start = (long) position * w.strides()[axis] - w.padsBefore()[axis];
        int step = w.dilations()[axis];
        long first = start < 0 ? start + (-start + step - 1) / step * step : start;
        long end = Math.min(w.input()[axis], start + w.reach(axis));
        for (long at = first; at < end; at += step) {
            line[count++] = (int) at;
        }
        int[] cells = new int[outer.length * count];
        for (int i = 0, to = 0; i < outer.length; i++) {
            for (int k = 0; k < count; k++) {
                cells[to++] = outer[i] * w.input()[axis] + line[k];
            }
        }
        return cells;
    }

    /** What each sum is divided by: the cells under the kernel, with those in the padding where they count. */
    private static double[] counts(int[][] groups, Shape out, Window w, int[] cells, boolean countPads) {
        double[] counts = new double[groups.length];
        int outPlane = out.product(2, out.rank());
        int[] position = new int[w.axes()];
        for (int cell = 0; cell < outPlane; cell++) {
            long padded = 1;
            for (int i = 0; i < w.axes(); i++) {
                padded *= covered(w, i, position[i]);
            }
            for (int at = cell; at < counts.length; at += outPlane) {
                counts[at] = countPads ? padded : groups[at].length;
            }
            for (int i = w.axes() - 1; i >= 0 && ++position[i] == cells[i]; i--) {
                position[i] = 0;
            }
        }
        return counts;
    }

    /** Kernel cells along an axis that lie inside the padded input; a kernel that sticks out of it loses the rest. */
    private static long covered(Window w, int axis, int position) {
        long start = (long) position * w.strides()[axis];
        long end = (long) w.padsBefore()[axis] + w.input()[axis] + w.padsAfter()[axis];
        long inside = (end - start + w.dilations()[axis] - 1) / w.dilations()[axis];
        return Math.min(w.kernel()[axis], inside);
    }
}
