package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Shape;

/** Reshape, Flatten, Squeeze and Unsqueeze: the same elements under another shape. */
record Reshape(Kind kind) implements Operator {
    enum Kind {
        RESHAPE,
        FLATTEN,
        SQUEEZE,
        UNSQUEEZE
    }

    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        Shape shape = switch (kind) {
            case RESHAPE -> reshaped(call, x.shape());
            case FLATTEN -> flattened(call, x.shape());
            case SQUEEZE -> squeezed(call, x.shape());
            case UNSQUEEZE -> unsqueezed(call, x.shape());
        };
        return new Value[] {x.reshaped(shape)};
    }

    /** 0 keeps a dimension (unless allowzero), one -1 takes what is left. */
    private static Shape reshaped(Call call, Shape from) {
        long[] target = call.integers(1, "shape").clone();
        boolean allowZero = call.integer("allowzero", 0) != 0;
        int open = -1;
        for (int i = 0; i < target.length; i++) {
            if (target[i] == 0 && !allowZero) {
                if (i >= from.rank()) {
                    throw call.invalid("keeps dimension " + i + " of " + from + ", which has none");
                }
                target[i] = from.dimension(i);
            } else if (target[i] == -1) {
                if (open >= 0) {
                    throw call.invalid("leaves two dimensions open: " + Arrays.toString(target));
                }
                open = i;
            }
        }
        if (open >= 0) {
            target[open] = 1;
            int known = call.shape(target).size();
            if (known == 0 || from.size() % known != 0) {
                target[open] = -1;
                throw call.invalid("cannot view " + from + " as " + Arrays.toString(target));
            }
            target[open] = from.size() / known;
        }
        Shape shape = call.shape(target);
        if (shape.size() != from.size()) {
            throw call.invalid("cannot view " + from + " (" + from.size() + " elements) as " + shape + " ("
                    + shape.size() + " elements)");
        }
        return shape;
    }

    private static Shape flattened(Call call, Shape from) {
        long axis = call.integer("axis", 1);
        int at = axis == from.rank() ? from.rank() : call.axis(axis, Math.max(from.rank(), 1));
        return call.shape(from.product(0, at), from.product(at, from.rank()));
    }

    private static Shape squeezed(Call call, Shape from) {
        boolean[] drop = new boolean[from.rank()];
        var listed = call.integersOrAttribute(1, "axes");
        if (listed.isPresent()) {
            for (int axis : call.axes(listed.get(), from.rank())) {
                if (from.dimension(axis) != 1) {
                    throw call.invalid("drops axis " + axis + " of " + from + ", which is not 1");
                }
                drop[axis] = true;
            }
        } else {
            for (int i = 0; i < drop.length; i++) {
                drop[i] = from.dimension(i) == 1;
            }
        }
        return kept(from, drop);
    }

    /** The dimensions that are not dropped. */
    static Shape kept(Shape from, boolean[] drop) {
        int[] dims = new int[from.rank()];
        int rank = 0;
        for (int i = 0; i < drop.length; i++) {
            if (!drop[i]) {
                dims[rank++] = from.dimension(i);
            }
        }
        return Shape.of(Arrays.copyOf(dims, rank));
    }

    private static Shape unsqueezed(Call call, Shape from) {
        var listed = call.integersOrAttribute(1, "axes");
        if (listed.isEmpty()) {
            throw call.invalid("has no axes");
        }
        if (listed.get().length > 64) {
            throw call.invalid("adds " + listed.get().length + " axes, expected at most 64");
        }
        int rank = from.rank() + listed.get().length;
        long[] dims = new long[rank];
        Arrays.fill(dims, -1);
        for (int axis : call.axes(listed.get(), rank)) {
            dims[axis] = 1;
        }
        int next = 0;
        for (int i = 0; i < rank; i++) {
            dims[i] = dims[i] == 1 ? 1 : from.dimension(next++);
        }
        return call.shape(dims);
    }
}
