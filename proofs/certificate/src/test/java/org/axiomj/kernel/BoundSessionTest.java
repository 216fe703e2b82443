package org.axiomj.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundSessionTest {
    private static final int UNIT = 28;

    private static Fraction inUnits(long value) {
        return ExactNetwork.dyadic(value, -UNIT);
    }

    /** The dual bound of a chain in exact rationals, from the multipliers of the session's last pass. */
    private static Fraction dual(KernelNetwork net, BoundSession s, int top, int element, int sign) {
        int[] sizes = net.sizes();
        Fraction sum = Fraction.ZERO;
        Fraction[] nu = new Fraction[sizes[top]];
        java.util.Arrays.fill(nu, Fraction.ZERO);
        nu[element] = Fraction.of(sign, 1);
        int k = top;
        while (true) {
            KernelNetwork.Linear map = (KernelNetwork.Linear) net.nodes().get(k);
            Fraction[] v = new Fraction[map.columns];
            java.util.Arrays.fill(v, Fraction.ZERO);
            for (int o = 0; o < nu.length; o++) {
                sum = sum.plus(
                        ExactNetwork.times(nu[o], ExactNetwork.dyadic(map.biasMantissa[o], map.biasExponent[o])));
                for (int at = map.rowStart[o]; at < map.rowStart[o + 1]; at++) {
                    Fraction w = ExactNetwork.dyadic(map.mantissa[at], map.exponent[at]);
                    v[map.column[at]] = v[map.column[at]].plus(ExactNetwork.times(nu[o], w));
                }
            }
            if (map.input == 0) {
                for (int i = 0; i < v.length; i++) {
                    sum = sum.plus(ExactNetwork.min(
                            ExactNetwork.times(v[i], inUnits(s.boxLow(i))),
                            ExactNetwork.times(v[i], inUnits(s.boxHigh(i)))));
                }
                return sum;
            }
            int relu = map.input;
            k = relu - 1;
            nu = new Fraction[v.length];
            for (int i = 0; i < v.length; i++) {
                nu[i] = ExactNetwork.dyadic(s.coefficient(k, i), -s.scale(k));
                Fraction l = inUnits(s.lower(relu, i));
                Fraction u = inUnits(s.upper(relu, i));
                Fraction least = ExactNetwork.min(at(v[i], nu[i], l), at(v[i], nu[i], u));
                if (l.signum() < 0 && u.signum() > 0) {
                    least = ExactNetwork.min(least, Fraction.ZERO);
                }
                sum = sum.plus(least);
            }
        }
    }

    private static Fraction at(Fraction v, Fraction nu, Fraction z) {
        Fraction h = z.signum() > 0 ? z : Fraction.ZERO;
        return ExactNetwork.times(v, h).plus(ExactNetwork.times(nu, z).negate());
    }

    @Test
    void everyLemmaOfAChainIsAtMostTheExactDualOfItsOwnMultipliersAndCloseToIt() {
        Random random = new Random(7);
        int lemmas = 0;
        int close = 0;
        for (int run = 0; run < 150; run++) {
            Statement statement = Examples.statement(random, random.nextBoolean() ? 0 : 3);
            KernelNetwork net = statement.network();
            Preparation prep = new Preparation(statement, UNIT, 12 + random.nextInt(13), false);
            BoundSession s = new BoundSession(prep, 0);
            for (int round = 0; round < 6; round++) {
                for (int relu : prep.activations) {
                    s.enter(relu);
                    for (int i = 0; i < prep.sizes[relu]; i++) {
                        boolean upper = random.nextBoolean();
                        long bound = s.compute(relu, i, upper, random.nextBoolean());
                        assertThat(bound).isNotEqualTo(BoundSession.NONE);
                        Fraction exact = dual(net, s, relu - 1, i, upper ? -1 : 1);
                        Fraction kernel = inUnits(upper ? -bound : bound);
                        assertThat(ExactNetwork.less(exact, kernel))
                                .as("run %d lemma %d", run, lemmas)
                                .isFalse();
                        lemmas++;
                        close += ExactNetwork.less(exact.plus(kernel.negate()), Fraction.of(1, 1000)) ? 1 : 0;
                        s.accept(relu, i, upper, bound);
                    }
                }
                int input = random.nextInt(prep.sizes[0]);
                if (s.divisible(input)) {
                    s.splitInput(input, random.nextBoolean());
                }
            }
        }
        assertThat(lemmas).isGreaterThan(5000);
        assertThat(close).isGreaterThan(lemmas * 3 / 5); // 12-bit multipliers are coarse
    }

    @Test
    void boundsHoldAtEveryPointOfTheNodeThatTheyAreClaimedFor() {
        Random random = new Random(11);
        int points = 0;
        for (int run = 0; run < 200; run++) {
            Statement statement = Examples.statement(random, run % 4);
            KernelNetwork net = statement.network();
            ExactNetwork exact = new ExactNetwork(net);
            Preparation prep = new Preparation(statement, 20 + random.nextInt(20), 12 + random.nextInt(13), false);
            BoundSession s = new BoundSession(prep, 0);
            List<int[]> phases = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                for (int relu : prep.activations) {
                    s.enter(relu);
                    for (int i = 0; i < prep.sizes[relu]; i++) {
                        boolean upper = random.nextBoolean();
                        s.accept(relu, i, upper, s.compute(relu, i, upper, random.nextBoolean()));
                    }
                }
                s.finish();
                Statement.Case c = statement.cases().get(0);
                List<Fraction> low = new ArrayList<>();
                List<Fraction> high = new ArrayList<>();
                for (int i = 0; i < prep.sizes[0]; i++) {
                    Fraction l = ExactNetwork.dyadic(s.boxLow(i), -prep.unit);
                    Fraction u = ExactNetwork.dyadic(s.boxHigh(i), -prep.unit);
                    low.add(ExactNetwork.less(l, c.lower().get(i)) ? c.lower().get(i) : l);
                    high.add(
                            ExactNetwork.less(u, c.upper().get(i))
                                    ? u
                                    : c.upper().get(i));
                }
                for (int p = 0; p < 6; p++) {
                    Fraction[][] v = exact.values(exact.point(random, low, high));
                    points += inside(net, prep, s, phases, v) ? 1 : 0;
                    rowsHold(random, statement, prep, s, phases, v);
                }
                int relu = prep.activations[random.nextInt(prep.activations.length)];
                int element = random.nextInt(prep.sizes[relu]);
                if (random.nextBoolean() && s.unstable(relu, element)) {
                    boolean active = random.nextBoolean();
                    s.splitRelu(relu, element, active);
                    phases.add(new int[] {relu, element, active ? 1 : -1});
                } else {
                    int input = random.nextInt(prep.sizes[0]);
                    if (s.divisible(input)) {
                        s.splitInput(input, random.nextBoolean());
                    }
                }
            }
        }
        assertThat(points).isGreaterThan(1500);
    }

    private static boolean matches(KernelNetwork net, List<int[]> phases, Fraction[][] v) {
        for (int[] p : phases) {
            int argument = ((KernelNetwork.Relu) net.nodes().get(p[0])).input();
            if (v[argument][p[1]].signum() * p[2] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean inside(
            KernelNetwork net, Preparation prep, BoundSession s, List<int[]> phases, Fraction[][] v) {
        if (!matches(net, phases, v)) {
            return false;
        }
        for (int relu : prep.activations) {
            int argument = ((KernelNetwork.Relu) net.nodes().get(relu)).input();
            for (int i = 0; i < prep.sizes[relu]; i++) {
                Fraction z = v[argument][i];
                assertThat(ExactNetwork.less(z, ExactNetwork.dyadic(s.lower(relu, i), -prep.unit)))
                        .isFalse();
                assertThat(ExactNetwork.less(ExactNetwork.dyadic(s.upper(relu, i), -prep.unit), z))
                        .isFalse();
            }
        }
        return true;
    }

    private static void rowsHold(
            Random random, Statement statement, Preparation prep, BoundSession s, List<int[]> phases, Fraction[][] v) {
        if (!matches(statement.network(), phases, v)) {
            return;
        }
        Condition unsafe = statement.cases().get(0).unsafe();
        List<Condition> parts = unsafe instanceof Condition.And a ? a.parts() : ((Condition.Or) unsafe).parts();
        List<Condition.Atom> atoms = parts.stream()
                .filter(p -> p instanceof Condition.Atom)
                .map(p -> (Condition.Atom) p)
                .toList();
        if (atoms.isEmpty()) {
            return;
        }
        long[] weights = new long[atoms.size()];
        Fraction exact = Fraction.ZERO;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = random.nextInt(4);
            Fraction left =
                    ExactNetwork.left(atoms.get(k), v[0], v[statement.network().output()]);
            exact = exact.plus(left.plus(atoms.get(k).bound().negate()).times(weights[k]));
        }
        Row row = new Row(atoms, weights, prep.bits);
        int fineness = random.nextBoolean() ? 0xff : 0xffff;
        int[] alpha = random.ints(s.unstableCount(), 0, fineness + 1).toArray();
        Beta[] betas = new Beta[random.nextInt(3)];
        for (int b = 0; b < betas.length; b++) {
            int relu = prep.activations[random.nextInt(prep.activations.length)];
            int mantissa = random.nextInt(1 << 20) - (1 << 19);
            betas[b] = new Beta(relu, random.nextInt(prep.sizes[relu]), mantissa, random.nextInt(40));
        }
        long bound;
        try {
            bound = random.nextBoolean()
                    ? s.bound(row, fineness, alpha, betas)
                    : s.bound(row, random.nextBoolean(), betas);
        } catch (ArithmeticException e) {
            return; // a change far out of range: refused, nothing is claimed
        }
        Fraction claimed = ExactNetwork.dyadic(bound, -prep.unit - BackwardPass.GUARD - row.stretch());
        assertThat(ExactNetwork.less(exact, claimed)).isFalse();
    }

    @Test
    void undoRestoresWhatWasBefore() {
        Random random = new Random(3);
        Statement statement = Examples.statement(random, 1);
        Preparation prep = new Preparation(statement, UNIT, 24, false);
        BoundSession s = new BoundSession(prep, 0);
        s.finish();
        Row row = new Row(
                List.of(new Condition.Atom(
                        List.of(), List.of(new Condition.Term(0, Fraction.of(1, 1))), Fraction.ZERO, false)),
                new long[] {1},
                24);
        long before = s.bound(row, false, Beta.NONE);
        int mark = s.mark();
        s.splitInput(0, true);
        s.splitInput(1, false);
        for (int relu : prep.activations) {
            for (int i = 0; i < prep.sizes[relu]; i++) {
                s.accept(relu, i, false, s.compute(relu, i, false, true));
            }
        }
        assertThat(s.bound(row, false, Beta.NONE)).isNotEqualTo(before);
        s.undo(mark);
        assertThat(s.bound(row, false, Beta.NONE)).isEqualTo(before);
    }
}
