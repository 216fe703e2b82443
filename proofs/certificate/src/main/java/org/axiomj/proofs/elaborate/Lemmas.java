package org.axiomj.proofs.elaborate;

import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Preparation;

/** Chooses and writes the bounds of neurons that a node of a certificate states: those that fix a phase or gain much. */
final class Lemmas {
    /** The deadline came. */
    static final class Expired extends RuntimeException {
        private static final long serialVersionUID = 1;

        Expired() {
            super("the deadline came before the end", null, false, false);
        }
    }

    /** A bound is kept if it narrows the interval by more than one part in this many. */
    private static final long SLACK = 64;

    private static final byte OPEN = LemmaChoice.of(LemmaChoice.OPEN, LemmaChoice.OPEN);

    private final Preparation prep;
    private final BitWriter writer;
    private final long deadlineNanos;
    private BoundSession session;
    private long count;
    private long tried;
    private boolean everyGain;

    Lemmas(Preparation prep, BoundSession session, BitWriter writer, long deadlineNanos) {
        this.prep = prep;
        this.session = session;
        this.writer = writer;
        this.deadlineNanos = deadlineNanos;
    }

    void start(BoundSession next) {
        session = next;
    }

    long count() {
        return count;
    }

    /** Bounds computed, kept as lemmas or not. */
    long tried() {
        return tried;
    }

    void checkDeadline() {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new Expired();
        }
    }

    /**
     * Writes the lemmas on one ReLU node, or that there are none; false if they leave no point.
     *
     * @param choices what the search says about each element; empty if nothing
     * @param all whether every gain counts: where bounds are computed but once, each is used many times
     */
    boolean write(int relu, boolean wanted, byte[] choices, boolean all) {
        everyGain = all;
        int size = prep.argumentSize(relu);
        int start = -1;
        long before = count;
        for (int i = 0; i < size; i++) {
            if (!session.open(relu, i)) {
                continue;
            }
            if (start < 0) {
                start = writer.length();
                writer.bit(wanted);
                if (!wanted) {
                    return true;
                }
            }
            byte choice = i < choices.length ? choices[i] : OPEN;
            if (!write(relu, i, false, choice) || session.open(relu, i) && !write(relu, i, true, choice)) {
                return false;
            }
        }
        if (start >= 0 && count == before) {
            writer.cut(start);
            writer.bit(false);
        }
        return true;
    }

    private boolean write(int relu, int i, boolean upperSide, byte choices) {
        int choice = LemmaChoice.side(choices, upperSide);
        if (choice == LemmaChoice.NONE) {
            writer.bit(false);
            return true;
        }
        if ((++tried & 63) == 0) {
            checkDeadline();
        }
        boolean useChord = choice == LemmaChoice.CHORD;
        long bound = session.compute(relu, i, upperSide, useChord);
        if (choice == LemmaChoice.OPEN && !(session.unstable(relu, i) && fixes(bound, upperSide))) {
            long chord = session.compute(relu, i, upperSide, true);
            tried++;
            if (bound == BoundSession.NONE
                    || chord != BoundSession.NONE && (upperSide ? chord < bound : chord > bound)) {
                bound = chord;
                useChord = true;
            }
        }
        if (bound == BoundSession.NONE || !useful(relu, i, upperSide, bound)) {
            writer.bit(false);
            return true;
        }
        count++;
        writer.bit(true);
        writer.bit(useChord);
        return session.accept(relu, i, upperSide, bound);
    }

    private boolean useful(int relu, int i, boolean upperSide, long bound) {
        long l = session.lower(relu, i);
        long u = session.upper(relu, i);
        long gain = upperSide ? u - bound : bound - l;
        return session.unstable(relu, i) && fixes(bound, upperSide) || gain > (everyGain ? 0 : (u - l) / SLACK);
    }

    private static boolean fixes(long bound, boolean upperSide) {
        return bound != BoundSession.NONE && (upperSide ? bound <= 0 : bound >= 0);
    }
}
