package org.axiomj.engine.search;

import org.axiomj.engine.bounds.BoundGraph;
import org.axiomj.engine.bounds.Magnitudes;
import org.axiomj.engine.bounds.NeuronBounds;
import org.axiomj.engine.bounds.WarmStart;
import org.axiomj.proofs.elaborate.ProofTree;

/**
 * A target that the root's bounds do not exclude, with what they found.
 *
 * @param magnitudes valid for every part of the target's box
 * @param rootBounds neuron bounds over the box
 * @param rowBounds lower bounds of the specification's rows over the box
 * @param warm where the root's ascent ended
 * @param proof where what is found is noted
 */
public record Task(
        Target target,
        BoundGraph graph,
        Magnitudes magnitudes,
        NeuronBounds rootBounds,
        double[] rowBounds,
        WarmStart warm,
        ProofTree proof) {}
