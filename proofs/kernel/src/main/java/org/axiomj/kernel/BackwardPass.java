package org.axiomj.kernel;

import java.util.Arrays;

/**
 * The one bounding rule: a Lagrangian dual, evaluated backward with multipliers that are made up on the way. A pass
 * starts from coefficients on one or two nodes and ends with a number that no point of the box lets the combination
 * fall below. Every node's coefficients are integers in units of {@code 2^-scale[node]}; rounding them down by less than
 * a unit costs at most a unit times {@code sum max(0, -value)}, which is charged (nothing after a ReLU).
 *
 * <p>Sound for any multipliers; incomplete. Ranges: multipliers have at most {@link Preparation#bits} bits (24), clipped
 * bounds and biases 36, errors 30, slopes 31; a product has at most 61 bits and is shifted down by the bit length of how
 * many are summed. Sums of products with weights: see {@link PreparedLinear}. Everything else is checked.
 */
final class BackwardPass {
    /** The result is in units of {@code 2^-(unit + GUARD)}. */
    static final int GUARD = 10;

    /** How many bits finer than the coefficients of a smooth or product node those of its argument are. */
    private static final int FINER = 20;

    private static final int MAX_SCALE = 1 << 12;
    /** How many bits more than the coefficients a change may have before it is cut off. */
    private static final int MOST_WIDER = 20;

    private final Preparation prep;
    private final BoundSession session;
    final long[][] multiplier;
    final int[] scale;
    private final boolean[] pending;
    private final long[] spare;
    private final int[] rows;
    /** The changes of a row, and by node the first that is on it, after each the next; -1 where there is none. */
    private Beta[] betas = Beta.NONE;

    private final int[] firstChange;
    private int[] nextChange = {};
    private long constant;

    BackwardPass(BoundSession session) {
        this.session = session;
        prep = session.prep;
        multiplier = new long[prep.nodes.length][];
        scale = new int[prep.nodes.length];
        pending = new boolean[prep.nodes.length];
        int largest = 0;
        for (int size : prep.sizes) {
            largest = Math.max(largest, size);
        }
        firstChange = new int[prep.nodes.length];
        Arrays.fill(firstChange, -1);
        spare = new long[largest];
        rows = new int[largest];
    }

    /** A lower bound of {@code sign * element} of a node. */
    long element(int node, int element, int sign, long[][] slopes) {
        begin();
        if (prep.linear[node] != null) {
            rows[0] = element;
            own(node)[element] = sign;
            scale[node] = 0;
            linear(node, 1);
        } else {
            long[] start = own(node);
            Arrays.fill(start, 0);
            start[element] = sign;
            deliver(node, start, 0);
        }
        return run(node, slopes);
    }

    /** A lower bound of a row. */
    long row(Row row, long[][] slopes, Beta[] changes) {
        begin();
        link(changes);
        constant = row.constant(prep.unit + GUARD);
        int output = prep.statement.network().output();
        start(output, row.outputIndex, row.outputCoefficient, row.outputExact, row.scale);
        start(0, row.inputIndex, row.inputCoefficient, row.inputExact, row.scale);
        return run(output, slopes);
    }

    /** Sorts changes by node, so that a node sees its own alone. */
    private void link(Beta[] changes) {
        betas = changes;
        nextChange = new int[changes.length];
        for (int b = changes.length - 1; b >= 0; b--) {
            nextChange[b] = firstChange[changes[b].node()];
            firstChange[changes[b].node()] = b;
        }
    }

    private void start(int node, int[] index, long[] coefficient, boolean[] exact, int rowScale) {
        if (index.length == 0) {
            return;
        }
        long[] out = target(node);
        Arrays.fill(out, 0, prep.sizes[node], 0);
        long charge = 0;
        for (int i = 0; i < index.length; i++) {
            out[index[i]] = coefficient[i];
            if (!exact[i]) {
                charge = Exact.sum(charge, Math.max(0, -session.nodeLow(node, index[i])));
            }
        }
        add(-charge, rowScale + prep.unit);
        deliver(node, out, rowScale);
    }

    private void begin() {
        constant = 0;
        for (Beta beta : betas) {
            firstChange[beta.node()] = -1;
        }
        betas = Beta.NONE;
        Arrays.fill(pending, false); // a pass that was broken off leaves some
    }

