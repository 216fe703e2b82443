package org.axiomj.engine.bounds;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.proofs.elaborate.RowProof;

/**
 * Lower bounds of the specification's rows, with a few steps of projected supergradient ascent on the lower slopes of
 * unstable ReLUs (Xu et al., Fast and Complete, ICLR 2021) and on the multipliers of split ones (Wang et al., Beta-CROWN,
 * NeurIPS 2021); step lengths after Polyak (1969), aimed at the value that would exclude the condition.
 *
 * <p>Of a conjunction, what is bounded for row r is {@code excess_r + sum of w_k excess_k} with non-negative weights that are
 * ascended too: where it is positive, not all constraints can hold (the Lagrangian of the others).
 *
 * <p>Sound over the reals for any slopes in [0, 1] and multipliers of the right sign: every bound that is returned comes
 * out of {@link BackwardPass}. The gradient is a hint. One instance per thread.
 */
public final class SpecificationBounder {
    private final BoundGraph graph;
    private final Magnitudes magnitudes;
    private final BackwardPass backward;
    private final Specification specification;
    private final int outputId;
    private final int inputId;
    private final double[][] slopes;
    private final double[][] multipliers;
    private final double[][] values;
    private final double[][] point;
    private final double[] best;
    private final double[] current;
    private static final double[] NO_POINT = new double[0];
    private int[] rowOf = new int[0];
    private double[][] weights = new double[0][];
    private final double[] excess;
    /**
     * A row that is excluded by less than this share of the numbers that its bound is added up from is worked on for a
     * little longer: what a proof's coarser arithmetic loses would cost a split there.
     */
    private static final double MARGIN = 0x1p-18;

    /** Lower bounds less the margin. */
    private final double[] judged;

    private final List<RowProof> proofs = new ArrayList<>();

    public SpecificationBounder(
            BoundGraph graph, Magnitudes magnitudes, BackwardPass backward, Specification specification) {
        this.graph = graph;
        this.magnitudes = magnitudes;
        this.backward = backward;
        this.specification = specification;
        outputId = graph.graph().outputId();
        inputId = graph.graph().inputId();
        slopes = new double[graph.nodeCount()][0];
        multipliers = new double[graph.nodeCount()][0];
        values = new double[graph.nodeCount()][0];
        best = new double[specification.rowCount()];
        judged = new double[specification.rowCount()];
        excess = new double[specification.rowCount()];
        current = new double[specification.rowCount()];
        point = new double[specification.rowCount()][0];
    }

    /** Lower bounds of every row's excess from the last call; the best over all steps. */
    public double[] bounds() {
        return best;
    }

    /** With what rows were excluded in the last call, for whoever writes the proof down. */
    public List<RowProof> proofs() {
        return List.copyOf(proofs);
    }

    /** The input that minimises the relaxation of a row in the last call: a candidate counterexample; empty if none. */
    public double[] minimiser(int row) {
        return point[row];
    }

    /**
     * Bounds the rows that the parent left open, then improves them until the condition is excluded or the steps are used
     * up.
     *
     * @param inherited lower bounds of the rows that hold on a larger part of the search space; negative infinity if none
     * @param warm where the parent's ascent ended, or {@link WarmStart#COLD}
     * @param phases for each activation: 1 where a split says that the argument is at least 0, -1 where at most 0, else 0;
     *     empty arrays where nothing is split
     * @return whether the condition is excluded
     */
    public boolean exclude(
            Relaxations lines,
            double[] lower,
            double[] upper,
            NeuronBounds bounds,
            double[] inherited,
            WarmStart warm,
            byte[][] phases,
            int steps,
            java.util.function.BooleanSupplier expired) {
        boolean[] open = new boolean[specification.rowCount()];
        proofs.clear();
        for (int r = 0; r < open.length; r++) {
            best[r] = inherited[r];
            judged[r] = inherited[r];
            open[r] = !specification.isRowExcluded(r, inherited[r]);
            point[r] = NO_POINT;
        }
        boolean split = hasPhases(phases);
        select(open);
        initialise(lines, warm, phases, split);
        evaluate(lines, lower, upper, split);
        record(lower, upper);
        for (int step = 0; step < steps && !specification.isExcluded(judged) && !expired.getAsBoolean(); step++) {
            specification.markOpen(judged, open);
            if (keepOpen(open, phases, split)) {
                evaluate(lines, lower, upper, split);
            }
            if (rowOf.length == 0) {
                break;
            }
            ascend(lines, lower, upper, bounds, phases, split);
            evaluate(lines, lower, upper, split);
            record(lower, upper);
        }
        return specification.isExcluded(best);
    }

