package org.axiomj.engine.search;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.axiomj.engine.bounds.BoundGraph;
import org.axiomj.engine.bounds.Bounder;
import org.axiomj.engine.bounds.Magnitudes;
import org.axiomj.engine.bounds.NeuronBounds;
import org.axiomj.proofs.elaborate.ProofTree;

/**
 * Bounds at the root: interval bounds over the hull of all targets once, then each target's box by itself. Most cases of a
 * query with thousands end here. Sound over the reals.
 */
public final class Root {
    private final BoundGraph graph;
    private final Magnitudes magnitudes;
    private final NeuronBounds hullBounds;
    private final Bounder bounder;

    public Root(BoundGraph graph, List<Target> targets, BooleanSupplier expired) {
        this.graph = graph;
        double[] lower = targets.get(0).lower().clone();
        double[] upper = targets.get(0).upper().clone();
        for (Target target : targets) {
            for (int i = 0; i < lower.length; i++) {
                lower[i] = Math.min(lower[i], target.lower()[i]);
                upper[i] = Math.max(upper[i], target.upper()[i]);
            }
        }
        hullBounds = NeuronBounds.unbounded(graph);
        Magnitudes coarse = Bounder.intervals(graph, lower, upper, hullBounds);
        new Bounder(graph, coarse).tighten(lower, upper, hullBounds, expired);
        magnitudes = Bounder.intervals(graph, lower, upper, hullBounds);
        bounder = new Bounder(graph, magnitudes);
    }

    /** Whether the search bounds neurons in every part, rather than on the whole boxes only. */
    public static boolean boundsEveryPart(BoundGraph graph, List<Target> targets) {
        return targets.stream().anyMatch(t -> SubproblemBounder.sweepsEverywhere(graph, t));
    }

    /**
     * What is left to search of a target; empty if its condition is excluded on the whole box.
     *
     * @param proof receives how
     */
    public Optional<Task> open(Target target, ProofTree proof, BooleanSupplier expired) {
        NeuronBounds bounds = hullBounds.copy();
        bounder.tighten(target.lower(), target.upper(), bounds, expired);
        SubproblemBounder subproblems = new SubproblemBounder(graph, target, magnitudes, bounder);
        return subproblems.root(bounds, proof, expired);
    }
}
