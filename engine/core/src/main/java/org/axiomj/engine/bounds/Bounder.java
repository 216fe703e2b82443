package org.axiomj.engine.bounds;

import java.util.Arrays;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;

/**
 * Bounds of all neurons over one box: a zonotope forwards, and at every layer backward substitution for the neurons that it
 * leaves unstable, each intersected with what the parent knew. Sound over the reals, incomplete. One instance per thread.
 */
public final class Bounder {
    /** Above this many numbers a zonotope costs more than it brings, and only backward substitution is used. */
    private static final long ZONOTOPE_LIMIT = 40_000_000;

    private static final int BATCH_NUMBERS = 1 << 21;
    private final BoundGraph graph;
    private final BackwardPass backward;
    private final Relaxations lines;
    private final boolean[] alwaysTighten;
    private final Zonotope[] zonotopes;
    private boolean zonotopeValid;
    private final Gains[] gains;
    private int[] symbolOfInput = new int[0];
    private int inputSymbols;

    public Bounder(BoundGraph graph, Magnitudes magnitudes) {
        this.graph = graph;
        backward = new BackwardPass(graph, magnitudes);
        lines = new Relaxations(graph);
        alwaysTighten = new boolean[graph.nodeCount()];
        zonotopes = new Zonotope[graph.nodeCount()];
        gains = new Gains[graph.nodeCount()];
        for (int id = 0; id < graph.nodeCount(); id++) {
            CoreNode node = graph.node(id);
            if (graph.uses(id) > 0 && (node.op() instanceof CoreOp.Smooth || node.op() instanceof CoreOp.Product)) {
                node.inputs().forEach(i -> alwaysTighten[i] = true);
            }
        }
    }

    public Relaxations lines() {
        return lines;
    }

    public BackwardPass backward() {
        return backward;
    }

    /**
     * Which bounds the last call of {@link #tighten} found worth having, by activation; {@link
     * org.axiomj.proofs.elaborate.LemmaChoice} of each element.
     *
     * @param first whether nothing was noted before, so that every bound is worth having
     */
    public byte[][] lemmaChoices(boolean first) {
        byte[][] byActivation = new byte[graph.nodeCount()][0];
        for (int id : graph.activations()) {
            if (graph.isRelu(id)) {
                byActivation[id] = gains[graph.node(id).input()].choices(first);
            }
        }
        return byActivation;
    }

    /** Interval bounds over a box, for the root. */
    public static Magnitudes intervals(BoundGraph graph, double[] lower, double[] upper, NeuronBounds bounds) {
        IntervalPass pass = new IntervalPass(graph);
        pass.run(lower, upper, bounds);
        return new Magnitudes(graph, pass);
    }

    /**
     * Tightens the bounds in place and brings the relaxations up to date. Where a bound pair becomes empty the box holds no
     * point of the subproblem, which the caller sees through {@link NeuronBounds#isEmpty()}.
     *
     * @param expired asked between layers; once true the rest is left as it is, which is sound
     */
    public void tighten(
            double[] lower, double[] upper, NeuronBounds bounds, java.util.function.BooleanSupplier expired) {
        startZonotope(lower, upper);
        backward.subproblem(lower, upper, bounds);
        for (int id = 0; id < graph.nodeCount(); id++) {
            if (graph.uses(id) == 0) {
                continue;
            }
            CoreNode node = graph.node(id);
            zonotopeValid = zonotopeValid && !expired.getAsBoolean();
            if (zonotopeValid) {
                forward(node, bounds);
            }
            if (graph.isBounded(id)) {
                gains[id] = new Gains(bounds.lower(id), bounds.upper(id));
                if (node.op() instanceof CoreOp.Input) {
                    for (int i = 0; i < lower.length; i++) {
                        bounds.tighten(id, i, lower[i], upper[i]);
                    }
                }
                if (zonotopeValid) {
                    intersect(id, bounds, gains[id]);
                }
                if (!(node.op() instanceof CoreOp.Input) && !isFirstLayer(id) && !expired.getAsBoolean()) {
                    tightenBackward(id, lower, upper, bounds, gains[id]);
                }
            }
            if (BoundGraph.isActivation(node.op()) || node.op() instanceof CoreOp.Product) {
                lines.update(id, bounds, expired);
            }
        }
    }

    /** Bounds of affine functions of the inputs are exact already. */
    private boolean isFirstLayer(int id) {
        CoreNode node = graph.node(id);
        return zonotopeValid
                && node.op() instanceof CoreOp.Affine
                && graph.node(node.input()).op() instanceof CoreOp.Input;
    }

    private void startZonotope(double[] lower, double[] upper) {
        int n = lower.length;
        if (symbolOfInput.length != n) {
            symbolOfInput = new int[n];
        }
        inputSymbols = 0;
        for (int i = 0; i < n; i++) {
            symbolOfInput[i] = upper[i] > lower[i] ? inputSymbols++ : -1;
        }
        long widest = 0;
        long neurons = 0;
        for (int id = 0; id < graph.nodeCount(); id++) {
            widest = Math.max(widest, graph.uses(id) > 0 ? graph.node(id).size() : 0);
            neurons += graph.isBounded(id) ? graph.node(id).size() : 0;
        }
        zonotopeValid = (inputSymbols + neurons / 2) * widest < ZONOTOPE_LIMIT;
        Arrays.fill(zonotopes, null);
        if (zonotopeValid) {
            zonotopes[graph.graph().inputId()] = Zonotope.ofBox(lower, upper, symbolOfInput, inputSymbols);
        }
    }