    /** Where the ascent of the last call ended, for the parts of this subproblem. */
    public WarmStart warmStart() {
        double[][] s = new double[slopes.length][];
        double[][] m = new double[slopes.length][];
        for (int id = 0; id < s.length; id++) {
            int needed = rowOf.length * graph.node(id).size();
            s[id] = slopes[id].length < needed ? new double[0] : java.util.Arrays.copyOf(slopes[id], needed);
            m[id] = multipliers[id].length < needed ? new double[0] : java.util.Arrays.copyOf(multipliers[id], needed);
        }
        double[][] w = new double[weights.length][];
        for (int k = 0; k < w.length; k++) {
            w[k] = weights[k].clone();
        }
        return new WarmStart(rowOf, s, m, w);
    }

    private static boolean hasPhases(byte[][] phases) {
        for (byte[] p : phases) {
            if (p.length > 0) {
                return true;
            }
        }
        return false;
    }

    private void select(boolean[] open) {
        int count = 0;
        for (boolean o : open) {
            count += o ? 1 : 0;
        }
        rowOf = new int[count];
        int at = 0;
        for (int r = 0; r < open.length; r++) {
            if (open[r]) {
                rowOf[at++] = r;
            }
        }
    }

    /** Drops closed rows from the batch once that halves it; whether it did. */
    private boolean keepOpen(boolean[] open, byte[][] phases, boolean split) {
        int[] before = rowOf;
        int count = 0;
        for (int row : before) {
            count += open[row] ? 1 : 0;
        }
        if (count == 0 || count * 2 > before.length && before.length < 4 || count == before.length) {
            return false;
        }
        int[] kept = new int[count];
        double[][] keptWeights = new double[count][];
        int at = 0;
        for (int k = 0; k < before.length; k++) {
            if (open[before[k]]) {
                for (int id : graph.activations()) {
                    int n = graph.node(id).size();
                    System.arraycopy(slopes[id], k * n, slopes[id], at * n, n);
                    if (split && phases[id].length > 0) {
                        System.arraycopy(multipliers[id], k * n, multipliers[id], at * n, n);
                    }
                }
                keptWeights[at] = weights[k];
                kept[at++] = before[k];
            }
        }
        rowOf = kept;
        weights = keptWeights;
        return true;
    }

    private void evaluate(Relaxations lines, double[] lower, double[] upper, boolean split) {
        if (rowOf.length == 0) {
            backward.begin(0);
            return;
        }
        start();
        backward.run(lines, lower, upper, slopes, split ? multipliers : BackwardPass.NONE, current);
    }

    private void start() {
        int rows = rowOf.length;
        backward.begin(rows);
        double[] outputs = backward.start(outputId);
        boolean usesInputs = false;
        for (int k = 0; k < rows; k++) {
            for (int q = 0; q < weights[k].length; q++) {
                usesInputs |= weights[k][q] != 0 && specification.row(q).inputs().length > 0;
            }
        }
        double[] inputs = !usesInputs ? NO_POINT : outputIsInput() ? outputs : backward.start(inputId);
        for (int k = 0; k < rows; k++) {
            for (int q = 0; q < weights[k].length; q++) {
                if (weights[k][q] != 0) {
                    addWeighted(k, weights[k][q], specification.row(q), outputs, inputs);
                }
            }
        }
    }

