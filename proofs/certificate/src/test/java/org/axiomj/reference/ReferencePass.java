package org.axiomj.reference;

import static org.axiomj.reference.Numbers.ONE;
import static org.axiomj.reference.Numbers.ZERO;
import static org.axiomj.reference.Numbers.bits;
import static org.axiomj.reference.Numbers.ceiling;
import static org.axiomj.reference.Numbers.demand;
import static org.axiomj.reference.Numbers.fits;
import static org.axiomj.reference.Numbers.floor;
import static org.axiomj.reference.Numbers.larger;
import static org.axiomj.reference.Numbers.power;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axiomj.kernel.KernelNetwork;

/** Section 4: one bound. */
final class ReferencePass {
    private final Prepared prepared;
    private final State state;
    private final Slopes slopes;
    private final int[][] given;
    private final int parts;
    private final List<Slopes.Change> changes;
    private final Coefficients[] coefficients;
    /** C, in units of 2^-(U+10). */
    private BigInteger bound = ZERO;

    /** By activation: what it handed to its argument; null where it was not reached. */
    final Coefficients[] multipliers;

    ReferencePass(
            Prepared prepared, State state, Slopes slopes, int[][] given, int parts, List<Slopes.Change> changes) {
        this.prepared = prepared;
        this.state = state;
        this.slopes = slopes;
        this.given = given;
        this.parts = parts;
        this.changes = changes;
        coefficients = new Coefficients[prepared.sizes.length];
        multipliers = new Coefficients[prepared.sizes.length];
    }

    /** A lower bound of sign * element of the node. */
    BigInteger lemma(int node, int element, int sign) {
        Coefficients start = Coefficients.zero(prepared.sizes[node], 0);
        start.v()[element] = BigInteger.valueOf(sign);
        coefficients[node] = start;
        return run();
    }

    /** A lower bound of 2^h times a combination. */
    BigInteger row(Combination sum, int h) {
        bound = sum.constant.floor(h + prepared.unit + 10);
        demand(bound.bitLength() <= 61, "a constant of at most 61 bits");
        start(prepared.network.output(), sum.outputs, h);
        start(0, sum.inputs, h);
        return run();
    }

    private void start(int node, Map<Integer, Rational> terms, int h) {
        if (terms.isEmpty()) {
            return;
        }
        BigInteger lost = ZERO;
        int b = prepared.multiplierBits;
        Coefficients c = Coefficients.zero(prepared.sizes[node], b);
        for (Map.Entry<Integer, Rational> term : terms.entrySet()) {
            c.v()[term.getKey()] = term.getValue().floor(h + b);
            if (!term.getValue().integer(h + b)) {
                lost = lost.add(prepared.low[node][term.getKey()].negate().max(ZERO));
            }
        }
        add(lost.negate(), b - 10);
        hand(node, c);
    }

    /** C += [amount / 2^by]. */
    private void add(BigInteger amount, int by) {
        bound = fits(bound.add(fits(floor(amount, by))));
    }

    private BigInteger run() {
        for (int k = coefficients.length - 1; k >= 0; k--) {
            if (coefficients[k] == null) {
                continue;
            }
            KernelNetwork.Node node = prepared.network.nodes().get(k);
            if (node instanceof KernelNetwork.Linear linear) {
                linear(k, linear.input());
            } else if (node instanceof KernelNetwork.Relu relu) {
                relu(k, relu.input());
            } else if (node instanceof KernelNetwork.Activation curved) {
                curved(k, curved.input());
            } else if (node instanceof KernelNetwork.Sum sum) {
                for (int in : sum.inputs()) {
                    hand(in, coefficients[k]);
                }
            } else if (node instanceof KernelNetwork.Concat concat) {
                int at = 0;
                for (int in : concat.inputs()) {
                    BigInteger[] part = Arrays.copyOfRange(coefficients[k].v(), at, at + prepared.sizes[in]);
                    hand(in, new Coefficients(part, coefficients[k].scale()));
                    at += part.length;
                }
            } else {
                input();
            }
        }
        return bound;
    }

    /** Rounds down to a coarser scale, and charges. */
    private Coefficients coarser(int node, Coefficients c, int scale) {
        demand(Math.abs(scale) <= 4096, "a scale of at most 4096");
        add(prepared.neg[node].negate(), scale - 10);
        return c.at(scale);
    }

    private Coefficients rounded(int node, Coefficients c, int k) {
        return c.bits() <= k ? c : coarser(node, c, c.scale() - (c.bits() - k));
    }

    private void hand(int node, Coefficients more) {
        demand(Math.abs(more.scale()) <= 4096, "a scale of at most 4096");
        Coefficients there = coefficients[node];
        if (there == null) {
            coefficients[node] = more;
            return;
        }
        int scale = Math.max(there.scale(), more.scale());
        scale = Math.min(scale, there.scale() + 60 - there.bits());
        scale = Math.min(scale, more.scale() + 60 - more.bits());
        Coefficients a = there.scale() > scale ? coarser(node, there, scale) : there.at(scale);
        Coefficients b = more.scale() > scale ? coarser(node, more, scale) : more.at(scale);
        BigInteger[] sum = new BigInteger[a.v().length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = fits(a.v()[i].add(b.v()[i]));
        }
        coefficients[node] = new Coefficients(sum, scale);
    }

