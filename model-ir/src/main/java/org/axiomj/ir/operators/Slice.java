package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;

/** Slice with constant bounds: attributes up to opset 9, inputs since; negative steps walk backwards. */
final class Slice implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        int rank = x.shape().rank();
        boolean attributes = call.opset() < 10;
        long[] starts = attributes ? required(call, "starts") : call.integers(1, "starts");
        long[] ends = attributes ? required(call, "ends") : call.integers(2, "ends");
        long[] axes = attributes
                ? call.integers("axes").orElse(firstAxes(call, starts.length, rank))
                : call.has(3) ? call.integers(3, "axes") : firstAxes(call, starts.length, rank);
        long[] steps = !attributes && call.has(4) ? call.integers(4, "steps") : new long[0];
        if (ends.length != starts.length
                || axes.length != starts.length
                || (steps.length != 0 && steps.length != starts.length)) {
            throw call.invalid("has " + starts.length + " starts, " + ends.length + " ends, " + axes.length
                    + " axes and " + steps.length + " steps");
        }
        call.axes(axes, rank);
        for (int i = 0; i < starts.length; i++) {
            int axis = call.axis(axes[i], rank);
            x = one(call, x, axis, starts[i], ends[i], steps.length == 0 ? 1 : steps[i]);
        }
        return new Value[] {x};
    }

    private static long[] required(Call call, String name) {
        var values = call.integers(name);
        if (values.isEmpty()) {
            throw call.invalid("has no attribute '" + name + "'");
        }
        return values.get();
    }

    private static long[] firstAxes(Call call, int count, int rank) {
        if (count > rank) {
            throw call.invalid("slices " + count + " axes of a tensor of rank " + rank);
        }
        long[] axes = new long[count];
        for (int i = 0; i < count; i++) {
            axes[i] = i;
        }
        return axes;
    }

    private static Value one(Call call, Value x, int axis, long start, long end, long step) {
        int size = x.shape().dimension(axis);
        if (step == 0 || step == Long.MIN_VALUE) {
            throw call.invalid("has the step " + step + " along axis " + axis);
        }
        // Bounds are clamped as the operator says: forwards to [0, size], backwards to [0, size - 1] and [-1, size -
        // 1].
        long high = step > 0 ? size : size - 1;
        long from = Math.max(0, Math.min(high, start < 0 ? start + size : start));
        long to = Math.max(step > 0 ? 0 : -1, Math.min(high, end < 0 ? end + size : end));
        long span = step > 0 ? to - from : from - to;
        long stride = Math.abs(step);
        long count = size == 0 || span <= 0 ? 0 : (span - 1) / stride + 1;
        return range(call, x, axis, (int) from, (int) count, (int) Math.max(-size - 1L, Math.min(size + 1L, step)));
    }

    /** {@code count} positions along one axis, from {@code start} in steps of {@code step}. */
    static Value range(Call call, Value x, int axis, int start, int count, int step) {
        Shape in = x.shape();
        Shape out = in.with(axis, count);
        if (out.equals(in) && step == 1) {
            return x;
        }
        call.reserve(out.size());
        int[] strides = new int[in.rank()];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = in.stride(i) * (i == axis ? step : 1);
        }
        return call.emit().select(x, Indexing.strided(out, strides, start * in.stride(axis)), out);
    }
}