    private void forward(CoreNode node, NeuronBounds bounds) {
        int id = node.id();
        CoreOp op = node.op();
        if (op instanceof CoreOp.Affine affine) {
            zonotopes[id] = zonotopes[node.input()].affine(affine, graph.absolute(id), graph.execution(id));
        } else if (op instanceof CoreOp.Sum) {
            zonotopes[id] = Zonotope.sum(node, zonotopes, graph.execution(id));
        } else if (op instanceof CoreOp.Concat) {
            zonotopes[id] = Zonotope.concat(node, zonotopes);
        } else if (op instanceof CoreOp.Constant constant) {
            zonotopes[id] = Zonotope.constant(constant.values());
        } else if (op instanceof CoreOp.Product) {
            zonotopeValid = false;
        } else if (!(op instanceof CoreOp.Input)) {
            zonotopes[id] = activation(node, bounds);
        }
        if (zonotopeValid && !zonotopes[id].isFinite()) {
            zonotopeValid = false;
        }
    }

    private int symbols() {
        int most = inputSymbols;
        for (Zonotope z : zonotopes) {
            most = z == null ? most : Math.max(most, z.symbols);
        }
        return most;
    }

    private Zonotope activation(CoreNode node, NeuronBounds bounds) {
        int n = node.size();
        double[] l = bounds.lower(node.input());
        double[] u = bounds.upper(node.input());
        double[] slope = new double[n];
        double[] shift = new double[n];
        double[] radius = new double[n];
        boolean relu = graph.isRelu(node.id());
        Elementwise f = lines.function(node.id());
        for (int i = 0; i < n; i++) {
            if (relu && (l[i] >= 0 || u[i] <= 0)) {
                slope[i] = l[i] >= 0 ? 1 : 0;
            } else if (relu) {
                slope[i] = Math.min(1, u[i] / (u[i] - l[i]));
                double half = Math.max(slope[i] * -l[i], (1 - slope[i]) * u[i]) / 2;
                shift[i] = half;
                radius[i] = half + 0x1p-48 * (u[i] - l[i]);
            } else {
                double high = Math.max(l[i], u[i]);
                slope[i] = f.multiplier(i, 1, l[i], high);
                double low = f.minimum(i, 1, slope[i], l[i], high);
                double top = -f.minimum(i, -1, -slope[i], l[i], high);
                shift[i] = low / 2 + top / 2;
                radius[i] = Math.max(top - shift[i], shift[i] - low) * (1 + 0x1p-48);
            }
        }
        return zonotopes[node.input()].transform(slope, shift, radius, symbols());
    }

    private void intersect(int id, NeuronBounds bounds, Gains gain) {
        int n = graph.node(id).size();
        double[] l = new double[n];
        double[] u = new double[n];
        zonotopes[id].bounds(l, u);
        for (int i = 0; i < n; i++) {
            bounds.tighten(id, i, l[i], u[i]);
        }
        gain.zonotope(l, u);
    }

    private void tightenBackward(int id, double[] lower, double[] upper, NeuronBounds bounds, Gains gain) {
        int n = graph.node(id).size();
        int[] open = new int[n];
        int count = 0;
        double[] l = bounds.lower(id);
        double[] u = bounds.upper(id);
        for (int i = 0; i < n; i++) {
            if (l[i] < u[i] && (alwaysTighten[id] || l[i] < 0 && u[i] > 0)) {
                open[count++] = i;
            }
        }
        int widest = 1;
        for (int k = 0; k <= id; k++) {
            widest = Math.max(widest, graph.uses(k) > 0 ? graph.node(k).size() : 0);
        }
        int batch = Math.max(4, BATCH_NUMBERS / widest / 2);
        for (int from = 0; from < count; from += batch) {
            int to = Math.min(count, from + batch);
            int rows = 2 * (to - from);
            backward.begin(rows);
            double[] start = backward.start(id);
            for (int k = from; k < to; k++) {
                start[2 * (k - from) * n + open[k]] = 1;
                start[(2 * (k - from) + 1) * n + open[k]] = -1;
            }
            double[] result = new double[rows];
            backward.run(lines, lower, upper, BackwardPass.NONE, BackwardPass.NONE, result);
            for (int k = from; k < to; k++) {
                gain.backward(open[k], result[2 * (k - from)], -result[2 * (k - from) + 1]);
                bounds.tighten(id, open[k], result[2 * (k - from)], -result[2 * (k - from) + 1]);
            }
        }
    }

    /** |generator| of an input on an element of a bounded node in the last call: how much the input moves the neuron. */
    double influence(int input, int node, int element) {
        Zonotope z = zonotopes[node];
        int symbol = symbolOfInput[input];
        return z == null || symbol < 0 || symbol >= z.symbols ? 0 : Math.abs(z.rows[(1 + symbol) * z.size + element]);
    }

    boolean hasInfluence() {
        return zonotopeValid;
    }
}
