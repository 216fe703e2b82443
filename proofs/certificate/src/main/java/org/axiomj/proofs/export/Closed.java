package org.axiomj.proofs.export;

import java.util.BitSet;

/**
 * A node of the tree that has no point: a proof of the clause of its context's literals, negated.
 *
 * @param proof empty in the first reading and where the proof does not need it
 * @param context which open splits it depends on, by depth; 0 stands for the case
 * @param keys the steps that it is made of
 */
record Closed(String proof, BitSet context, BitSet keys) {
    static Closed of(String proof, int key, BitSet context) {
        BitSet keys = new BitSet();
        keys.set(key);
        return new Closed(proof, context, keys);
    }

    boolean dependsOn(int depth) {
        return context.get(depth);
    }

    /** Both halves of a split. */
    Closed with(Closed other, int depth) {
        BitSet contexts = (BitSet) context.clone();
        contexts.or(other.context);
        contexts.clear(depth);
        BitSet all = (BitSet) keys.clone();
        all.or(other.keys);
        return new Closed("", contexts, all);
    }

    Closed proved(String by) {
        return new Closed(by, context, keys);
    }
}
