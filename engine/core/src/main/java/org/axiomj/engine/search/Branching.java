package org.axiomj.engine.search;

import java.util.List;
import java.util.Optional;
import org.axiomj.engine.bounds.NeuronBounds;
import org.axiomj.engine.bounds.SplitScores;

/** Chooses where to split a subproblem. The parts always cover the whole. */
sealed interface Branching {
    /** The parts, the one to look at first last; empty if no split is possible. */
    List<Subproblem> split(Subproblem parent, NeuronBounds bounds, SplitScores scores, Subproblem.Found found);

    /** Halves one input's interval. */
    record Inputs() implements Branching {
        @Override
        public List<Subproblem> split(
                Subproblem parent, NeuronBounds bounds, SplitScores scores, Subproblem.Found found) {
            int best = -1;
            double bestScore = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < parent.lower().length; i++) {
                double middle = middle(parent, i);
                if (middle > parent.lower()[i] && middle < parent.upper()[i]) {
                    double score = scores.ofInput(i, parent.upper()[i] - parent.lower()[i]);
                    if (!(score <= bestScore)) {
                        best = i;
                        bestScore = Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
                    }
                }
            }
            if (best < 0) {
                return List.of();
            }
            double middle = middle(parent, best);
            double[] upper = parent.upper().clone();
            upper[best] = middle;
            double[] lower = parent.lower().clone();
            lower[best] = middle;
            parent.proof().splitInput(best);
            return List.of(
                    parent.part(
                            parent.lower(),
                            upper,
                            bounds.copy(),
                            parent.phases(),
                            found,
                            parent.proof().low()),
                    parent.part(
                            lower,
                            parent.upper(),
                            bounds,
                            parent.phases(),
                            found,
                            parent.proof().high()));
        }

        private static double middle(Subproblem p, int i) {
            return p.lower()[i] / 2 + p.upper()[i] / 2;
        }
    }

    /** Fixes the phase of one activation; where none is left, halves an input. */
    record Activations() implements Branching {
        @Override
        public List<Subproblem> split(
                Subproblem parent, NeuronBounds bounds, SplitScores scores, Subproblem.Found found) {
            Optional<SplitScores.Neuron> best = scores.bestNeuron(bounds);
            return best.isPresent()
                    ? split(parent, bounds, best.get(), found)
                    : new Inputs().split(parent, bounds, scores, found);
        }

        private static List<Subproblem> split(
                Subproblem parent, NeuronBounds bounds, SplitScores.Neuron neuron, Subproblem.Found found) {
            NeuronBounds below = bounds.copy();
            below.cutAbove(neuron.argument(), neuron.element(), neuron.at());
            bounds.cutBelow(neuron.argument(), neuron.element(), neuron.at());
            parent.proof().splitActivation(neuron.activation(), neuron.breakpoint(), neuron.element());
            return List.of(
                    parent.part(
                            parent.lower(),
                            parent.upper(),
                            below,
                            fixed(parent, neuron, -1),
                            found,
                            parent.proof().low()),
                    parent.part(
                            parent.lower(),
                            parent.upper(),
                            bounds,
                            fixed(parent, neuron, 1),
                            found,
                            parent.proof().high()));
        }

        private static byte[][] fixed(Subproblem parent, SplitScores.Neuron neuron, int phase) {
            if (!neuron.relu()) {
                return parent.phases();
            }
            byte[][] phases = parent.phases().clone();
            int id = neuron.activation();
            phases[id] = phases[id].length == 0 ? new byte[neuron.size()] : phases[id].clone();
            phases[id][neuron.element()] = (byte) phase;
            return phases;
        }
    }
}
