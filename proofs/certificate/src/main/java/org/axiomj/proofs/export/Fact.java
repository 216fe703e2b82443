package org.axiomj.proofs.export;

import java.util.BitSet;

/**
 * A bound of an input or of a ReLU's argument that holds in the present node of the tree.
 *
 * @param key numbers it; the same in every reading of a certificate
 * @param upper whether it bounds from above
 * @param bound in units of {@code 2^-unit}
 * @param term the literal that says so
 * @param proof of the literal from the split literals of the context; empty if the literal is itself one of them
 * @param context which open splits it depends on, by depth
 */
record Fact(int key, boolean upper, long bound, String term, String proof, BitSet context) {
    boolean isSplit() {
        return proof.isEmpty();
    }
}
