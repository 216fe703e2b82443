package org.axiomj.ir.operators;

import java.util.Optional;

/** Split along one axis, into given sizes (attribute up to opset 12, input since) or equal parts. */
final class Split implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        int axis = call.axis(call.integer("axis", 0), x.shape().rank());
        long[] sizes = sizes(call, x.shape().dimension(axis));
        Value[] parts = new Value[sizes.length];
        long start = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 0 || start + sizes[i] > x.shape().dimension(axis)) {
                throw call.invalid("its parts do not add up to " + x.shape().dimension(axis) + ", axis " + axis + " of "
                        + x.shape());
            }
            parts[i] = Slice.range(call, x, axis, (int) start, (int) sizes[i], 1);
            start += sizes[i];
        }
        if (start != x.shape().dimension(axis)) {
            throw call.invalid("its parts add up to " + start + ", axis " + axis + " of " + x.shape() + " has "
                    + x.shape().dimension(axis));
        }
        return parts;
    }

    private static long[] sizes(Call call, int total) {
        Optional<long[]> given = call.integersOrAttribute(1, "split");
        int count = call.outputs();
        if (given.isPresent()) {
            if (given.get().length != count) {
                throw call.invalid("has " + given.get().length + " sizes for " + count + " outputs");
            }
            return given.get();
        }
        long declared = call.integer("num_outputs", count);
        if (count < 1 || declared != count) {
            throw call.invalid("has " + count + " outputs, its attribute 'num_outputs' says " + declared);
        }
        long[] sizes = new long[count];
        int each = (total + count - 1) / count;
        if (call.opset() < 18 && total % count != 0) {
            throw call.invalid("cannot split " + total + " elements into " + count + " equal parts");
        }
        long left = total;
        for (int i = 0; i < count; i++) {
            sizes[i] = Math.min(each, left);
            left -= sizes[i];
        }
        return sizes;
    }
}
