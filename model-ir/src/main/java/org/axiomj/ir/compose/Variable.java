package org.axiomj.ir.compose;

import java.util.List;

/**
 * A tensor that the input vector of a composition holds.
 *
 * @param name unique in its composition
 * @param shape its dimensions; empty for a scalar
 * @param offset where its first element lies in the input vector; its elements follow row-major
 */
public record Variable(String name, List<Integer> shape, int offset) {
    public Variable {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public int size() {
        return Value.size(shape);
    }
}
