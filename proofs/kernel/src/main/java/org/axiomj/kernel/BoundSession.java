package org.axiomj.kernel;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Bounds that hold in one node of a proof tree: the box and, for every ReLU argument, what was accepted so far. Moves
 * down by splits and back up by {@link #undo}. At the root, before the first split, the ReLU nodes are {@link #enter}ed
 * in order: intervals of later nodes, and with them the errors of rounded weights, use the lemmas accepted there.
 *
 * <p>Used by the checker and by whoever writes certificates; only what the checker accepts in its own session counts.
 * Methods throw {@link ArithmeticException} where numbers leave their range.
 */
public final class BoundSession {
    /** What {@link #compute} gives where the numbers leave their range. */
    public static final long NONE = Long.MIN_VALUE;

    static final int SLOPE_BITS = 30;
    private static final long ONE = 1L << SLOPE_BITS;
    private static final int MAX_TRAIL = 1 << 22;

    final Preparation prep;
    final long[] boxLow;
    final long[] boxHigh;
    /** Per ReLU node: bounds of its argument, and from them what a pass needs. */
    private final long[][] lower;

    private final long[][] upper;
    final long[][] low;
    final long[][] high;
    private final long[][] adaptive;
    final long[][] chord;
    private final long[][] explicit;
    /** Per smooth and product node. */
    final Planes[] planes;
    /** Per ReLU node: {@link #low} and {@link #high} are in units of {@code 2^-(unit - drop)}. */
    final int[] drop;
    /** Per linear node: how far the integer weights can be off. */
    final long[][] error;

    final int[] errorScale;
    /** Per node: {@code sum max(0, -value)} at the root, in units of {@code 2^-unit}. */
    final long[] negative;

    final int inputBits;
    private final long[][] nodeLow;
    private final long[][] nodeHigh;
    private final BackwardPass pass;
    private int prepared = 1;
    private int entered;
    private int[] trailNode = new int[256];
    private int[] trailIndex = new int[256];
    private long[] trailLow = new long[256];
    private long[] trailHigh = new long[256];
    private int trail;

    public BoundSession(Preparation prep, int caseIndex) {
        this.prep = prep;
        int n = prep.nodes.length;
        lower = new long[n][];
        upper = new long[n][];
        low = new long[n][];
        high = new long[n][];
        adaptive = new long[n][];
        chord = new long[n][];
        explicit = new long[n][];
        planes = new Planes[n];
        drop = new int[n];
        error = new long[n][];
        errorScale = new int[n];
        negative = new long[n];
        nodeLow = new long[n][];
        nodeHigh = new long[n][];
        Statement.Case c = prep.statement.cases().get(caseIndex);
        boxLow = new long[prep.sizes[0]];
        boxHigh = new long[prep.sizes[0]];
        int widest = 0;
        for (int i = 0; i < boxLow.length; i++) {
            boxLow[i] = narrow(c.lower().get(i).floorScaled(prep.unit));
            boxHigh[i] = Math.negateExact(narrow(c.upper().get(i).negate().floorScaled(prep.unit)));
            widest = Math.max(widest, Math.max(Exact.bits(boxLow[i]), Exact.bits(boxHigh[i])));
        }
        inputBits = Math.min(36, Exact.BITS - 2 - widest);
        nodeLow[0] = boxLow.clone();
        nodeHigh[0] = boxHigh.clone();
        negative[0] = negativeSum(nodeLow[0]);
        pass = new BackwardPass(this);
    }

    private static long narrow(BigInteger value) {
        if (value.bitLength() > 52) {
            throw new ArithmeticException("an input bound out of reach");
        }
        return value.longValueExact();
    }

    // ------------------------------------------------------------------------------------------------ the root

    /** Makes the bounds of a ReLU's argument ready; ascending at the root, without effect afterwards. */
    public void enter(int relu) {
        prepareTo(relu + 1);
        entered = Math.max(entered, relu);
    }

    /** Ends the root's preparation; without effect afterwards. */
    public void finish() {
        prepareTo(prep.nodes.length);
    }

    private void prepareTo(int end) {
        if (prepared < end && entered > 0) {
            settle(entered, true);
        }
        while (prepared < end) {
            prepare(prepared);
            if (prep.nodes[prepared] instanceof KernelNetwork.Activation) {
                settle(prepared, false);
            }
            prepared++;
        }
    }

    /**
     * Begins a node of the tree: where errors are renewed, those of linear nodes with a tolerance are computed from the
     * bounds that hold here. At the root they come with {@link #enter}.
     */
    public void begin() {
        if (!prep.renewed || prepared < prep.nodes.length) {
            return;
        }
        for (int k = 0; k < prep.nodes.length; k++) {
            if (prep.nodes[k] instanceof KernelNetwork.Linear map && prep.linear[k].hasTolerance()) {
                int n = prep.sizes[map.input];
                long[] least = new long[n];
                long[] most = new long[n];
                range(map.input, least, most);
                errorScale[k] = prep.linear[k].errors(least, most, prep.unit, error[k]);
            }
        }
    }

    /** Bounds of a node's elements that hold here; those of the root where nothing better is known. */
    private void range(int node, long[] least, long[] most) {
        if (node == 0) {
            System.arraycopy(boxLow, 0, least, 0, least.length);
            System.arraycopy(boxHigh, 0, most, 0, most.length);
        } else if (prep.nodes[node] instanceof KernelNetwork.Relu) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.max(0, lower[node][i]);
                most[i] = Math.max(0, upper[node][i]);
            }
        } else {
            System.arraycopy(nodeLow[node], 0, least, 0, least.length);
            System.arraycopy(nodeHigh[node], 0, most, 0, most.length);
        }
    }

    private void prepare(int k) {
        KernelNetwork.Node node = prep.nodes[k];
        int n = prep.sizes[k];
        nodeLow[k] = new long[n];
        nodeHigh[k] = new long[n];
        if (node instanceof KernelNetwork.Linear map) {
            PreparedLinear ready = prep.linear[k];
            error[k] = new long[n];
            errorScale[k] = ready.errors(nodeLow[map.input], nodeHigh[map.input], prep.unit, error[k]);
            ready.interval(
                    nodeLow[map.input],
                    nodeHigh[map.input],
                    error[k],
                    errorScale[k],
                    prep.unit,
                    nodeLow[k],
                    nodeHigh[k]);
        } else if (node instanceof KernelNetwork.Activation activation) {
            lower[k] = nodeLow[activation.input()].clone();
            upper[k] = nodeHigh[activation.input()].clone();
            if (!(node instanceof KernelNetwork.Relu)) {
                planes[k] = new Planes(activation, n, lower[k].length, prep.unit);
                return;
            }
            low[k] = new long[n];
            high[k] = new long[n];
            adaptive[k] = new long[n];
            chord[k] = new long[n];
        } else if (node instanceof KernelNetwork.Sum sum) {
            for (int in : sum.inputs()) {
                for (int i = 0; i < n; i++) {
                    nodeLow[k][i] = Exact.sum(nodeLow[k][i], nodeLow[in][i]);
                    nodeHigh[k][i] = Exact.sum(nodeHigh[k][i], nodeHigh[in][i]);
                }
            }
        } else if (node instanceof KernelNetwork.Concat concat) {
            int at = 0;
            for (int in : concat.inputs()) {
                System.arraycopy(nodeLow[in], 0, nodeLow[k], at, prep.sizes[in]);
                System.arraycopy(nodeHigh[in], 0, nodeHigh[k], at, prep.sizes[in]);
                at += prep.sizes[in];
            }
        }
        negative[k] = negativeSum(nodeLow[k]);
    }

    /**
     * Takes an activation's range, and the unit of a ReLU's clipped bounds, from what is accepted at the root.
     *
     * @param forGood whether no lemma at the root can still narrow the argument before other nodes are prepared
     */
    private void settle(int node, boolean forGood) {
        if (planes[node] == null) {
            settleRelu(node);
            return;
        }
        for (int i = 0; i < lower[node].length; i++) {
            refresh(node, i);
        }
        if (planes[node].range(lower[node], upper[node], nodeLow[node], nodeHigh[node])) {
            negative[node] = negativeSum(nodeLow[node]);
        } else if (forGood) {
            throw new ArithmeticException("a function that is not defined between the bounds of its argument");
        }
    }

    private void settleRelu(int relu) {
        long most = 1;
        for (int i = 0; i < prep.sizes[relu]; i++) {
            nodeLow[relu][i] = Math.max(0, lower[relu][i]);
            nodeHigh[relu][i] = Math.max(0, upper[relu][i]);
            most = Math.max(most, Math.max(nodeHigh[relu][i], Math.max(0, -lower[relu][i])));
        }
        negative[relu] = 0;
        drop[relu] = Math.max(0, Exact.bits(most) - PreparedLinear.REACH + 1);
        for (int i = 0; i < prep.sizes[relu]; i++) {
            refresh(relu, i);
        }
    }

    private static long negativeSum(long[] low) {
        long sum = 0;
        for (long l : low) {
            sum = Exact.sum(sum, Math.max(0, -l));
        }
        return sum;
    }

    /** Least value of an element at the root. */
    long nodeLow(int node, int element) {
        return nodeLow[node][element];
    }

    // ------------------------------------------------------------------------------------------------ lemmas

    /** Whether the element is a ReLU's argument whose sign is still open. */
    public boolean unstable(int activation, int element) {
        return planes[activation] == null && lower[activation][element] < 0 && upper[activation][element] > 0;
    }

    /** Whether a tighter bound of the argument is of use: the ReLU is unstable, or the argument of a curve not a point. */
    public boolean open(int activation, int element) {
        return planes[activation] == null
                ? unstable(activation, element)
                : lower[activation][element] < upper[activation][element];
    }

    public long lower(int relu, int element) {
        return lower[relu][element];
    }

    public long upper(int relu, int element) {
        return upper[relu][element];
    }

    /**
     * A bound of one ReLU argument, by a pass with the given slopes, in units of {@code 2^-unit}.
     *
     * @return {@link #NONE} where the numbers leave their range
     */
    public long compute(int relu, int element, boolean upperSide, boolean useChord) {
        try {
            int argument = ((KernelNetwork.Activation) prep.nodes[relu]).input();
            long least = pass.element(argument, element, upperSide ? -1 : 1, useChord ? chord : adaptive);
            long bound = least >> BackwardPass.GUARD;
            return upperSide ? -bound : bound;
        } catch (ArithmeticException e) {
            return NONE;
        }
    }

    /** Intersects a bound with what is known; false where nothing is left: no point reaches this node. */
    public boolean accept(int relu, int element, boolean upperSide, long bound) {
        if (bound == NONE) {
            return true;
        }
        long l = upperSide ? lower[relu][element] : Math.max(lower[relu][element], bound);
        long u = upperSide ? Math.min(upper[relu][element], bound) : upper[relu][element];
        set(relu, element, l, u);
        return l <= u;
    }

    private void set(int relu, int element, long l, long u) {
        if (l == lower[relu][element] && u == upper[relu][element]) {
            return;
        }
        remember(relu, element, lower[relu][element], upper[relu][element]);
        lower[relu][element] = l;
        upper[relu][element] = u;
        refresh(relu, element);
    }

    private void refresh(int relu, int i) {
        if (planes[relu] != null) {
            planes[relu].refresh(i, lower[relu], upper[relu]);
            return;
        }
        long l = Math.min(0, lower[relu][i]) >> drop[relu];
        long u = Exact.ceilShift(Math.max(0, upper[relu][i]), drop[relu]);
        low[relu][i] = l;
        high[relu][i] = u;
        if (lower[relu][i] >= 0) {
            adaptive[relu][i] = ONE;
            chord[relu][i] = ONE;
        } else if (upper[relu][i] <= 0) {
            adaptive[relu][i] = 0;
            chord[relu][i] = 0;
        } else {
            adaptive[relu][i] = u > -l ? ONE : 0;
            int by = Math.max(0, Exact.bits(u - l) - 32);
            chord[relu][i] = Math.min(ONE, (u >> by << SLOPE_BITS) / Math.max(1, u - l >> by));
        }
    }

    // ------------------------------------------------------------------------------------------------ splits

    /** Whether an input's range can be cut. */
    public boolean divisible(int input) {
        return boxHigh[input] - boxLow[input] >= 2;
    }

    /** Halves the range of an input at the integer below its middle; both halves keep the cut. */
    public void splitInput(int input, boolean upperHalf) {
        finish();
        remember(0, input, boxLow[input], boxHigh[input]);
        long middle = boxLow[input] + boxHigh[input] >> 1;
        if (upperHalf) {
            boxLow[input] = middle;
        } else {
            boxHigh[input] = middle;
        }
    }

    /** Fixes the phase of an unstable ReLU: argument at least 0 where active, at most 0 otherwise. */
    public void splitRelu(int relu, int element, boolean active) {
        finish();
        set(relu, element, active ? 0 : lower[relu][element], active ? upper[relu][element] : 0);
    }

    public long boxLow(int input) {
        return boxLow[input];
    }

    public long boxHigh(int input) {
        return boxHigh[input];
    }

    /** A place to {@link #undo} to. */
    public int mark() {
        return trail;
    }

    /** Takes back every split and lemma since the mark. */
    public void undo(int mark) {
        while (trail > mark) {
            trail--;
            int node = trailNode[trail];
            int i = trailIndex[trail];
            if (node == 0) {
                boxLow[i] = trailLow[trail];
                boxHigh[i] = trailHigh[trail];
            } else {
                lower[node][i] = trailLow[trail];
                upper[node][i] = trailHigh[trail];
                refresh(node, i);
            }
        }
    }

    private void remember(int node, int index, long oldLow, long oldHigh) {
        if (trail == trailNode.length) {
            if (trail >= MAX_TRAIL) {
                throw new ArithmeticException("more than " + MAX_TRAIL + " open changes");
            }
            trailNode = Arrays.copyOf(trailNode, 2 * trail);
            trailIndex = Arrays.copyOf(trailIndex, 2 * trail);
            trailLow = Arrays.copyOf(trailLow, 2 * trail);
            trailHigh = Arrays.copyOf(trailHigh, 2 * trail);
        }
        trailNode[trail] = node;
        trailIndex[trail] = index;
        trailLow[trail] = oldLow;
        trailHigh[trail] = oldHigh;
        trail++;
    }

    // ------------------------------------------------------------------------------------------------ rows

    /** How many ReLU arguments are unstable now. */
    public int unstableCount() {
        int count = 0;
        for (int k : prep.activations) {
            for (int i = 0; i < prep.sizes[k]; i++) {
                count += unstable(k, i) ? 1 : 0;
            }
        }
        return count;
    }

    /** A lower bound of a row, in units of {@code 2^-(unit + 10)}, with slopes 0/1 or the chord's. */
    public long bound(Row row, boolean useChord, Beta[] betas) {
        finish();
        return pass.row(row, useChord ? chord : adaptive, betas);
    }

    /**
     * The same with a slope for every unstable argument, in the order of nodes and elements.
     *
     * @param parts slopes are in units of one in so many
     * @param slopes from 0 to {@code parts}; {@link #unstableCount} of them
     */
    public long bound(Row row, int parts, int[] slopes, Beta[] betas) {
        finish();
        int at = 0;
        for (int k : prep.activations) {
            if (planes[k] != null) {
                continue;
            }
            if (explicit[k] == null) {
                explicit[k] = new long[prep.sizes[k]];
            }
            for (int i = 0; i < prep.sizes[k]; i++) {
                explicit[k][i] = unstable(k, i) ? slopes[at++] * ONE / parts : adaptive[k][i];
            }
        }
        return pass.row(row, explicit, betas);
    }

    /** Whether a bound of a row shows that its constraints cannot all hold. */
    public static boolean excludes(Row row, long bound) {
        return row.strict ? bound >= 0 : bound > 0;
    }

    /** An input's coefficient in the last pass, up to a positive factor common to all inputs. */
    public long inputCoefficient(int input) {
        return pass.multiplier[0][input];
    }

    /** Of a smooth or product node: the slope for an argument of the plane below or above, in units of 2^-30. */
    public long planeSlope(int node, int argument, boolean above) {
        return planes[node].slope[above ? 1 : 0][argument];
    }

    /** The constant of the same plane, in units of {@code 2^-(unit + 10)}. */
    public long planeConstant(int node, int element, boolean above) {
        return planes[node].constant[above ? 1 : 0][element];
    }

    /** A node's coefficient in the last pass, in units of {@code 2^-}{@link #scale}; 0 where the pass did not come by. */
    public long coefficient(int node, int element) {
        return pass.multiplier[node] == null ? 0 : pass.multiplier[node][element];
    }

    public int scale(int node) {
        return pass.scale[node];
    }
}
