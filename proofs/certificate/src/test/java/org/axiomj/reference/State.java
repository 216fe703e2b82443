package org.axiomj.reference;

import java.math.BigInteger;
import java.util.BitSet;

/** What is accepted in a node of the tree. A split copies it. */
final class State {
    final BigInteger[] low;
    final BigInteger[] high;
    /** By node, of the argument of an activation; empty arrays for other nodes. */
    final BigInteger[][] lower;

    final BigInteger[][] upper;
    final BitSet excluded;

    State(BigInteger[] low, BigInteger[] high, int nodes) {
        this(low, high, new BigInteger[nodes][0], new BigInteger[nodes][0], new BitSet());
    }

    private State(BigInteger[] low, BigInteger[] high, BigInteger[][] lower, BigInteger[][] upper, BitSet excluded) {
        this.low = low;
        this.high = high;
        this.lower = lower;
        this.upper = upper;
        this.excluded = excluded;
    }

    State copy() {
        return new State(low.clone(), high.clone(), copy(lower), copy(upper), (BitSet) excluded.clone());
    }

    private static BigInteger[][] copy(BigInteger[][] from) {
        BigInteger[][] to = new BigInteger[from.length][];
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i].clone();
        }
        return to;
    }

    boolean unstable(int relu, int element) {
        return lower[relu][element].signum() < 0 && upper[relu][element].signum() > 0;
    }
}