    /**
     * Adds {@code w} times a row. The rounding of the products and of at most as many sums as there are rows is charged with
     * {@code gamma |w a| H} for every coefficient.
     */
    private void addWeighted(int k, double w, Specification.Row row, double[] outputs, double[] inputs) {
        double gamma = Rounding.gamma(specification.rowCount() + 2L) + row.coefficientError();
        double error = w * row.constantError() + gamma * Math.abs(w * row.constant());
        for (int i = 0; i < row.outputs().length; i++) {
            double a = w * row.outputCoefficients()[i];
            outputs[k * graph.node(outputId).size() + row.outputs()[i]] += a;
            error += gamma * Math.abs(a) * magnitudes.of(outputId)[row.outputs()[i]];
        }
        for (int i = 0; i < row.inputs().length; i++) {
            double a = w * row.inputCoefficients()[i];
            inputs[k * graph.inputSize() + row.inputs()[i]] += a;
            error += gamma * Math.abs(a) * magnitudes.of(inputId)[row.inputs()[i]];
        }
        backward.addConstant(k, w * row.constant(), Rounding.inflate(error));
    }

    private boolean outputIsInput() {
        return outputId == inputId;
    }

    private void record(double[] lower, double[] upper) {
        int n = lower.length;
        double[] c = backward.coefficients(inputId);
        for (int k = 0; k < rowOf.length; k++) {
            int row = rowOf[k];
            judged[row] = Math.max(judged[row], current[k] - MARGIN * backward.size(k));
            if (specification.isRowExcluded(row, current[k]) && current[k] > best[row]) {
                proofs.removeIf(p -> p.row() == row);
                proofs.add(RowRecorder.proof(graph, row, k, weights[k], slopes, multipliers));
            }
            if (current[k] >= best[row] || point[row].length == 0) {
                best[row] = Math.max(best[row], current[k]);
                double[] x = new double[n];
                for (int i = 0; i < n; i++) {
                    x[i] = c[k * n + i] >= 0 ? lower[i] : upper[i];
                }
                point[row] = x;
            }
        }
    }

    private void initialise(Relaxations lines, WarmStart warm, byte[][] phases, boolean split) {
        weights = new double[rowOf.length][];
        for (int k = 0; k < rowOf.length; k++) {
            int from = warm.position(rowOf[k]);
            weights[k] = from >= 0 ? warm.weights()[from].clone() : new double[specification.rowCount()];
            weights[k][rowOf[k]] = 1;
        }
        for (int id : graph.activations()) {
            int n = graph.node(id).size();
            int needed = rowOf.length * n;
            if (slopes[id].length < needed) {
                slopes[id] = new double[needed];
            }
            boolean multiplied = split && phases[id].length > 0;
            multipliers[id] = multiplied ? new double[needed] : new double[0];
            for (int k = 0; k < rowOf.length; k++) {
                int from = warm.position(rowOf[k]);
                if (from >= 0) {
                    warmSlopes(id, k, from, n, lines, warm);
                    if (multiplied && warm.multipliers()[id].length > 0) {
                        System.arraycopy(warm.multipliers()[id], from * n, multipliers[id], k * n, n);
                    }
                } else {
                    System.arraycopy(lines.lowSlope[id], 0, slopes[id], k * n, n);
                }
            }
        }
    }

    /** The parent's slopes where the element is still unstable; stable ones have one right slope. */
    private void warmSlopes(int id, int k, int from, int n, Relaxations lines, WarmStart warm) {
        double[] high = lines.highSlope[id];
        double[] low = lines.lowSlope[id];
        boolean relu = graph.isRelu(id);
        for (int i = 0; i < n; i++) {
            boolean stable = !relu || high[i] == low[i];
            slopes[id][k * n + i] = stable ? low[i] : warm.slopes()[id][from * n + i];
        }
    }