    private void linear(int k, int input) {
        Coefficients nu = rounded(k, coefficients[k], prepared.multiplierBits);
        RoundedLinear map = prepared.linear[k];
        int shift = bits(BigInteger.valueOf(nu.nonzero()));
        BigInteger biases = ZERO;
        BigInteger errors = ZERO;
        Coefficients to = Coefficients.zero(prepared.sizes[input], nu.scale() + map.p);
        for (int o = 0; o < nu.v().length; o++) {
            BigInteger n = nu.v()[o];
            biases = fits(biases.add(floor(fits(n.multiply(map.bias[o])), shift)));
            errors = fits(errors.add(ceiling(fits(n.abs().multiply(map.error[o])), shift)));
            for (int i = 0; i < to.v().length; i++) {
                to.v()[i] = fits(to.v()[i].add(n.multiply(map.w[o][i])));
            }
        }
        int fine = prepared.unit + 10;
        add(biases, nu.scale() + map.q - shift - fine);
        add(errors.negate(), nu.scale() + map.errorUnit - shift - fine);
        hand(input, to);
    }

    private void relu(int k, int input) {
        Coefficients v = coefficients[k].at(coefficients[k].scale() - excess(k, coefficients[k]));
        demand(Math.abs(v.scale()) <= 4096, "a scale of at most 4096");
        int n = v.v().length;
        int g = prepared.coarser[k];
        int shift = bits(BigInteger.valueOf(n));
        Coefficients nu = Coefficients.zero(n, v.scale());
        BigInteger sum = ZERO;
        int unstable = 0;
        for (int i = 0; i < n; i++) {
            BigInteger l = floor(state.lower[k][i].min(ZERO), g);
            BigInteger u = ceiling(state.upper[k][i].max(ZERO), g);
            BigInteger chord;
            BigInteger slope;
            if (state.unstable(k, i)) {
                chord = chord(l, u);
                slope = switch (slopes) {
                    case STEP -> u.compareTo(l.negate()) > 0 ? power(30) : ZERO;
                    case CHORD -> chord;
                    case GIVEN ->
                        BigInteger.valueOf(given[k][unstable++]).shiftLeft(30).divide(BigInteger.valueOf(parts));
                };
            } else {
                chord = state.lower[k][i].signum() >= 0 ? power(30) : ZERO;
                slope = chord;
            }
            BigInteger c = v.v()[i];
            BigInteger m = c.signum() >= 0
                    ? floor(c.multiply(slope), 30)
                    : floor(c.negate().multiply(chord), 30).negate();
            for (Slopes.Change change : changes) {
                if (change.relu() == k && change.element() == i) {
                    BigInteger most = power(prepared.multiplierBits);
                    m = m.add(floor(change.mantissa(), change.exponent() - v.scale()));
                    m = m.max(most.negate()).min(most.subtract(ONE));
                }
            }
            nu.v()[i] = m;
            BigInteger term =
                    c.subtract(m).multiply(u).min(m.negate().multiply(l)).min(ZERO);
            sum = fits(sum.add(floor(fits(term), shift)));
        }
        add(sum, v.scale() - g - shift - 10);
        multipliers[k] = nu;
        hand(input, nu);
    }

    private void curved(int k, int input) {
        demand(prepared.known[k], "an interval of node " + k);
        Coefficients v = rounded(k, coefficients[k], prepared.multiplierBits);
        Coefficients nu = Coefficients.zero(prepared.sizes[input], v.scale() + 20);
        BigInteger lost = ZERO;
        for (int i = 0; i < v.v().length; i++) {
            BigInteger c = v.v()[i];
            if (c.signum() == 0) {
                continue;
            }
            ReferencePlanes.Pair pair = prepared.planes(k, i, state).orElseThrow(() -> new Numbers.Refused("planes"));
            ReferencePlanes.Plane plane = c.signum() > 0 ? pair.below() : pair.above();
            bound = fits(bound.add(Numbers.productFloor(c, plane.constant(), v.scale())));
            for (int part = 0; part < plane.slopes().size(); part++) {
                int j = i + part * v.v().length;
                nu.v()[j] = Numbers.productFloor(c, plane.slopes().get(part), 10);
                lost = fits(lost.add(state.lower[k][j].negate().max(ZERO)));
            }
        }
        add(lost.negate(), v.scale() + 20 - 10);
        multipliers[k] = nu;
        hand(input, nu);
    }

    /** How far to shift coefficients of a Relu node; costs nothing there. */
    private int excess(int k, Coefficients v) {
        int ofChanges = 0;
        for (Slopes.Change change : changes) {
            if (change.relu() == k) {
                ofChanges = Math.max(ofChanges, bits(change.mantissa()) + v.scale() - change.exponent() + 1);
            }
        }
        int needed = ofChanges > 0 ? Math.max(v.bits() + 1, Math.min(ofChanges, v.bits() + 20)) : v.bits();
        return Math.max(0, Math.min(needed - prepared.multiplierBits, 62));
    }

    /** In units of 2^-30. */
    static BigInteger chord(BigInteger l, BigInteger u) {
        int k = Math.max(0, bits(u.subtract(l)) - 32);
        return floor(u, k).shiftLeft(30).divide(floor(u.subtract(l), k)).min(power(30));
    }

    private void input() {
        BigInteger most = ZERO;
        for (int i = 0; i < prepared.sizes[0]; i++) {
            most = most.max(larger(prepared.low[0][i], prepared.high[0][i]));
        }
        Coefficients v = rounded(0, coefficients[0], Math.min(36, 60 - bits(most)));
        int shift = bits(BigInteger.valueOf(v.v().length));
        BigInteger sum = ZERO;
        for (int i = 0; i < v.v().length; i++) {
            BigInteger c = v.v()[i];
            BigInteger term = c.multiply(c.signum() > 0 ? state.low[i] : state.high[i]);
            sum = fits(sum.add(floor(fits(term), shift)));
        }
        add(sum, v.scale() - shift - 10);
    }
}
