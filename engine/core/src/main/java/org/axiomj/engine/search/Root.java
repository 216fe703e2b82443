package org.axiomj.engine.search;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.axiomj.engine.bounds.BoundGraph;
import org.axiomj.engine.bounds.Bounder;
import org.axiomj.engine.bounds.Magnitudes;
import org.axiomj.engine.bounds.NeuronBounds;

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

    /** What is left to search of a target; empty if its condition is excluded on the whole box. */
    public Optional<Task> open(Target target, BooleanSupplier expired) {
        NeuronBounds bounds = hullBounds.copy();
        bounder.tighten(target.lower(), target.upper(), bounds, expired);
        SubproblemBounder subproblems = new SubproblemBounder(graph, target, magnitudes, bounder);
        Optional<Task> open = subproblems.root(bounds, expired);
        return open;
    }
}