    /** One step: forward through the relaxed network at the minimiser, which yields the derivative by every slope. */
    private void ascend(
            Relaxations lines, double[] lower, double[] upper, NeuronBounds bounds, byte[][] phases, boolean split) {
        int rows = rowOf.length;
        double[] norm = new double[rows];
        for (int id = 0; id < graph.nodeCount(); id++) {
            if (graph.uses(id) > 0 || id == inputId) {
                forward(graph.node(id), lines, lower, upper, rows);
            }
        }
        for (int id : graph.activations()) {
            gradientNorm(id, bounds, phases, split, norm);
        }
        boolean combine = specification.isConjunction();
        for (int k = 0; k < rows; k++) {
            if (combine) {
                norm[k] += weightNorm(k);
            }
            double gap = Math.max(0, 2 * MARGIN * backward.size(k) - current[k]);
            double target = gap * 1.05 + 1e-6 * (1 + gap);
            norm[k] = norm[k] > 0 ? target / norm[k] : 0;
        }
        for (int id : graph.activations()) {
            step(id, bounds, phases, split, norm);
        }
        for (int k = 0; combine && k < rows; k++) {
            stepWeights(k, norm[k]);
        }
    }

    /** The excess of every row at the relaxation's minimiser for batch row k: the derivative by the weights. */
    private void excessAtMinimiser(int k) {
        int n = graph.inputSize();
        int m = graph.node(outputId).size();
        specification.excess(
                java.util.Arrays.copyOfRange(values[inputId], k * n, (k + 1) * n),
                java.util.Arrays.copyOfRange(values[outputId], k * m, (k + 1) * m),
                excess);
    }

    private double weightNorm(int k) {
        excessAtMinimiser(k);
        double sum = 0;
        for (int q = 0; q < excess.length; q++) {
            boolean free = q != rowOf[k] && (excess[q] > 0 || weights[k][q] > 0);
            sum += free ? excess[q] * excess[q] : 0;
        }
        return sum;
    }

    private void stepWeights(int k, double length) {
        excessAtMinimiser(k);
        for (int q = 0; q < excess.length; q++) {
            double moved = weights[k][q] + length * excess[q];
            if (q != rowOf[k]) {
                weights[k][q] = moved > 0 && moved < 1e100 ? moved : 0;
            }
        }
    }

