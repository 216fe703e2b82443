package org.axiomj.reference;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.axiomj.kernel.KernelNetwork;

/**
 * The bound that a pass would have found without any rounding: the minimum of the Lagrangian with the pass's multipliers,
 * over the box, the accepted bounds of ReLU arguments, and the errors that the statement allows. Exact.
 */
final class IdealPass {
    private final Prepared prepared;
    private final State state;
    private final Coefficients[] multipliers;
    private final Dyadic[][] coefficients;
    private Dyadic bound = Dyadic.ZERO;
    private Dyadic perMultiplier = Dyadic.ONE;

    /** @param multipliers of every activation that the pass reached */
    IdealPass(Prepared prepared, State state, Coefficients[] multipliers) {
        this.prepared = prepared;
        this.state = state;
        this.multipliers = multipliers;
        coefficients = new Dyadic[prepared.sizes.length][];
    }

    Dyadic lemma(int node, int element, int sign) {
        at(node)[element] = Dyadic.of(sign, 0);
        return run();
    }

    /**
     * Of {@code factor} times the combination, which has to make all coefficients integers; the multipliers are for 2^h
     * times the combination.
     */
    Dyadic row(Combination sum, BigInteger factor, int h) {
        perMultiplier = new Dyadic(factor, -h);
        bound = integer(sum.constant, factor);
        start(prepared.network.output(), sum.outputs, factor);
        start(0, sum.inputs, factor);
        return run();
    }

    private void start(int node, Map<Integer, Rational> terms, BigInteger factor) {
        terms.forEach((i, r) -> at(node)[i] = at(node)[i].plus(integer(r, factor)));
    }

    private static Dyadic integer(Rational r, BigInteger factor) {
        return new Dyadic(r.numerator().multiply(factor).divide(r.denominator()), 0);
    }

    private Dyadic[] at(int node) {
        if (coefficients[node] == null) {
            coefficients[node] = new Dyadic[prepared.sizes[node]];
            Arrays.fill(coefficients[node], Dyadic.ZERO);
        }
        return coefficients[node];
    }

    private Dyadic run() {
        for (int k = coefficients.length - 1; k > 0; k--) {
            Dyadic[] v = coefficients[k];
            if (v == null) {
                continue;
            }
            KernelNetwork.Node node = prepared.network.nodes().get(k);
            if (node instanceof KernelNetwork.Linear linear) {
                linear(k, v, at(linear.input()));
            } else if (node instanceof KernelNetwork.Relu relu) {
                relu(k, v, at(relu.input()));
            } else if (node instanceof KernelNetwork.Activation curved) {
                curved(k, v, at(curved.input()));
            } else if (node instanceof KernelNetwork.Sum sum) {
                for (int in : sum.inputs()) {
                    for (int i = 0; i < v.length; i++) {
                        at(in)[i] = at(in)[i].plus(v[i]);
                    }
                }
            } else if (node instanceof KernelNetwork.Concat concat) {
                int from = 0;
                for (int in : concat.inputs()) {
                    for (int i = 0; i < prepared.sizes[in]; i++) {
                        at(in)[i] = at(in)[i].plus(v[from++]);
                    }
                }
            }
        }
        Dyadic[] x = at(0);
        for (int i = 0; i < x.length; i++) {
            bound = bound.plus(
                    x[i].times(new Dyadic(x[i].signum() > 0 ? state.low[i] : state.high[i], -prepared.unit)));
        }
        return bound;
    }

    private void linear(int k, Dyadic[] v, Dyadic[] to) {
        RoundedLinear map = prepared.linear[k];
        for (int o = 0; o < v.length; o++) {
            if (v[o].signum() == 0) {
                continue;
            }
            bound = bound.plus(v[o].times(map.exactBias[o])).minus(v[o].abs().times(map.exactError[o]));
            for (int i = 0; i < to.length; i++) {
                if (map.weight[o][i].signum() != 0) {
                    to[i] = to[i].plus(v[o].times(map.weight[o][i]));
                }
            }
        }
    }

    /** Least value of v h - nu z over l <= z <= u, h = max(0, z). */
    private void relu(int k, Dyadic[] v, Dyadic[] to) {
        for (int i = 0; i < v.length; i++) {
            Coefficients given = multipliers[k];
            Dyadic nu = given == null ? Dyadic.ZERO : new Dyadic(given.v()[i], -given.scale()).times(perMultiplier);
            Dyadic l = new Dyadic(state.lower[k][i], -prepared.unit);
            Dyadic u = new Dyadic(state.upper[k][i], -prepared.unit);
            Dyadic least = at(l, v[i], nu).min(at(u, v[i], nu));
            if (l.signum() < 0 && u.signum() > 0) {
                least = least.min(Dyadic.ZERO);
            }
            bound = bound.plus(least);
            to[i] = to[i].plus(nu);
        }
    }

    /** At most a hair below the least value of v g(z) - nu.z at corners and some points between; so hardly below the ideal. */
    private void curved(int k, Dyadic[] v, Dyadic[] to) {
        Coefficients given = multipliers[k];
        int arguments = to.length / v.length;
        for (int i = 0; i < v.length; i++) {
            Dyadic[] nu = new Dyadic[arguments];
            for (int part = 0; part < arguments; part++) {
                int j = i + part * v.length;
                nu[part] = given == null ? Dyadic.ZERO : new Dyadic(given.v()[j], -given.scale()).times(perMultiplier);
                to[j] = to[j].plus(nu[part]);
            }
            Dyadic least = arguments == 2 ? corners(k, i, v[i], nu) : samples(k, i, v[i], nu[0]);
            bound = bound.plus(v[i].signum() == 0 && zero(nu) ? Dyadic.ZERO : least);
        }
    }

    private static boolean zero(Dyadic[] nu) {
        return Arrays.stream(nu).allMatch(n -> n.signum() == 0);
    }

    private Dyadic corners(int k, int i, Dyadic v, Dyadic[] nu) {
        int j = i + prepared.sizes[k];
        Dyadic least = null;
        for (BigInteger a : new BigInteger[] {state.lower[k][i], state.upper[k][i]}) {
            for (BigInteger b : new BigInteger[] {state.lower[k][j], state.upper[k][j]}) {
                Dyadic x = new Dyadic(a, -prepared.unit);
                Dyadic y = new Dyadic(b, -prepared.unit);
                Dyadic value = v.times(x).times(y).minus(nu[0].times(x)).minus(nu[1].times(y));
                least = least == null ? value : least.min(value);
            }
        }
        return least;
    }

    private Dyadic samples(int k, int i, Dyadic v, Dyadic nu) {
        KernelNetwork.Smooth smooth =
                (KernelNetwork.Smooth) prepared.network.nodes().get(k);
        Dyadic least = null;
        for (int t = 0; t <= 8; t++) {
            BigInteger width = state.upper[k][i].subtract(state.lower[k][i]);
            BigInteger z =
                    state.lower[k][i].add(width.multiply(BigInteger.valueOf(t)).shiftRight(3));
            ReferencePlanes.Point g = prepared.planes.point(smooth.curve(), z);
            Dyadic high = new Dyadic(v.signum() > 0 ? g.high() : g.low(), -100);
            Dyadic value = v.times(high).minus(nu.times(new Dyadic(z, -prepared.unit)));
            least = least == null ? value : least.min(value);
        }
        return least;
    }

    private static Dyadic at(Dyadic z, Dyadic v, Dyadic nu) {
        return z.max(Dyadic.ZERO).times(v).minus(nu.times(z));
    }
}