    private long run(int top, long[][] slopes) {
        for (int k = top; k > 0; k--) {
            if (!pending[k]) {
                continue;
            }
            pending[k] = false;
            KernelNetwork.Node node = prep.nodes[k];
            if (node instanceof KernelNetwork.Linear) {
                normalise(k, prep.bits, 0);
                linear(k, nonZero(multiplier[k], prep.sizes[k]));
            } else if (node instanceof KernelNetwork.Relu relu) {
                normalise(k, prep.bits, changes(k));
                relu(k, relu.input(), slopes[k]);
            } else if (node instanceof KernelNetwork.Activation activation) {
                normalise(k, prep.bits, 0);
                planes(k, activation.input());
            } else if (node instanceof KernelNetwork.Sum sum) {
                for (int in : sum.inputs()) {
                    copy(k, 0, in);
                }
            } else if (node instanceof KernelNetwork.Concat concat) {
                int at = 0;
                for (int in : concat.inputs()) {
                    copy(k, at, in);
                    at += prep.sizes[in];
                }
            }
        }
        if (pending[0]) {
            input();
        } else {
            Arrays.fill(own(0), 0);
        }
        return constant;
    }

    private void copy(int node, int from, int input) {
        long[] out = target(input);
        System.arraycopy(multiplier[node], from, out, 0, prep.sizes[input]);
        deliver(input, out, scale[node]);
    }

    private int nonZero(long[] values, int size) {
        int count = 0;
        for (int o = 0; o < size; o++) {
            if (values[o] != 0) {
                rows[count++] = o;
            }
        }
        return count;
    }

    /** {@code nu.z = nu.(W h + b)} up to the errors, for the first {@code count} of {@link #rows}. */
    private void linear(int k, int count) {
        PreparedLinear map = prep.linear[k];
        long[] nu = multiplier[k];
        long[] error = session.error[k];
        int by = Exact.bits(count);
        long bias = 0;
        long errors = 0;
        for (int r = 0; r < count; r++) {
            int o = rows[r];
            long f = nu[o];
            bias += f * map.bias[o] >> by;
            errors += (f < 0 ? -f : f) * error[o] + (1L << by) - 1 >> by;
        }
        add(bias, scale[k] + map.biasShift - by);
        add(-errors, scale[k] + session.errorScale[k] - by);
        int input = ((KernelNetwork.Linear) prep.nodes[k]).input;
        long[] out = target(input);
        Arrays.fill(out, 0, map.columns, 0);
        map.transposed(nu, rows, count, out);
        deliver(input, out, scale[k] + map.shift);
    }

    /** {@code v.relu(z) >= nu.z + sum min over z in {low, 0, high} of (v relu(z) - nu z)}. */
    private void relu(int k, int argument, long[] slope) {
        long[] v = multiplier[k];
        long[] chord = session.chord[k];
        long[] low = session.low[k];
        long[] high = session.high[k];
        int n = prep.sizes[k];
        int by = Exact.bits(n);
        long[] nu = target(argument);
        long terms = 0;
        for (int i = 0; i < n; i++) {
            long f = v[i];
            if (f >= 0) {
                nu[i] = f * slope[i] >> BoundSession.SLOPE_BITS;
            } else {
                long g = -(-f * chord[i] >> BoundSession.SLOPE_BITS);
                nu[i] = g;
                terms += term(f, g, low[i], high[i]) >> by;
            }
        }
        for (int b = firstChange[k]; b >= 0; b = nextChange[b]) {
            int i = betas[b].element();
            long changed = betas[b].applied(nu[i], scale[k], prep.bits);
            terms += (term(v[i], changed, low[i], high[i]) >> by) - (term(v[i], nu[i], low[i], high[i]) >> by);
            nu[i] = changed;
        }
        add(terms, scale[k] + prep.unit - session.drop[k] - by);
        deliver(argument, nu, scale[k]);
    }

