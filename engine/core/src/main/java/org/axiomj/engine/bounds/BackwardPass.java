package org.axiomj.engine.bounds;

import java.util.Arrays;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;

/**
 * Lower bounds of linear functions of a node, by substituting backwards through the lines of {@link Relaxations} until only
 * inputs are left (Zhang et al., CROWN, 2018; with slopes and split multipliers given, Xu et al. 2021 and Wang et al. 2021).
 *
 * <p>Sound over the reals whatever the slopes and multipliers. Rounding: the exact substitution of the computed
 * coefficients {@code c} through an affine map differs from the computed one by at most {@code gamma |A|^T |c|} in every
 * element, which moves the bound by at most {@code gamma |c| (|A| H)} with H the largest magnitudes at the map's input over
 * the whole root box; that sum and the rounding of the constant terms are subtracted at the end. Incomplete.
 *
 * <p>One instance per thread: it owns its buffers.
 */
public final class BackwardPass {
    /** No slopes or no multipliers. */
    static final double[][] NONE = {{}};

    private final BoundGraph graph;
    private final Magnitudes magnitudes;
    private final ExecutionErrors execution;
    private final double[][] coefficients;
    private final boolean[] active;
    private double[] constants = new double[0];
    private double[] constantMagnitudes = new double[0];
    private double[] errors = new double[0];
    private double[] sizes = new double[0];
    private int rows;

    public BackwardPass(BoundGraph graph, Magnitudes magnitudes) {
        this.graph = graph;
        this.magnitudes = magnitudes;
        execution = new ExecutionErrors(graph, magnitudes);
        coefficients = new double[graph.nodeCount()][0];
        active = new boolean[graph.nodeCount()];
    }

    /** Takes what holds on the next subproblem for what its execution may round; without effect over the reals. */
    public void subproblem(double[] lower, double[] upper, NeuronBounds bounds) {
        execution.update(lower, upper, bounds);
    }

    /** Starts a batch of functions whose coefficients are to be written into {@link #start}. */
    void begin(int rowCount) {
        rows = rowCount;
        if (constants.length < rowCount) {
            constants = new double[rowCount];
            constantMagnitudes = new double[rowCount];
            errors = new double[rowCount];
            sizes = new double[rowCount];
        }
        Arrays.fill(constants, 0, rowCount, 0);
        Arrays.fill(constantMagnitudes, 0, rowCount, 0);
        Arrays.fill(errors, 0, rowCount, 0);
        Arrays.fill(active, false);
    }

    /** The coefficient rows on a node, zeroed; rows x size. */
    double[] start(int node) {
        return accumulator(node);
    }

    /** Adds an exact constant to a row, with the error of having rounded it. */
    void addConstant(int row, double value, double error) {
        constants[row] += value;
        constantMagnitudes[row] += Math.abs(value);
        errors[row] += error;
    }

    /** Adds to the error of a row. */
    void addError(int row, double error) {
        errors[row] += error;
    }

    /**
     * Substitutes back to the inputs and minimises over the box.
     *
     * @param slopes lower slopes of ReLUs to use instead of the relaxation's, by node, rows x size; or {@link #NONE}
     * @param multipliers what to subtract from the coefficients of activations' arguments, by node, rows x size: positive
     *     only where the argument is known to be at least 0, negative only where at most 0; or {@link #NONE}
     * @param result receives a lower bound for each row
     */
    void run(
            Relaxations lines,
            double[] boxLower,
            double[] boxUpper,
            double[][] slopes,
            double[][] multipliers,
            double[] result) {
        for (int id = graph.nodeCount() - 1; id >= 0; id--) {
            if (active[id]) {
                substitute(graph.node(id), lines, slopes, multipliers);
            }
        }
        minimise(boxLower, boxUpper, result);
    }

    /** The sum of the magnitudes of what a row's bound was added up from in the last run. */
    double size(int row) {
        return sizes[row];
    }

    /** Coefficients that reached a node in the last run: on an activation's output, or on the inputs; rows x size. */
    double[] coefficients(int node) {
        if (!active[node]) {
            accumulator(node);
        }
        return coefficients[node];
    }

    private double[] accumulator(int id) {
        int needed = rows * graph.node(id).size();
        if (coefficients[id].length < needed) {
            coefficients[id] = new double[needed];
        } else if (!active[id]) {
            Arrays.fill(coefficients[id], 0, needed, 0);
        } else {
            chargeAccumulation(id);
        }
        active[id] = true;
        return coefficients[id];
    }

    /** A second user adds to coefficients that are there already: the rounding of the sums is charged against them. */
    private void chargeAccumulation(int id) {
        double[] c = coefficients[id];
        double[] h = magnitudes.of(id);
        double gamma = magnitudes.gammaBackward();
        for (int r = 0; r < rows; r++) {
            errors[r] += gamma * dotMagnitude(c, r * h.length, h);
        }
    }

