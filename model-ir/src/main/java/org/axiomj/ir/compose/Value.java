package org.axiomj.ir.compose;

import java.util.List;

/** A vector that a {@link Composition.Builder} knows: a handle, good for that builder alone. */
public final class Value {
    final Composition.Builder owner;
    final int index;
    private final List<Integer> shape;

    Value(Composition.Builder owner, int index, List<Integer> shape) {
        this.owner = owner;
        this.index = index;
        this.shape = List.copyOf(shape);
    }

    /** Its dimensions; the elements are row-major. */
    public List<Integer> shape() {
        return shape;
    }

    /** Number of elements. */
    public int size() {
        return size(shape);
    }

    static int size(List<Integer> shape) {
        int size = 1;
        for (int dimension : shape) {
            size = Math.multiplyExact(size, dimension);
        }
        return size;
    }
}
