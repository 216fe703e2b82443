package org.axiomj.proofs.elaborate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Row;

/**
 * Looks for weights of a conjunction's constraints and for slopes of unstable ReLUs whose row is positive, by projected
 * supergradient ascent with steps after Polyak (1969) aimed just above zero. Floating point; the bounds that decide are
 * the session's.
 */
final class Ascent {
    private static final int STEPS = 16;
    /** The constants of planes are in units of 2^-(unit + this), their slopes of 2^-{@link #SLOPE_BITS}. */
    private static final int GUARD = 10;

    private static final int SLOPE_BITS = 30;
    private static final long[] ONCE = {1};
    private static final double SHARES = Recipes.SHARES;
    private final Preparation prep;
    private final BoundSession session;
    private final KernelNetwork network;
    private final int[] relus;
    private final double[][] value;
    private final double[][] slope;
    private final double[][] slopeGradient;
    private final double[][] coefficients;
    private final double[][] biases;
    private long[] weights = {};
    private int[] rounded = {};
    private Row row;
    private double best;

    Ascent(Preparation prep, BoundSession session, KernelNetwork network) {
        this.prep = prep;
        this.session = session;
        this.network = network;
        int n = network.nodes().size();
        relus = IntStream.range(0, n)
                .filter(k -> network.nodes().get(k) instanceof KernelNetwork.Relu)
                .toArray();
        coefficients = new double[n][];
        biases = new double[n][];
        value = new double[n][];
        slope = new double[n][];
        slopeGradient = new double[n][];
        for (int k = 0; k < n; k++) {
            value[k] = new double[prep.size(k)];
            if (network.nodes().get(k) instanceof KernelNetwork.Relu) {
                slope[k] = new double[prep.size(k)];
                slopeGradient[k] = new double[prep.size(k)];
            } else if (network.nodes().get(k) instanceof KernelNetwork.Linear map) {
                double[] c = new double[map.rowStart(map.rows())];
                Arrays.setAll(c, i -> Math.scalb((double) map.mantissa(i), map.exponent(i)));
                coefficients[k] = c;
                double[] b = new double[map.rows()];
                Arrays.setAll(b, i -> Math.scalb((double) map.biasMantissa(i), map.biasExponent(i)));
                biases[k] = b;
            }
        }
        row = new Row(List.of(), new long[0], prep.bits());
    }

    long[] weights() {
        return weights;
    }

    /** Slopes in units of 1/{@link RowProof#ONE}. */
    int[] slopes() {
        return rounded;
    }

    Row row() {
        return row;
    }

    /** The value that the last run ended with. */
    double value() {
        return best;
    }

