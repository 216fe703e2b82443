package org.axiomj.proofs.export;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.kernel.KernelNetwork;

/**
 * The kernel's bound in exact numbers, with the combination of inequalities that proves it. Backward from what is bounded: an
 * equation replaces an element by its row; at a ReLU with coefficient v and multiplier nu, {@code v h} is replaced by {@code nu
 * z} and a constant, through {@code 0 <= h} and {@code z <= h} where v is positive, through an upper line where it is negative.
 * The bound is that of section 4 of docs/certificate-format.md, with nothing rounded and nothing charged.
 */
final class LagrangianBound {
    /** Slopes of upper lines are multiples of {@code 2^-LINE_BITS}. */
    static final int LINE_BITS = 30;

    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(LINE_BITS);
    /** Multipliers that differ by less than this share of the coefficient count as equal. */
    private static final int CLOSE = 16;
    /** Exact multipliers grow with every layer; longer ones are given up for the shorter ones chosen. */
    private static final int MOST_BITS = 200;

    private final NetworkTerms network;
    private final Facts facts;
    private final int unit;
    private final DyadicVector[] coefficients;

    LagrangianBound(NetworkTerms network, Facts facts, int unit) {
        this.network = network;
        this.facts = facts;
        this.unit = unit;
        coefficients = new DyadicVector[network.count()];
    }

    /** Starts anew, with coefficients on nodes; all are 0 otherwise. */
    void start() {
        java.util.Arrays.fill(coefficients, null);
    }

    void give(int node, DyadicVector more) {
        coefficients[node] = coefficients[node] == null ? more : coefficients[node].plus(more);
    }

    /**
     * The bound of what was started with.
     *
     * @param fewer whether to prefer combinations of fewer inequalities over the multipliers as chosen
     */
    Combination run(Multipliers chosen, boolean fewer) {
        Combination out = new Combination();
        for (int k = network.count() - 1; k >= 0; k--) {
            DyadicVector v = coefficients[k];
            if (v == null || v.isZero()) {
                continue;
            }
            KernelNetwork.Node node = network.node(k);
            if (node instanceof KernelNetwork.Linear) {
                linear(k, v, out);
            } else if (node instanceof KernelNetwork.Relu relu) {
                List<Dyadic> passed = new ArrayList<>();
                for (int i = 0; i < network.size(k); i++) {
                    Dyadic f = v.get(i);
                    passed.add(relu(k, i, f, chosen.of(k, i, f), fewer, out));
                }
                give(relu.input(), DyadicVector.of(passed.toArray(new Dyadic[0])));
            } else if (node instanceof KernelNetwork.Sum sum) {
                for (int i = 0; i < network.size(k); i++) {
                    equation(k, i, v.get(i), out);
                }
                sum.inputs().forEach(in -> give(in, v));
            } else if (node instanceof KernelNetwork.Concat concat) {
                int at = 0;
                for (int in : concat.inputs()) {
                    give(in, v.part(at, network.size(in)));
                    at += network.size(in);
                }
            } else {
                for (int i = 0; i < network.size(0); i++) {
                    rest(0, i, v.get(i), out);
                }
            }
        }
        return out;
    }

    private void linear(int k, DyadicVector v, Combination out) {
        Equations map = network.equations(k);
        for (int o = 0; o < map.rows; o++) {
            Dyadic share = v.get(o).shrunk(map.scale);
            equation(k, o, share, out);
            out.raise(share.times(new Dyadic(map.bias[o], 0)));
        }
        give(map.input, map.transposed(v));
    }

    private static void equation(int k, int element, Dyadic v, Combination out) {
        out.add(v.signum() > 0 ? Use.Kind.REVERSED : Use.Kind.EQUATION, k, element, v.abs());
    }

    /** Replaces {@code v h} by {@code nu z} and a constant; returns nu. */
    private Dyadic relu(int k, int i, Dyadic v, Dyadic given, boolean fewer, Combination out) {
        Dyadic nu = given;
        if (v.signum() == 0 && nu.signum() == 0) {
            return Dyadic.ZERO;
        }
        Dyadic free; // the coefficient on z that the inequalities about h leave; no bound of z is needed if nu is it
        if (facts.inactive(k, i)) {
            free = Dyadic.ZERO;
            out.add(v.signum() > 0 ? Use.Kind.NONNEGATIVE : Use.Kind.ZERO, k, i, v.abs());
        } else if (facts.active(k, i)) {
            free = v;
            out.add(v.signum() > 0 ? Use.Kind.ABOVE : Use.Kind.BELOW, k, i, v.abs());
        } else if (v.signum() >= 0) {
            free = fewer && close(v, nu, v) ? v : nu.signum() < 0 ? Dyadic.ZERO : v.less(nu) ? v : nu;
            out.add(Use.Kind.ABOVE, k, i, free);
            out.add(Use.Kind.NONNEGATIVE, k, i, v.minus(free));
        } else if (nu.signum() == 0) {
            free = Dyadic.ZERO;
            out.add(Use.Kind.CAP, k, i, v.abs());
            out.raise(v.times(Dyadic.of(facts.high(k, i), unit)));
        } else {
            BigInteger slope = slope(facts.low(k, i), facts.high(k, i));
            free = v.times(new Dyadic(slope, LINE_BITS));
            out.add(Use.Kind.LINE, k, i, v.abs().shrunk(LINE_BITS));
            out.raise(v.times(new Dyadic(offset(slope, facts.low(k, i), facts.high(k, i)), LINE_BITS + unit)));
        }
        if (fewer && close(free, nu, v) && free.mantissa().bitLength() <= MOST_BITS) {
            return free;
        }
        rest(k, i, free.minus(nu), out);
        return nu;
    }

    private static boolean close(Dyadic a, Dyadic b, Dyadic size) {
        return a.minus(b).abs().less(size.abs().shrunk(CLOSE));
    }

    /** Replaces {@code r z} by a constant, through a bound of z. */
    private void rest(int node, int element, Dyadic r, Combination out) {
        boolean low = r.signum() > 0;
        if (r.signum() != 0) {
            out.add(low ? Use.Kind.LOWER : Use.Kind.UPPER, node, element, r.abs());
            long bound = low ? facts.low(node, element) : facts.high(node, element);
            out.raise(r.times(Dyadic.of(bound, unit)));
        }
    }

    /** The chord's slope, in units of {@code 2^-LINE_BITS}, inside (0, 1). */
    static BigInteger slope(long low, long high) {
        BigInteger u = BigInteger.valueOf(high);
        BigInteger chord = u.shiftLeft(LINE_BITS).divide(u.subtract(BigInteger.valueOf(low)));
        return chord.max(BigInteger.ONE).min(ONE.subtract(BigInteger.ONE));
    }

    /** The least offset with the line above the ReLU at both ends, in units of {@code 2^-(LINE_BITS + unit)}. */
    static BigInteger offset(BigInteger slope, long low, long high) {
        BigInteger atLow = slope.negate().multiply(BigInteger.valueOf(low));
        BigInteger atHigh = ONE.subtract(slope).multiply(BigInteger.valueOf(high));
        return atLow.max(atHigh);
    }
}
