package org.axiomj.proofs.elaborate;

import java.util.ArrayList;
import java.util.List;

/**
 * How a search cut a part of one case, and what it found there: a suggestion for {@link Elaborator}. Activations are named
 * by the search's core graph. A node is written by the one worker that has its part, and read when all have ended.
 */
public final class ProofTree {
    private static final int LEAF = -2;
    private static final int INPUT = -1;
    private static final byte[] NOTHING = {};

    private int activation = LEAF;
    private int breakpoint;
    private int element;
    private List<RowProof> rows = List.of();
    private byte[][] lemmas = {};
    private List<ProofTree> halves = List.of();

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
        halves = List.of(new ProofTree(), new ProofTree());
    }

    /** The lower half of the input's range, or the half with the argument at most the breakpoint. */
    public ProofTree low() {
        return halves.get(0);
    }

    /** The other half. */
    public ProofTree high() {
        return halves.get(1);
    }

    /** Notes how a row was excluded here. */
    public void add(RowProof proof) {
        List<RowProof> more = new ArrayList<>(rows);
        more.add(proof);
        rows = more;
    }

    /** Notes which bounds of neurons are worth having here: by activation, {@link LemmaChoice} of every element. */
    public void lemmas(byte[][] choices) {
        lemmas = choices;
    }

    /** What the search says about the bounds of an activation's elements; empty if nothing. */
    byte[] lemmas(int activationId) {
        return activationId >= 0 && activationId < lemmas.length ? lemmas[activationId] : NOTHING;
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
