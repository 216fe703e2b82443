package org.axiomj.engine.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.axiomj.engine.bounds.BoundGraph;
import org.axiomj.engine.bounds.Bounder;
import org.axiomj.engine.bounds.Magnitudes;
import org.axiomj.engine.bounds.NeuronBounds;
import org.axiomj.engine.bounds.Specification;
import org.axiomj.engine.bounds.SpecificationBounder;
import org.axiomj.engine.bounds.SplitScores;
import org.axiomj.engine.bounds.WarmStart;
import org.axiomj.proofs.elaborate.ProofTree;

/**
 * Bounds one subproblem after another and says where to split. Chooses by the size of the problem: inputs are split where
 * few of them vary, activations otherwise; neuron bounds are recomputed in every part where that is cheap, else only at the
 * root. One instance per thread.
 */
final class SubproblemBounder {
    /** Up to this many varying inputs, halving them beats splitting activations. */
    private static final int MOST_SPLIT_INPUTS = 12;

    /** Multiplications of one sweep over all neurons above which bounds are not recomputed in every part. */
    private static final double CHEAP_SWEEP = 3e7;

    private static final int STEPS_WHEN_SPLITTING_INPUTS = 3;
    private static final int STEPS_WHEN_SPLITTING_ACTIVATIONS = 6;
    private static final int STEPS_AT_ROOT = 30;

    private final BoundGraph graph;
    private final Target target;
    private final Magnitudes magnitudes;
    private final Specification specification;
    private final Bounder bounder;
    private final SpecificationBounder rows;
    private final SplitScores scores;
    private final Branching branching;
    private final boolean sweepEverywhere;
    private final boolean splitsInputs;
    private NeuronBounds bounds;

    SubproblemBounder(Task task) {
        this(task.graph(), task.target(), task.magnitudes(), new Bounder(task.graph(), task.magnitudes()));
    }

    SubproblemBounder(BoundGraph graph, Target target, Magnitudes magnitudes, Bounder bounder) {
        this.graph = graph;
        this.target = target;
        this.magnitudes = magnitudes;
        this.bounder = bounder;
        specification = target.specification();
        rows = new SpecificationBounder(graph, magnitudes, bounder.backward(), specification);
        scores = new SplitScores(graph, bounder, rows);
        splitsInputs = splitsInputs(graph, target);
        branching = splitsInputs ? new Branching.Inputs() : new Branching.Activations();
        sweepEverywhere = sweepsEverywhere(graph, target);
        bounds = NeuronBounds.unbounded(graph);
    }

    /** What is left of the whole box, whose neuron bounds the bounder has just tightened; empty if it is excluded. */
    Optional<Task> root(NeuronBounds rootBounds, ProofTree proof, BooleanSupplier expired) {
        double[] nothing = new double[specification.rowCount()];
        Arrays.fill(nothing, Double.NEGATIVE_INFINITY);
        byte[][] phases = new byte[graph.nodeCount()][0];
        proof.lemmas(bounder.lemmaChoices(true));
        int steps = splitsInputs ? STEPS_WHEN_SPLITTING_INPUTS : STEPS_AT_ROOT;
        boolean excluded = rootBounds.isEmpty()
                || rows.exclude(
                        bounder.lines(),
                        target.lower(),
                        target.upper(),
                        rootBounds,
                        nothing,
                        WarmStart.COLD,
                        phases,
                        steps,
                        expired);
        rows.proofs().forEach(proof::add);
        return excluded
                ? Optional.empty()
                : Optional.of(new Task(
                        target, graph, magnitudes, rootBounds, rows.bounds().clone(), warmStart(), proof));
    }

    private WarmStart warmStart() {
        return splitsInputs ? WarmStart.COLD : rows.warmStart();
    }

    private static boolean splitsInputs(BoundGraph graph, Target target) {
        return target.varyingInputs() <= MOST_SPLIT_INPUTS || !graph.isPiecewiseLinear();
    }

    /** Whether neurons are bounded in every part. */
    static boolean sweepsEverywhere(BoundGraph graph, Target target) {
        return splitsInputs(graph, target) || sweepCost(graph) < CHEAP_SWEEP;
    }

    private static double sweepCost(BoundGraph graph) {
        double cost = 0;
        double below = 0;
        for (int id = 0; id < graph.nodeCount(); id++) {
            if (graph.node(id).op() instanceof org.axiomj.ir.core.CoreOp.Affine affine) {
                below += (double) affine.map().maxTerms() * affine.map().outputSize();
            }
            if (graph.isBounded(id)) {
                cost += below * graph.node(id).size();
            }
        }
        return cost;
    }

    /** Whether the part holds no counterexample. */
    boolean exclude(Subproblem sub, BooleanSupplier expired) {
        bounds = sub.bounds();
        if (sweepEverywhere) {
            bounder.tighten(sub.lower(), sub.upper(), bounds, expired);
            sub.proof().lemmas(bounder.lemmaChoices(false));
            if (bounds.isEmpty()) {
                return true;
            }
        } else {
            bounder.lines().update(bounds, expired);
            bounder.backward().subproblem(sub.lower(), sub.upper(), bounds);
        }
        int steps = splitsInputs ? STEPS_WHEN_SPLITTING_INPUTS : STEPS_WHEN_SPLITTING_ACTIVATIONS;
        boolean excluded = rows.exclude(
                bounder.lines(),
                sub.lower(),
                sub.upper(),
                bounds,
                sub.rowBounds(),
                sub.warm(),
                sub.phases(),
                steps,
                expired);
        rows.proofs().forEach(sub.proof()::add);
        scores.set(bounds, specification.decidingRow(rows.bounds()));
        return excluded;
    }

    /** The minimiser of the relaxation of the deciding row, or an empty array. */
    double[] candidate() {
        int row = specification.decidingRow(rows.bounds());
        return row < 0 ? new double[0] : rows.minimiser(row);
    }

    double margin() {
        return specification.margin(rows.bounds());
    }

    List<Subproblem> split(Subproblem sub) {
        double[] found = rows.bounds().clone();
        WarmStart warm = warmStart();
        return branching.split(sub, bounds, scores, new Subproblem.Found(found, warm, margin()));
    }
}