    /**
     * True if a row was found; its weights and slopes are then to be had.
     *
     * @param base the constraint whose weight stays
     * @param w weights to start from, changed here
     * @param startSlopes for every unstable ReLU; empty where nothing is known
     * @param betas changes of multipliers, for the weights that are given
     */
    boolean run(List<Condition.Atom> atoms, int base, double[] w, double[] startSlopes, Beta[] betas) {
        int n = atoms.size();
        start(startSlopes);
        double share = n == 1 ? 1 : SHARES;
        double[] gradient = new double[n];
        best = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            weights = n == 1 ? ONCE : Recipes.weights(w);
            row = new Row(atoms, weights, prep.bits());
            rounded = Recipes.rounded(unstable(slope), RowProof.ONE);
            long bound = session.bound(row, RowProof.ONE, rounded, betas);
            if (BoundSession.excludes(row, bound)) {
                return true;
            }
            double reached = Math.scalb((double) bound, -row.stretch() - prep.unit() - 10) / share;
            best = Math.max(best, reached);
            forward(Math.scalb(1 / share, -row.stretch()));
            double norm = slopeNorm();
            double scale = 0;
            for (int i = 0; i < n; i++) {
                gradient[i] = i == base ? 0 : excess(atoms.get(i));
                norm += gradient[i] > 0 || w[i] > 0 ? gradient[i] * gradient[i] : 0;
                scale = Math.max(scale, Math.abs(excess(atoms.get(i))));
            }
            double length = (-reached + 1e-3 * scale) / norm;
            if (!(norm > 0) || !(length < 1e100)) {
                return false;
            }
            for (int i = 0; i < n; i++) {
                w[i] = Math.max(0, w[i] + length * gradient[i]);
            }
            move(length);
        }
        return false;
    }

    private void start(double[] given) {
        int at = 0;
        for (int relu : relus) {
            for (int i = 0; i < prep.size(relu); i++) {
                slope[relu][i] = session.upper(relu, i) > -session.lower(relu, i) ? 1 : 0;
                if (given.length > 0 && session.unstable(relu, i)) {
                    slope[relu][i] = given[at++];
                }
            }
        }
    }

    /** The derivative of the last pass's bound by the slope of every unstable ReLU, up to a common factor. */
    double[] gradient() {
        forward(1);
        return unstable(slopeGradient);
    }

    private double[] unstable(double[][] values) {
        double[] open = new double[session.unstableCount()];
        int at = 0;
        for (int relu : relus) {
            for (int i = 0; i < prep.size(relu); i++) {
                if (session.unstable(relu, i)) {
                    open[at++] = values[relu][i];
                }
            }
        }
        return open;
    }

    /** The relaxation's minimiser: every node's value at it, and the slopes' derivatives. */
    private void forward(double unitOfRow) {
        for (int i = 0; i < value[0].length; i++) {
            long x = session.coefficient(0, i) > 0 ? session.boxLow(i) : session.boxHigh(i);
            value[0][i] = Math.scalb((double) x, -prep.unit());
        }
        for (int k = 1; k < value.length; k++) {
            KernelNetwork.Node node = network.nodes().get(k);
            double[] out = value[k];
            if (node instanceof KernelNetwork.Linear map) {
                linear(map, coefficients[k], biases[k], value[map.input()], out);
            } else if (node instanceof KernelNetwork.Relu relu) {
                relu(k, value[relu.input()], out, unitOfRow);
            } else if (node instanceof KernelNetwork.Activation curve) {
                planes(k, value[curve.input()], out);
            } else if (node instanceof KernelNetwork.Sum sum) {
                Arrays.fill(out, 0);
                for (int in : sum.inputs()) {
                    for (int i = 0; i < out.length; i++) {
                        out[i] += value[in][i];
                    }
                }
            } else if (node instanceof KernelNetwork.Concat concat) {
                int at = 0;
                for (int in : concat.inputs()) {
                    System.arraycopy(value[in], 0, out, at, value[in].length);
                    at += value[in].length;
                }
            }
        }
    }

    private static void linear(KernelNetwork.Linear map, double[] w, double[] b, double[] in, double[] out) {
        for (int o = 0; o < out.length; o++) {
            double sum = b[o];
            for (int at = map.rowStart(o); at < map.rowStart(o + 1); at++) {
                sum += w[at] * in[map.column(at)];
            }
            out[o] = sum;
        }
    }

    private void relu(int k, double[] z, double[] out, double unitOfRow) {
        double unit = Math.scalb(unitOfRow, -session.scale(k));
        for (int i = 0; i < out.length; i++) {
            slopeGradient[k][i] = 0;
            if (!session.unstable(k, i)) {
                out[i] = session.lower(k, i) >= 0 ? z[i] : 0;
                continue;
            }
            long v = session.coefficient(k, i);
            if (v >= 0) {
                out[i] = slope[k][i] * z[i];
                slopeGradient[k][i] = v * unit * z[i];
            } else {
                double l = Math.scalb((double) session.lower(k, i), -prep.unit());
                double u = Math.scalb((double) session.upper(k, i), -prep.unit());
                out[i] = u / (u - l) * (z[i] - l);
            }
        }
    }

    /** The planes that the last pass took. */
    private void planes(int k, double[] z, double[] out) {
        for (int i = 0; i < out.length; i++) {
            boolean above = session.coefficient(k, i) < 0;
            out[i] = Math.scalb((double) session.planeConstant(k, i, above), -prep.unit() - GUARD);
            for (int j = i; j < z.length; j += out.length) {
                out[i] += Math.scalb((double) session.planeSlope(k, j, above), -SLOPE_BITS) * z[j];
            }
        }
    }

    private double slopeNorm() {
        double norm = 0;
        for (int relu : relus) {
            double[] g = slopeGradient[relu];
            double[] s = slope[relu];
            for (int i = 0; i < g.length; i++) {
                norm += g[i] > 0 && s[i] < 1 || g[i] < 0 && s[i] > 0 ? g[i] * g[i] : 0;
            }
        }
        return norm;
    }

    private void move(double length) {
        for (int relu : relus) {
            double[] g = slopeGradient[relu];
            double[] s = slope[relu];
            for (int i = 0; i < g.length; i++) {
                s[i] = Math.max(0, Math.min(1, s[i] + length * g[i]));
            }
        }
    }

    /** Left side minus bound, at the minimiser. */
    private double excess(Condition.Atom atom) {
        double sum = -atom.bound().numerator().doubleValue()
                / atom.bound().denominator().doubleValue();
        for (Condition.Term t : atom.inputs()) {
            sum += toDouble(t) * value[0][t.index()];
        }
        for (Condition.Term t : atom.outputs()) {
            sum += toDouble(t) * value[network.output()][t.index()];
        }
        return sum;
    }

    private static double toDouble(Condition.Term t) {
        return t.coefficient().numerator().doubleValue()
                / t.coefficient().denominator().doubleValue();
    }
}