    /** {@code v g(z) >= v a.z + v c} for the plane on the side that the sign of v asks for. */
    private void planes(int k, int argument) {
        Planes planes = session.planes[k];
        if (!planes.isRanged()) {
            throw new ArithmeticException("a function that is not defined between the bounds of its argument");
        }
        long[] v = multiplier[k];
        long[] nu = target(argument);
        long charge = 0;
        for (int j = 0; j < planes.arguments; j++) {
            int i = j % planes.size;
            int side = v[i] >= 0 ? 0 : 1;
            if (v[i] != 0 && !planes.valid[i]) {
                throw new ArithmeticException("a line out of reach");
            }
            nu[j] = Exact.productFloor(v[i], planes.slope[side][j], BoundSession.SLOPE_BITS - FINER);
            if (v[i] != 0) {
                charge = Exact.sum(charge, Math.max(0, -session.lower(k, j)));
            }
            if (j < planes.size) {
                constant = Exact.sum(constant, Exact.productFloor(v[i], planes.constant[side][i], scale[k]));
            }
        }
        add(-charge, scale[k] + FINER + prep.unit);
        deliver(argument, nu, scale[k] + FINER);
    }

    /** With {@code low <= 0 <= high}. */
    private static long term(long v, long nu, long low, long high) {
        return Math.min(Math.min((v - nu) * high, -nu * low), 0);
    }

    private void input() {
        normalise(0, session.inputBits, 0);
        long[] v = multiplier[0];
        int n = prep.sizes[0];
        int by = Exact.bits(n);
        long least = 0;
        for (int i = 0; i < n; i++) {
            least += v[i] * (v[i] > 0 ? session.boxLow[i] : session.boxHigh[i]) >> by;
        }
        add(least, scale[0] + prep.unit - by);
    }

    /** The bits that the changes on a node have at its scale, and one more for their sums; 0 if there are none. */
    private int changes(int node) {
        int most = 0;
        for (int b = firstChange[node]; b >= 0; b = nextChange[b]) {
            most = Math.max(most, Exact.bits(betas[b].mantissa()) + scale[node] - betas[b].exponent() + 1);
        }
        return most;
    }

    /** Rounds a node's coefficients down to {@code bits} bits, in units in which numbers of {@code wider} bits have so too. */
    private void normalise(int node, int bits, int wider) {
        long[] v = multiplier[node];
        int n = prep.sizes[node];
        int width = width(v, n);
        int needed = wider == 0 ? width : Math.max(width + 1, Math.min(wider, width + MOST_WIDER));
        int drop = Math.min(needed - bits, Exact.BITS);
        if (drop > 0) {
            for (int i = 0; i < n; i++) {
                v[i] >>= drop;
            }
            rescale(node, scale[node] - drop);
            charge(node);
        }
    }

    /** The least b with all values in {@code [-2^b, 2^b)}. */
    private static int width(long[] v, int n) {
        long union = 0;
        for (int i = 0; i < n; i++) {
            union |= v[i] ^ v[i] >> 63;
        }
        return 64 - Long.numberOfLeadingZeros(union);
    }

    /** Each coefficient of the node lost less than one unit. */
    private void charge(int node) {
        add(-session.negative[node], scale[node] + prep.unit);
    }

    private long[] own(int node) {
        if (multiplier[node] == null) {
            multiplier[node] = new long[prep.sizes[node]];
        }
        return multiplier[node];
    }

    /** Where to write what is then to be {@link #deliver}ed. */
    private long[] target(int node) {
        return pending[node] ? spare : own(node);
    }

    /** Adds coefficients, below 2^62, to those that a node has. */
    private void deliver(int node, long[] values, int valueScale) {
        if (!pending[node]) {
            pending[node] = true;
            rescale(node, valueScale);
            return;
        }
        long[] sum = multiplier[node];
        int n = prep.sizes[node];
        int old = scale[node];
        int common = Math.min(
                Math.max(old, valueScale), Math.min(old + 60 - width(sum, n), valueScale + 60 - width(values, n)));
        rescale(node, common);
        for (int i = 0; i < n; i++) {
            sum[i] = Exact.floorShift(sum[i], old - common) + Exact.floorShift(values[i], valueScale - common);
        }
        if (old > common) {
            charge(node);
        }
        if (valueScale > common) {
            charge(node);
        }
    }

    private void rescale(int node, int to) {
        if (to < -MAX_SCALE || to > MAX_SCALE) {
            throw new ArithmeticException("a scale out of range");
        }
        scale[node] = to;
    }

    private void add(long value, int valueScale) {
        constant = Exact.sum(constant, Exact.floorShift(value, valueScale - prep.unit - GUARD));
    }
}
