package org.axiomj.proofs.elaborate;

import java.util.Optional;

/**
 * How a search cut one case into parts; a suggestion. Inputs are cut where the kernel cuts them: in the middle of its
 * own integer box. Asked once for each child, first {@link #low}, so that it may be read from a stream.
 */
public interface SplitTree {
    boolean isLeaf();

    /** The input that is cut, or -1 where a ReLU is split. */
    int inputDimension();

    /** The ReLU node that is split, as numbered in the kernel network; not asked of input splits. */
    default int reluNode() {
        return -1;
    }

    default int reluElement() {
        return -1;
    }

    /** The lower half, or the phase with argument at most 0. */
    SplitTree low();

    /** The upper half, or the phase with argument at least 0. */
    SplitTree high();

    /** Slopes that proved this leaf. */
    default Optional<Slopes> slopes() {
        return Optional.empty();
    }

    /** Slope, 0 to 255 for 0 to 1, of the lower relaxation of an unstable ReLU. */
    interface Slopes {
        int at(int reluNode, int element);
    }

    /** One part: nothing is cut. */
    static SplitTree leaf() {
        return new RecordedTree(new int[] {RecordedTree.LEAF}, 1);
    }
}
