package org.axiomj.reference;

import static org.axiomj.reference.Numbers.ZERO;
import static org.axiomj.reference.Numbers.bits;
import static org.axiomj.reference.Numbers.ceiling;
import static org.axiomj.reference.Numbers.fits;
import static org.axiomj.reference.Numbers.floor;
import static org.axiomj.reference.Numbers.productCeiling;
import static org.axiomj.reference.Numbers.productFloor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Statement;

/** Section 3 for one case: box, rounded coefficients, intervals at the root; and the exact intervals beside them. */
final class Prepared {
    final KernelNetwork network;
    final Statement.Case theCase;
    /** U. */
    final int unit;
    /** B. */
    final int multiplierBits;

    final boolean renewed;
    final int[] sizes;
    final List<Integer> activations = new ArrayList<>();
    final ReferencePlanes planes;
    /** Whether a node has its interval. */
    final boolean[] known;

    final RoundedLinear[] linear;
    final BigInteger[][] low;
    final BigInteger[][] high;
    final Dyadic[][] exactLow;
    final Dyadic[][] exactHigh;
    /** Sum of max(0, -lower end) over a node's elements. */
    final BigInteger[] neg;

    /** By Relu node: clipped bounds are in units of 2^-(U - coarser). */
    final int[] coarser;

    private int done;

    Prepared(Statement statement, int caseIndex, int unit, int precision) {
        network = statement.network();
        theCase = statement.cases().get(caseIndex);
        this.unit = unit;
        multiplierBits = precision & 127;
        renewed = precision >= 128;
        sizes = network.sizes();
        int n = sizes.length;
        linear = new RoundedLinear[n];
        low = new BigInteger[n][];
        high = new BigInteger[n][];
        exactLow = new Dyadic[n][];
        exactHigh = new Dyadic[n][];
        coarser = new int[n];
        known = new boolean[n];
        planes = new ReferencePlanes(unit);
        neg = new BigInteger[n];
        for (int k = 0; k < n; k++) {
            if (network.nodes().get(k) instanceof KernelNetwork.Activation) {
                activations.add(k);
            } else if (network.nodes().get(k) instanceof KernelNetwork.Linear l) {
                linear[k] = new RoundedLinear(l, sizes[l.input()], unit, multiplierBits);
            }
        }
        box();
    }

    private void box() {
        int n = sizes[0];
        low[0] = new BigInteger[n];
        high[0] = new BigInteger[n];
        for (int i = 0; i < n; i++) {
            low[0][i] = Rational.of(theCase.lower().get(i)).floor(unit);
            high[0][i] = Rational.of(theCase.upper().get(i)).ceiling(unit);
            Numbers.demand(
                    low[0][i].bitLength() <= 52 && high[0][i].negate().bitLength() <= 52, "a box of at most 52 bits");
        }
        exactLow[0] = dyadic(low[0]);
        exactHigh[0] = dyadic(high[0]);
        neg[0] = negative(low[0]);
        done = 1;
    }

    private Dyadic[] dyadic(BigInteger[] numbers) {
        Dyadic[] d = new Dyadic[numbers.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = new Dyadic(numbers[i], -unit);
        }
        return d;
    }

    /** Computes the intervals of nodes below {@code end}, with the bounds accepted now, where they are missing. */
    void intervals(int end, State state) {
        for (; done < end; done++) {
            KernelNetwork.Node node = network.nodes().get(done);
            int n = sizes[done];
            if (!known[done]) {
                low[done] = new BigInteger[n];
                high[done] = new BigInteger[n];
                Arrays.fill(low[done], ZERO);
                Arrays.fill(high[done], ZERO);
            }
            exactLow[done] = new Dyadic[n];
            exactHigh[done] = new Dyadic[n];
            if (node instanceof KernelNetwork.Linear l) {
                linear(done, l.input());
            } else if (node instanceof KernelNetwork.Sum s) {
                sum(done, s.inputs());
            } else if (node instanceof KernelNetwork.Concat c) {
                concat(done, c.inputs());
            } else {
                if (isRelu(done)) {
                    low[done] = raised(state.lower[done]);
                    high[done] = raised(state.upper[done]);
                }
                exactLow[done] = dyadic(low[done]);
                exactHigh[done] = dyadic(high[done]);
            }
            neg[done] = negative(low[done]);
            contained(done);
        }
    }