    private void substitute(CoreNode node, Relaxations lines, double[][] slopes, double[][] multipliers) {
        int id = node.id();
        CoreOp op = node.op();
        double[] c = coefficients[id];
        int n = node.size();
        if (graph.uses(id) > 1) {
            chargeAccumulation(id);
        }
        if (execution.of(id).length > 0) {
            for (int r = 0; r < rows; r++) {
                errors[r] += dotMagnitude(c, r * n, execution.of(id));
            }
        }
        if (op instanceof CoreOp.Affine affine) {
            double[] h = magnitudes.ofMap(id);
            double gamma = Rounding.gamma(affine.map().maxTermsTransposed() + 4L)
                    + 2 * affine.map().relativeError();
            for (int r = 0; r < rows; r++) {
                constantDot(r, c, r * n, affine.bias());
                errors[r] += gamma * dotMagnitude(c, r * n, h);
            }
            affine.map().applyTransposed(c, rows, accumulator(node.input()));
        } else if (op instanceof CoreOp.Constant constant) {
            for (int r = 0; r < rows; r++) {
                constantDot(r, c, r * n, constant.values());
            }
        } else if (op instanceof CoreOp.Sum) {
            for (int input : node.inputs()) {
                double[] into = accumulator(input);
                for (int at = 0; at < rows * n; at++) {
                    into[at] += c[at];
                }
            }
        } else if (op instanceof CoreOp.Concat) {
            concat(node, c);
        } else if (op instanceof CoreOp.Product) {
            product(node, lines, c);
        } else if (!(op instanceof CoreOp.Input)) {
            activation(
                    node,
                    lines,
                    slopes == NONE ? NONE[0] : slopes[id],
                    multipliers == NONE ? NONE[0] : multipliers[id]);
        }
    }

    private void concat(CoreNode node, double[] c) {
        int offset = 0;
        for (int input : node.inputs()) {
            int size = graph.node(input).size();
            double[] into = accumulator(input);
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < size; i++) {
                    into[r * size + i] += c[r * node.size() + offset + i];
                }
            }
            offset += size;
        }
    }

    private void activation(CoreNode node, Relaxations lines, double[] slopes, double[] multipliers) {
        int id = node.id();
        int n = node.size();
        double[] c = coefficients[id];
        double[] into = accumulator(node.input());
        double[] low = lines.lowSlope[id];
        double[] high = lines.highSlope[id];
        double[] lowShift = lines.lowShift[id];
        double[] highShift = lines.highShift[id];
        boolean relu = graph.isRelu(id);
        for (int r = 0; r < rows; r++) {
            int base = r * n;
            double sum = 0;
            double magnitude = 0;
            for (int i = 0; i < n; i++) {
                double v = c[base + i];
                if (v > 0) {
                    double slope = slopes.length == 0 ? low[i] : slopes[base + i];
                    into[base + i] += v * slope;
                    if (!relu) {
                        sum += v * lowShift[i];
                        magnitude += Math.abs(v * lowShift[i]);
                    }
                } else if (v < 0) {
                    into[base + i] += v * high[i];
                    double term = v * highShift[i];
                    sum += term;
                    magnitude += Math.abs(term);
                }
            }
            if (multipliers.length > 0) {
                for (int i = 0; i < n; i++) {
                    into[base + i] -= multipliers[base + i];
                }
            }
            constants[r] += sum;
            constantMagnitudes[r] += magnitude;
        }
    }

    private void product(CoreNode node, Relaxations lines, double[] c) {
        int id = node.id();
        int n = node.size();
        double[] first = accumulator(node.inputs().get(0));
        double[] second = accumulator(node.inputs().get(1));
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < n; i++) {
                double v = c[r * n + i];
                if (v != 0) {
                    boolean up = v < 0;
                    first[r * n + i] += v * (up ? lines.highSlope[id][i] : lines.lowSlope[id][i]);
                    second[r * n + i] += v * (up ? lines.highSlope2[id][i] : lines.lowSlope2[id][i]);
                    double term = v * (up ? lines.highShift[id][i] : lines.lowShift[id][i]);
                    constants[r] += term;
                    constantMagnitudes[r] += Math.abs(term);
                }
            }
        }
    }

    private void minimise(double[] boxLower, double[] boxUpper, double[] result) {
        int input = graph.graph().inputId();
        int n = boxLower.length;
        double[] c = coefficients(input);
        double gamma = Rounding.gamma(magnitudes.terms());
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            double magnitude = 0;
            for (int i = 0; i < n; i++) {
                double v = c[r * n + i];
                double term = v >= 0 ? v * boxLower[i] : v * boxUpper[i];
                sum += term;
                magnitude += Math.abs(term);
            }
            magnitude += constantMagnitudes[r];
            sizes[r] = magnitude;
            double bound = constants[r] + sum - Rounding.inflate(errors[r] + gamma * magnitude);
            result[r] = Double.isNaN(bound) ? Double.NEGATIVE_INFINITY : bound;
        }
    }

    private void constantDot(int row, double[] c, int at, double[] values) {
        double sum = 0;
        double magnitude = 0;
        for (int i = 0; i < values.length; i++) {
            double term = c[at + i] * values[i];
            sum += term;
            magnitude += Math.abs(term);
        }
        constants[row] += sum;
        constantMagnitudes[row] += magnitude;
    }

    private static double dotMagnitude(double[] c, int at, double[] h) {
        double sum = 0;
        for (int i = 0; i < h.length; i++) {
            sum += Math.abs(c[at + i]) * h[i];
        }
        if (Double.isNaN(sum)) {
            sum = 0;
            for (int i = 0; i < h.length; i++) {
                sum += c[at + i] == 0 ? 0 : Math.abs(c[at + i]) * h[i];
            }
        }
        return sum;
    }
}
