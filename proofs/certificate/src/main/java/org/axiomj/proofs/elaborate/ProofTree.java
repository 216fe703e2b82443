package org.axiomj.proofs.elaborate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How a search cut a part of one case, and what it found there: a suggestion for {@link Elaborator}. Activations are named
 * by the search's core graph. A node is written by the one worker that has its part, and read when all have ended.
 */
public final class ProofTree {
    private static final int LEAF = -2;
    private static final int INPUT = -1;
    private static final byte[] NOTHING = {};

    /** What a node takes, roughly. */
    private static final long BYTES = 120;

    /** What all trees of one search share: how much may still be noted. */
    private static final class Room {
        final AtomicLong left;
        volatile boolean lost;

        Room(long bytes) {
            left = new AtomicLong(bytes);
        }
    }

    private final Room room;
    private int activation = LEAF;
    private int breakpoint;
    private int element;
    private List<RowProof> rows = List.of();
    private byte[][] lemmas = {};
    private List<ProofTree> halves = List.of();

    /** An unlimited tree of one node. */
    public ProofTree() {
        this(new Room(Long.MAX_VALUE / 2));
    }

    private ProofTree(Room room) {
        this.room = room;
    }

    /**
     * Trees for the cases of one search, which together take about so many bytes at most. Where they would take more, hints
     * are no longer noted; where even cuts would, nothing is, and there will be no certificate.
     */
    public static List<ProofTree> forest(int cases, long bytes) {
        Room room = new Room(bytes);
        List<ProofTree> trees = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            trees.add(new ProofTree(room));
        }
        return trees;
    }

    /** Whether cuts are missing. */
    boolean isLost() {
        return room.lost;
    }

    private boolean take(long bytes) {
        if (room.left.get() < bytes) {
            return false;
        }
        room.left.addAndGet(-bytes);
        return true;
    }

    /** Cuts the part in the middle of an input's range. */
    public void splitInput(int input) {
        split(INPUT, 0, input);
    }

    /** Cuts the part where an activation's argument passes a breakpoint of its function. */
    public void splitActivation(int node, int breakpointIndex, int elementIndex) {
        split(node, breakpointIndex, elementIndex);
    }

    private void split(int node, int breakpointIndex, int elementIndex) {
        activation = node;
        breakpoint = breakpointIndex;
        element = elementIndex;
        if (take(2 * BYTES)) {
            halves = List.of(new ProofTree(room), new ProofTree(room));
        } else {
            room.lost = true;
        }
    }

    /** The lower half of the input's range, or the half with the argument at most the breakpoint. */
    public ProofTree low() {
        return halves.isEmpty() ? new ProofTree(room) : halves.get(0);
    }

    /** The other half. */
    public ProofTree high() {
        return halves.isEmpty() ? new ProofTree(room) : halves.get(1);
    }

    /** Notes how a row was excluded here. */
    public void add(RowProof proof) {
        if (!take(proof.bytes())) {
            return;
        }
        List<RowProof> more = new ArrayList<>(rows);
        more.add(proof);
        rows = more;
    }

    /** Notes which bounds of neurons are worth having here: by activation, {@link LemmaChoice} of every element. */
    public void lemmas(byte[][] choices) {
        long bytes = 0;
        for (byte[] choice : choices) {
            bytes += 16 + choice.length;
        }
        if (take(bytes)) {
            lemmas = choices;
        }
    }

    /** What the search says about the bounds of an activation's elements; empty if nothing. */
    byte[] lemmas(int activationId) {
        return activationId >= 0 && activationId < lemmas.length ? lemmas[activationId] : NOTHING;
    }

    /** A leaf with what is noted here about rows. */
    ProofTree leaf() {
        ProofTree leaf = new ProofTree(room);
        leaf.rows = rows;
        return leaf;
    }

    List<RowProof> rows() {
        return rows;
    }

    boolean isLeaf() {
        return activation == LEAF;
    }

    boolean isInput() {
        return activation == INPUT;
    }

    int activation() {
        return activation;
    }

    int breakpoint() {
        return breakpoint;
    }

    /** The input or the activation's element. */
    int element() {
        return element;
    }
}