    private void gradientNorm(int id, NeuronBounds bounds, byte[][] phases, boolean split, double[] norm) {
        if (!graph.isRelu(id)) {
            return;
        }
        CoreNode node = graph.node(id);
        int n = node.size();
        double[] v = backward.coefficients(id);
        double[] z = values[node.input()];
        double[] l = bounds.lower(node.input());
        double[] u = bounds.upper(node.input());
        double[] s = slopes[id];
        for (int k = 0; k < rowOf.length; k++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                int at = k * n + i;
                if (v[at] > 0 && l[i] < 0 && u[i] > 0) {
                    double g = v[at] * z[at];
                    boolean free = g > 0 ? s[at] < 1 : s[at] > 0;
                    sum += free ? g * g : 0;
                }
            }
            if (split && phases[id].length > 0) {
                for (int i = 0; i < n; i++) {
                    if (phases[id][i] != 0) {
                        double g = -z[k * n + i];
                        boolean free = phases[id][i] * g > 0 || multipliers[id][k * n + i] != 0;
                        sum += free ? g * g : 0;
                    }
                }
            }
            norm[k] += sum;
        }
    }

    private void step(int id, NeuronBounds bounds, byte[][] phases, boolean split, double[] length) {
        if (!graph.isRelu(id)) {
            return;
        }
        CoreNode node = graph.node(id);
        int n = node.size();
        double[] v = backward.coefficients(id);
        double[] z = values[node.input()];
        double[] l = bounds.lower(node.input());
        double[] u = bounds.upper(node.input());
        double[] s = slopes[id];
        for (int k = 0; k < rowOf.length; k++) {
            for (int i = 0; i < n; i++) {
                int at = k * n + i;
                if (v[at] > 0 && l[i] < 0 && u[i] > 0) {
                    double moved = s[at] + length[k] * v[at] * z[at];
                    s[at] = moved > 1 ? 1 : moved > 0 ? moved : 0;
                }
            }
            if (split && phases[id].length > 0) {
                double[] b = multipliers[id];
                for (int i = 0; i < n; i++) {
                    if (phases[id][i] != 0) {
                        double moved = b[k * n + i] - length[k] * z[k * n + i];
                        b[k * n + i] = phases[id][i] > 0 ? Math.max(0, moved) : Math.min(0, moved);
                        if (!(Math.abs(b[k * n + i]) < 1e300)) {
                            b[k * n + i] = 0;
                        }
                    }
                }
            }
        }
    }

    private void forward(CoreNode node, Relaxations lines, double[] lower, double[] upper, int rows) {
        int id = node.id();
        int n = node.size();
        if (values[id].length < rows * n) {
            values[id] = new double[rows * n];
        } else {
            java.util.Arrays.fill(values[id], 0, rows * n, 0);
        }
        double[] y = values[id];
        CoreOp op = node.op();
        if (op instanceof CoreOp.Input) {
            double[] c = backward.coefficients(id);
            for (int k = 0; k < rows; k++) {
                for (int i = 0; i < n; i++) {
                    y[k * n + i] = c[k * n + i] >= 0 ? lower[i] : upper[i];
                }
            }
        } else if (op instanceof CoreOp.Constant constant) {
            for (int k = 0; k < rows; k++) {
                System.arraycopy(constant.values(), 0, y, k * n, n);
            }
        } else if (op instanceof CoreOp.Affine affine) {
            for (int k = 0; k < rows; k++) {
                System.arraycopy(affine.bias(), 0, y, k * n, n);
            }
            affine.map().apply(values[node.input()], rows, y);
        } else if (op instanceof CoreOp.Sum) {
            for (int input : node.inputs()) {
                for (int at = 0; at < rows * n; at++) {
                    y[at] += values[input][at];
                }
            }
        } else if (op instanceof CoreOp.Concat) {
            int offset = 0;
            for (int input : node.inputs()) {
                int size = graph.node(input).size();
                for (int k = 0; k < rows; k++) {
                    System.arraycopy(values[input], k * size, y, k * n + offset, size);
                }
                offset += size;
            }
        } else {
            relaxed(node, lines, rows, y);
        }
    }

    private void relaxed(CoreNode node, Relaxations lines, int rows, double[] y) {
        int id = node.id();
        int n = node.size();
        double[] v = backward.coefficients(id);
        double[] z = values[node.inputs().get(0)];
        boolean product = node.op() instanceof CoreOp.Product;
        double[] z2 = product ? values[node.inputs().get(1)] : z;
        for (int k = 0; k < rows; k++) {
            for (int i = 0; i < n; i++) {
                int at = k * n + i;
                if (v[at] > 0) {
                    double slope = product ? lines.lowSlope[id][i] : slopes[id][at];
                    y[at] = slope * z[at] + lines.lowShift[id][i] + (product ? lines.lowSlope2[id][i] * z2[at] : 0);
                } else if (v[at] < 0) {
                    y[at] = lines.highSlope[id][i] * z[at]
                            + lines.highShift[id][i]
                            + (product ? lines.highSlope2[id][i] * z2[at] : 0);
                }
            }
        }
    }

    /** The position of a row in the last batch, or -1. */
    int position(int row) {
        for (int k = 0; k < rowOf.length; k++) {
            if (rowOf[k] == row) {
                return k;
            }
        }
        return -1;
    }
}
