package org.axiomj.engine.search;

import org.axiomj.engine.bounds.NeuronBounds;
import org.axiomj.engine.bounds.WarmStart;
import org.axiomj.proofs.elaborate.ProofTree;

/**
 * A part of the search space: a box of inputs and phases of split activations.
 *
 * @param lower lower corner, length inputs
 * @param upper upper corner
 * @param bounds what the parent proved about the neurons, already cut to this part; not shared
 * @param phases by node: 1 where an activation's argument is at least 0 here, -1 where at most 0; empty where none is split
 * @param rowBounds lower bounds of the specification's rows that hold here
 * @param warm where the parent's ascent ended
 * @param share its share of the whole search space, for progress
 * @param margin the parent's margin, for progress
 * @param proof where what is found about it is noted
 */
record Subproblem(
        double[] lower,
        double[] upper,
        NeuronBounds bounds,
        byte[][] phases,
        double[] rowBounds,
        WarmStart warm,
        double share,
        double margin,
        int depth,
        ProofTree proof) {
    /**
     * What bounding a subproblem found that holds on its parts too.
     *
     * @param rowBounds lower bounds of the specification's rows
     * @param margin the deciding row's
     */
    record Found(double[] rowBounds, WarmStart warm, double margin) {}

    /** One of two parts of this subproblem. */
    Subproblem part(
            double[] partLower,
            double[] partUpper,
            NeuronBounds partBounds,
            byte[][] partPhases,
            Found found,
            ProofTree partProof) {
        return new Subproblem(
                partLower,
                partUpper,
                partBounds,
                partPhases,
                found.rowBounds(),
                found.warm(),
                share / 2,
                found.margin(),
                depth + 1,
                partProof);
    }
}
