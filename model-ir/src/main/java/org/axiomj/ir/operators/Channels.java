package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;

/** Values with one element for each channel. */
final class Channels {
    private Channels() {}

    /** A value with one element a channel, repeated over batch and space to {@code shape} (batch, channel, ...). */
    static Value spread(Call call, Value perChannel, Shape shape) {
        int[] strides = new int[shape.rank()];
        strides[1] = 1;
        call.reserve(shape.size());
        return call.emit().select(perChannel, Indexing.strided(shape, strides, 0), shape);
    }
}
