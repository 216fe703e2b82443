package org.axiomj.engine.bounds;

import java.util.Optional;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;

/**
 * How promising each split is, after a subproblem has been bounded. Hints only.
 *
 * <p>Inputs: sum over unstable neurons of |coefficient in the deciding row| times |zonotope generator of the input|, plus a
 * tenth of |coefficient of the input| times its width. Activations: what their upper line costs the deciding row (Bunel et
 * al., Branch and Bound for Piecewise Linear Neural Network Verification, JMLR 2020, the intercept score).
 */
public final class SplitScores {
    private final BoundGraph graph;
    private final Bounder bounder;
    private final SpecificationBounder specification;
    private NeuronBounds bounds;
    private int row = -1;

    public SplitScores(BoundGraph graph, Bounder bounder, SpecificationBounder specification) {
        this.graph = graph;
        this.bounder = bounder;
        this.specification = specification;
        bounds = NeuronBounds.unbounded(graph);
    }

    /** What the last bounding found; {@code row} is the deciding row or negative. */
    public void set(NeuronBounds subproblemBounds, int decidingRow) {
        bounds = subproblemBounds;
        row = decidingRow;
    }

    /** The score of halving an input whose interval has the given width. */
    public double ofInput(int input, double width) {
        if (row < 0 || specification.position(row) < 0) {
            return width;
        }
        int position = specification.position(row);
        double score = 0;
        if (bounder.hasInfluence()) {
            for (int id : graph.activations()) {
                score += influence(input, id, position);
            }
        }
        double[] direct = bounder.backward().coefficients(graph.graph().inputId());
        return score + 0.1 * Math.abs(direct[position * graph.inputSize() + input]) * width + 1e-12 * width;
    }

    private double influence(int input, int activation, int position) {
        CoreNode node = graph.node(activation);
        double[] l = bounds.lower(node.input());
        double[] u = bounds.upper(node.input());
        double[] v = bounder.backward().coefficients(activation);
        double sum = 0;
        for (int i = 0; i < l.length; i++) {
            if (l[i] < 0 && u[i] > 0) {
                sum += Math.abs(v[position * l.length + i]) * bounder.influence(input, node.input(), i);
            }
        }
        return sum;
    }

    /**
     * An activation's element to split.
     *
     * @param argument node whose element is cut
     * @param at where
     * @param breakpoint which of the function's breakpoints that is
     * @param relu whether it is a ReLU cut at 0, so that the cut has a phase and a multiplier
     */
    public record Neuron(
            int activation, int argument, int element, double at, int breakpoint, boolean relu, int size) {}

    /** The element with the best score that can still be split, or empty if every activation is linear on its interval. */
    public Optional<Neuron> bestNeuron(NeuronBounds current) {
        Optional<Neuron> best = Optional.empty();
        double bestScore = -1;
        int position = row < 0 ? -1 : specification.position(row);
        Relaxations lines = bounder.lines();
        for (int id : graph.activations()) {
            CoreNode node = graph.node(id);
            double[] l = current.lower(node.input());
            double[] u = current.upper(node.input());
            boolean relu = graph.isRelu(id);
            double[] v = position < 0 ? new double[0] : bounder.backward().coefficients(id);
            for (int i = 0; i < l.length; i++) {
                double at = relu
                        ? (l[i] < 0 && u[i] > 0 ? 0 : Double.NaN)
                        : lines.function(id).splitPoint(i, l[i], u[i]);
                if (Double.isNaN(at)) {
                    continue;
                }
                double c = position < 0 ? 1 : v[position * l.length + i];
                double score = c < 0 ? -c * lines.highShift[id][i] : 0.2 * c * Math.min(-l[i], u[i]);
                if (score > bestScore) {
                    bestScore = score;
                    best = Optional.of(new Neuron(id, node.input(), i, at, breakpoint(node, i, at), relu, l.length));
                }
            }
        }
        return best;
    }

    /** The position of {@code at} among the breakpoints of the element's function; 0 for functions that have none. */
    private static int breakpoint(CoreNode node, int element, double at) {
        if (node.op() instanceof CoreOp.Piecewise piecewise) {
            double[] breakpoints = piecewise.function(element).breakpoints();
            for (int j = 0; j < breakpoints.length; j++) {
                if (breakpoints[j] == at) {
                    return j;
                }
            }
        }
        return 0;
    }
}