    private void linear(int node, int input) {
        RoundedLinear map = linear[node];
        map.errors(low[input], high[input]);
        map.exactErrors(exactLow[input], exactHigh[input]);
        for (int o = 0; o < sizes[node]; o++) {
            BigInteger error = fits(ceiling(map.error[o], map.errorUnit - unit));
            BigInteger lo = fits(fits(floor(map.bias[o], map.q - unit)).subtract(error));
            BigInteger hi = fits(fits(ceiling(map.bias[o], map.q - unit)).add(error));
            Dyadic exactLo = map.exactBias[o].minus(map.exactError[o]);
            Dyadic exactHi = map.exactBias[o].plus(map.exactError[o]);
            for (int i = 0; i < sizes[input]; i++) {
                BigInteger w = map.w[o][i];
                boolean up = w.signum() > 0;
                lo = fits(lo.add(productFloor(w, up ? low[input][i] : high[input][i], map.p)));
                hi = fits(hi.add(productCeiling(w, up ? high[input][i] : low[input][i], map.p)));
                Dyadic exact = map.weight[o][i];
                boolean exactUp = exact.signum() > 0;
                exactLo = exactLo.plus(exact.times(exactUp ? exactLow[input][i] : exactHigh[input][i]));
                exactHi = exactHi.plus(exact.times(exactUp ? exactHigh[input][i] : exactLow[input][i]));
            }
            low[node][o] = lo;
            high[node][o] = hi;
            exactLow[node][o] = exactLo;
            exactHigh[node][o] = exactHi;
        }
    }

    /** The errors of linear nodes with a tolerance, from the bounds that hold now. */
    void renew(State state) {
        for (int k = 0; k < sizes.length; k++) {
            if (linear[k] != null && !linear[k].exact.tolerance().equals(KernelNetwork.Tolerance.NONE)) {
                int input = linear[k].exact.input();
                BigInteger[] from = low[input];
                BigInteger[] to = high[input];
                Dyadic[] exactFrom = exactLow[input];
                Dyadic[] exactTo = exactHigh[input];
                if (input == 0 || isRelu(input)) {
                    from = input == 0 ? state.low : raised(state.lower[input]);
                    to = input == 0 ? state.high : raised(state.upper[input]);
                    exactFrom = dyadic(from);
                    exactTo = dyadic(to);
                }
                linear[k].errors(from, to);
                linear[k].exactErrors(exactFrom, exactTo);
            }
        }
    }

    private static BigInteger[] raised(BigInteger[] bounds) {
        BigInteger[] raised = bounds.clone();
        for (int i = 0; i < raised.length; i++) {
            raised[i] = raised[i].max(ZERO);
        }
        return raised;
    }

    private void sum(int node, List<Integer> inputs) {
        for (int i = 0; i < sizes[node]; i++) {
            low[node][i] = ZERO;
            high[node][i] = ZERO;
            exactLow[node][i] = Dyadic.ZERO;
            exactHigh[node][i] = Dyadic.ZERO;
            for (int in : inputs) {
                low[node][i] = fits(low[node][i].add(low[in][i]));
                high[node][i] = fits(high[node][i].add(high[in][i]));
                exactLow[node][i] = exactLow[node][i].plus(exactLow[in][i]);
                exactHigh[node][i] = exactHigh[node][i].plus(exactHigh[in][i]);
            }
        }
    }

