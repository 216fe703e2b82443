package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** Operators that make constants: Constant, ConstantOfShape, Shape, Size, Range. */
record Constants(Kind kind) implements Operator {
    enum Kind {
        CONSTANT,
        CONSTANT_OF_SHAPE,
        SHAPE,
        SIZE,
        RANGE
    }

    @Override
    public Value[] apply(Call call) {
        return new Value[] {
            switch (kind) {
                case CONSTANT -> constant(call);
                case CONSTANT_OF_SHAPE -> ofShape(call);
                case SHAPE -> shape(call);
                case SIZE -> call.int64(Shape.SCALAR, call.input(0).size());
                case RANGE -> range(call);
            }
        };
    }

    private static Value constant(Call call) {
        for (Attribute a : call.node().attributes().values()) {
            if (a instanceof Attribute.TensorValue t) {
                return call.constantOf(t.value());
            } else if (a instanceof Attribute.Real r) {
                return call.constantOf(Tensor.ofReals(ElementType.FLOAT, Shape.SCALAR, r.value()));
            } else if (a instanceof Attribute.Reals r) {
                return call.constantOf(Tensor.ofReals(ElementType.FLOAT, Shape.of(r.values().length), r.values()));
            } else if (a instanceof Attribute.Int i) {
                return call.int64(Shape.SCALAR, i.value());
            } else if (a instanceof Attribute.Ints i) {
                return call.int64(Shape.of(i.values().length), i.values());
            }
        }
        throw call.unsupported(
                "a constant with the attributes " + call.node().attributes().keySet());
    }

    private static Value ofShape(Call call) {
        Shape shape = call.shape(call.integers(0, "shape"));
        Tensor value = Tensor.ofReals(ElementType.FLOAT, Shape.SCALAR, 0);
        if (call.attribute("value").isPresent()) {
            if (!(call.attribute("value").get() instanceof Attribute.TensorValue t)
                    || t.value().size() != 1) {
                throw call.invalid("attribute 'value' must be a tensor of one element");
            }
            value = t.value();
        }
        call.reserve(shape.size());
        return call.constantOf(value.select(new int[shape.size()], shape));
    }

    private static Value shape(Call call) {
        Shape shape = call.input(0).shape();
        int start = bound(call.integer("start", 0), shape.rank());
        int end = bound(call.integer("end", shape.rank()), shape.rank());
        int[] dims = Arrays.copyOfRange(shape.dimensions(), start, Math.max(start, end));
        long[] values = new long[dims.length];
        for (int i = 0; i < dims.length; i++) {
            values[i] = dims[i];
        }
        return call.int64(Shape.of(values.length), values);
    }

    private static int bound(long at, int rank) {
        return (int) Math.max(0, Math.min(rank, at < 0 ? at + rank : at));
    }

    private static Value range(Call call) {
        Tensor start = single(call, 0, "start");
        Tensor limit = single(call, 1, "limit");
        Tensor delta = single(call, 2, "delta");
        if (!start.type().isInteger()) {
            return realRange(call, start, limit, delta);
        }
        long from = start.integers()[0];
        long to = limit.integers()[0];
        long step = delta.integers()[0];
        long most = 1L << 40;
        if (step == 0 || Math.abs(from) > most || Math.abs(to) > most || Math.abs(step) > most) {
            throw call.invalid("counts from " + from + " to " + to + " in steps of " + step);
        }
        long count = Math.max(0, (to - from + step - Long.signum(step)) / step);
        Shape shape = call.shape(count);
        call.reserve(count);
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + i * step;
        }
        return call.constantOf(Tensor.ofIntegers(start.type(), shape, values));
    }

    /** Floats are taken where all of them are small whole numbers, so that counting is exact. */
    private static Value realRange(Call call, Tensor start, Tensor limit, Tensor delta) {
        double from = start.reals()[0];
        double to = limit.reals()[0];
        double step = delta.reals()[0];
        double most = 1 << 20;
        if (from != Math.rint(from)
                || step != Math.rint(step)
                || step == 0
                || !(Math.abs(from) <= most && Math.abs(to) <= most && Math.abs(step) <= most)) {
            throw call.unsupported("counting from " + from + " to " + to + " in steps of " + step);
        }
        long count = Math.max(0, (long) Math.ceil((to - from) / step));
        Shape shape = call.shape(count);
        call.reserve(count);
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + i * step;
        }
        return call.constantOf(Tensor.ofReals(start.type(), shape, values));
    }

    private static Tensor single(Call call, int input, String what) {
        Tensor tensor = call.constant(input, what);
        if (tensor.size() != 1
                || tensor.type() != call.input(0).type()
                || !(tensor.type().isInteger() || tensor.type().isFloating())) {
            throw call.invalid("expects one number as " + what + ", found " + tensor);
        }
        return tensor;
    }
}
