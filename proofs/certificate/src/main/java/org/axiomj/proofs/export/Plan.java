package org.axiomj.proofs.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What the first reading of a certificate finds out for the second, which writes: which steps the proof needs, the bounds they
 * prove, and for every split which halves. Steps have numbers, the same in both readings.
 */
final class Plan {
    /** Which of the two subproofs of a split make the proof. */
    enum Halves {
        FIRST,
        SECOND,
        BOTH
    }

    private static final int[] NOTHING = {};
    /** The steps of a certificate come to less than this many times those that its proof needs. */
    private static final int TO_SPARE = 4;

    private final List<int[]> needs = new ArrayList<>();
    private final List<Integer> costs = new ArrayList<>();
    private final List<Long> bounds = new ArrayList<>();
    private final ArrayDeque<Halves> halves = new ArrayDeque<>();
    private BitSet wanted = new BitSet();
    private final long most;
    private long spent;
    private long inequalities;
    private int nextKey;

    /** @param most how many inequalities the proof may combine; far more, and the first reading is not worth its end */
    Plan(long most) {
        this.most = most;
    }

    /** A number for the next step. */
    int key() {
        return nextKey++;
    }

    /** A bound or exclusion proved from the facts of other steps. */
    void step(int key, int[] needed, int inequalitiesUsed, long bound) {
        while (needs.size() <= key) {
            needs.add(NOTHING);
            costs.add(0);
            bounds.add(0L);
        }
        spent += inequalitiesUsed;
        if (wanted.isEmpty() && spent / TO_SPARE > most) {
            throw tooLarge("far too many");
        }
        needs.set(key, needed);
        costs.set(key, inequalitiesUsed);
        bounds.set(key, bound);
    }

    void decide(Halves used) {
        halves.add(used);
    }

    /** Ends the first reading: the steps of the proof are these and what they need. */
    void close(BitSet last) {
        nextKey = 0;
        wanted = (BitSet) last.clone();
        for (int key = wanted.length() - 1; key >= 0; key = wanted.previousSetBit(key - 1)) {
            for (int needed : needs.get(key)) {
                wanted.set(needed);
            }
            inequalities += costs.get(key);
        }
        if (inequalities > most) {
            throw tooLarge(Long.toString(inequalities));
        }
    }

    private NotExportableException tooLarge(String size) {
        return new NotExportableException("the proof would combine " + size + " inequalities; an outside checker takes "
                + most + " within reason. `axiom check` has no such limit");
    }

    Halves decision() {
        return halves.remove();
    }

    boolean wanted(int key) {
        return wanted.get(key);
    }

    /** Whether the step that gets the next number is wanted. */
    boolean wantedNext() {
        return wanted.get(nextKey);
    }

    long bound(int key) {
        return bounds.get(key);
    }

    int steps() {
        return wanted.cardinality();
    }

    /** How many inequalities all combinations of the proof use together: what its size and a checker's time go by. */
    long inequalities() {
        return inequalities;
    }
}