    private void concat(int node, List<Integer> inputs) {
        int at = 0;
        for (int in : inputs) {
            for (int i = 0; i < sizes[in]; i++, at++) {
                low[node][at] = low[in][i];
                high[node][at] = high[in][i];
                exactLow[node][at] = exactLow[in][i];
                exactHigh[node][at] = exactHigh[in][i];
            }
        }
    }

    /** The exact interval lies in the one of integers. */
    private void contained(int node) {
        for (int i = 0; i < sizes[node]; i++) {
            boolean holds = new Dyadic(low[node][i], -unit).compareTo(exactLow[node][i]) <= 0
                    && new Dyadic(high[node][i], -unit).compareTo(exactHigh[node][i]) >= 0;
            if (!holds && !emptyBox()) {
                throw new AssertionError("interval of " + node + "." + i + " is too narrow: [" + low[node][i] + ", "
                        + high[node][i] + "] for [" + exactLow[node][i] + ", " + exactHigh[node][i] + "]");
            }
        }
    }

    boolean emptyBox() {
        for (int i = 0; i < sizes[0]; i++) {
            if (low[0][i].compareTo(high[0][i]) > 0) {
                return true;
            }
        }
        return false;
    }

    private static BigInteger negative(BigInteger[] low) {
        BigInteger sum = ZERO;
        for (BigInteger l : low) {
            sum = fits(sum.add(l.negate().max(ZERO)));
        }
        return sum;
    }

    boolean isRelu(int node) {
        return network.nodes().get(node) instanceof KernelNetwork.Relu;
    }

    /** The planes of an element of a Smooth or Product node, where there are any. */
    Optional<ReferencePlanes.Pair> planes(int node, int i, State state) {
        BigInteger[] l = state.lower[node];
        BigInteger[] u = state.upper[node];
        if (network.nodes().get(node) instanceof KernelNetwork.Smooth smooth) {
            return planes.smooth(smooth.curve(), l[i], u[i]);
        }
        int j = i + sizes[node];
        return planes.product(new BigInteger[] {l[i], u[i]}, new BigInteger[] {l[j], u[j]});
    }

    /** Section 3, "Planes": the interval of a Smooth or Product node; false if it has none. */
    private boolean curved(int node, State state) {
        int n = sizes[node];
        BigInteger[] from = new BigInteger[n];
        BigInteger[] to = new BigInteger[n];
        for (int i = 0; i < n; i++) {
            if (planes(node, i, state).isEmpty()) {
                return false;
            }
            BigInteger[] l = state.lower[node];
            BigInteger[] u = state.upper[node];
            BigInteger[] range;
            if (network.nodes().get(node) instanceof KernelNetwork.Smooth smooth) {
                range = planes.smoothRange(smooth.curve(), l[i], u[i]);
            } else {
                int j = i + n;
                range = planes.productRange(new BigInteger[] {l[i], u[i]}, new BigInteger[] {l[j], u[j]});
            }
            from[i] = range[0];
            to[i] = range[1];
        }
        low[node] = from;
        high[node] = to;
        neg[node] = negative(from);
        return true;
    }

    /** Section 3: what is fixed where the root's first round reaches an activation and where it leaves it. */
    void fix(int activation, State state, boolean leaving) {
        if (isRelu(activation)) {
            fixUnit(activation, state);
        } else {
            known[activation] |= curved(activation, state);
            Numbers.demand(!leaving || curved(activation, state), "functions that are defined");
        }
    }

    private void fixUnit(int relu, State state) {
        int most = 0;
        for (int i = 0; i < sizes[relu]; i++) {
            most = Math.max(most, bits(state.lower[relu][i].min(ZERO)));
            most = Math.max(most, bits(state.upper[relu][i].max(ZERO)));
        }
        coarser[relu] = Math.max(0, most - 35);
    }

    int argument(int activation) {
        return ((KernelNetwork.Activation) network.nodes().get(activation)).input();
    }
}
