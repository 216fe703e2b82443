package org.axiomj.proofs.export;

import java.util.List;
import org.axiomj.kernel.Beta;

/** What a certificate says about how a leaf is excluded, in its order. */
sealed interface LeafEvent {
    /** The part of an and that is excluded, counted from 1; 0 for a combination of its atoms. */
    record Part(int number) implements LeafEvent {}

    record Weights(List<Long> weights) implements LeafEvent {
        long[] array() {
            return weights.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /**
     * How a row is bounded.
     *
     * @param slopes 0: 0 or 1, 1: of the chord, 2: as named in units of 1/255, 3: of 1/65535
     */
    record Slopes(int slopes, int[] values, List<Beta> changes) implements LeafEvent {
        boolean named() {
            return slopes >= 2;
        }

        /** What named slopes are parts of. */
        int whole() {
            return slopes == 2 ? 0xff : 0xffff;
        }
    }
}
