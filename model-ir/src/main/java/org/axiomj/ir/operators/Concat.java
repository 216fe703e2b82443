package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** Concat along one axis. Constants join here; otherwise the vectors are put one after the other and reordered. */
final class Concat implements Operator {
    @Override
    public Value[] apply(Call call) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < call.inputs(); i++) {
            values.add(call.input(i));
        }
        if (values.isEmpty()) {
            throw call.invalid("has no inputs");
        }
        return new Value[] {
            along(
                    call,
                    values,
                    call.axis(
                            call.integer("axis", 1),
                            Math.max(1, call.input(0).shape().rank())))
        };
    }

    /** The values joined along {@code axis}. */
    static Value along(Call call, List<Value> values, int axis) {
        Shape shape = outputShape(call, values, axis);
        List<Value> parts = new ArrayList<>();
        boolean constant = true;
        for (Value value : values) {
            constant &= value instanceof Value.Constant;
            if (value.size() > 0) {
                parts.add(value);
            }
        }
        if (parts.size() == 1) {
            return parts.get(0).reshaped(shape);
        }
        call.reserve(2L * shape.size());
        int[] order = order(parts, shape, axis);
        if (constant) {
            return call.constantOf(join(parts, values.get(0).type()).select(order, shape));
        }
        if (!values.get(0).type().isFloating()) {
            throw call.unsupported("integers that depend on the network's input");
        }
        return call.emit().select(call.emit().concat(parts, values.get(0).type()), order, shape);
    }

    private static Shape outputShape(Call call, List<Value> values, int axis) {
        Value first = values.get(0);
        long total = 0;
        for (Value value : values) {
            if (value.type() != first.type()) {
                throw call.invalid(
                        "joins " + first.type().text() + " and " + value.type().text());
            }
            boolean fits = value.shape().rank() == first.shape().rank()
                    && value.shape().rank() > axis;
            for (int i = 0; fits && i < value.shape().rank(); i++) {
                fits = i == axis || value.shape().dimension(i) == first.shape().dimension(i);
            }
            if (!fits) {
                throw call.invalid("cannot join " + first.shape() + " and " + value.shape() + " along axis " + axis);
            }
            total += value.shape().dimension(axis);
        }
        long[] dims = new long[first.shape().rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i == axis ? total : first.shape().dimension(i);
        }
        return call.shape(dims);
    }

    /** For each element of the result, its place in the parts put one after the other. */
    private static int[] order(List<Value> parts, Shape shape, int axis) {
        int[] order = new int[shape.size()];
        int row = shape.product(axis, shape.rank());
        int rows = shape.product(0, axis);
        int partStart = 0;
        int offset = 0;
        for (Value part : parts) {
            int block = part.shape().product(axis, shape.rank());
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < block; i++) {
                    order[r * row + offset + i] = partStart + r * block + i;
                }
            }
            offset += block;
            partStart += part.size();
        }
        return order;
    }

    private static Tensor join(List<Value> parts, ElementType type) {
        int size = 0;
        for (Value part : parts) {
            size += part.size();
        }
        double[] reals = new double[type.isFloating() ? size : 0];
        long[] integers = new long[type.isFloating() ? 0 : size];
        int at = 0;
        for (Value part : parts) {
            Tensor t = ((Value.Constant) part).tensor();
            if (type.isFloating()) {
                System.arraycopy(t.reals(), 0, reals, at, t.size());
            } else {
                System.arraycopy(t.integers(), 0, integers, at, t.size());
            }
            at += t.size();
        }
        return type.isFloating()
                ? Tensor.ofReals(type, Shape.of(size), reals)
                : Tensor.ofIntegers(type, Shape.of(size), integers);
    }
}
