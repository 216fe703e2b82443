package org.axiomj.proofs.export;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Fraction;
import org.axiomj.kernel.Row;

/**
 * The combination that shows that atoms of the unsafe condition cannot all hold.
 *
 * @param multipliers of the atoms; 0 where one is not used
 */
record RowProof(List<Condition.Atom> atoms, List<BigInteger> multipliers, Combination combination) {

    /** @throws NotExportableException if the combination does not exclude them */
    static RowProof of(
            List<Condition.Atom> atoms,
            long[] weights,
            LeafEvent.Slopes how,
            NetworkTerms network,
            BoundSession session,
            LagrangianBound lagrangian,
            int bits) {
        Row row = new Row(atoms, weights, bits);
        Beta[] betas = how.changes().toArray(new Beta[0]);
        if (how.named()) {
            session.bound(row, how.whole(), how.values(), betas);
        } else {
            session.bound(row, how.slopes() == 1, betas);
        }
        KernelMultipliers.Slopes slopes = how.named()
                ? KernelMultipliers.named(network, session, how)
                : KernelMultipliers.plain(session, how.slopes() == 1);
        BigInteger denominator = denominator(atoms, weights);
        Multipliers chosen =
                new KernelMultipliers(network, session, slopes, new Dyadic(denominator, row.stretch()), betas);
        boolean strict = false;
        List<BigInteger> multipliers = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            multipliers.add(denominator.multiply(BigInteger.valueOf(weights[k])));
            strict |= weights[k] > 0 && atoms.get(k).strict();
        }
        Dyadic bound = Dyadic.ZERO;
        for (boolean fewer : new boolean[] {true, false}) {
            lagrangian.start();
            BigInteger constant = start(atoms, multipliers, network, lagrangian);
            Combination combination = lagrangian.run(chosen, fewer);
            combination.raise(new Dyadic(constant, 0));
            bound = combination.bound();
            if (bound.signum() > 0 || strict && bound.signum() == 0) {
                return new RowProof(atoms, multipliers, combination);
            }
        }
        throw new NotExportableException(
                "a leaf has nothing to spare: what the kernel excludes in its own rounding falls " + bound.mantissa()
                        + " * 2^-" + bound.scale() + " short in exact arithmetic; `axiom check` checks it");
    }

    private static BigInteger denominator(List<Condition.Atom> atoms, long[] weights) {
        BigInteger common = BigInteger.ONE;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                Condition.Atom atom = atoms.get(k);
                common = multiple(common, atom.bound());
                for (Condition.Term t : atom.inputs()) {
                    common = multiple(common, t.coefficient());
                }
                for (Condition.Term t : atom.outputs()) {
                    common = multiple(common, t.coefficient());
                }
            }
        }
        return common;
    }

    private static BigInteger multiple(BigInteger of, Fraction f) {
        return of.divide(of.gcd(f.denominator())).multiply(f.denominator());
    }

    /** Gives the atoms' left sides, times their multipliers; returns what their right sides come to. */
    private static BigInteger start(
            List<Condition.Atom> atoms,
            List<BigInteger> multipliers,
            NetworkTerms network,
            LagrangianBound lagrangian) {
        DyadicVector inputs = DyadicVector.zeros(network.size(0));
        DyadicVector outputs = DyadicVector.zeros(network.size(network.output()));
        BigInteger constant = BigInteger.ZERO;
        for (int k = 0; k < atoms.size(); k++) {
            BigInteger m = multipliers.get(k);
            if (m.signum() > 0) {
                add(inputs, atoms.get(k).inputs(), m);
                add(outputs, atoms.get(k).outputs(), m);
                constant = constant.subtract(times(atoms.get(k).bound(), m));
            }
        }
        lagrangian.give(0, inputs);
        lagrangian.give(network.output(), outputs);
        return constant;
    }

    private static void add(DyadicVector sums, List<Condition.Term> terms, BigInteger multiplier) {
        for (Condition.Term t : terms) {
            sums.value()[t.index()] = sums.value()[t.index()].add(times(t.coefficient(), multiplier));
        }
    }

    /** Whole, since the multiplier is a multiple of the denominator. */
    private static BigInteger times(Fraction f, BigInteger multiplier) {
        return multiplier.divide(f.denominator()).multiply(f.numerator());
    }
}
