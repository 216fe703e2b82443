package org.axiomj.proofs.elaborate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Row;
import org.axiomj.proofs.statement.Translation;

/**
 * Looks for a way to exclude the condition in the session's node and writes it down; remembers which constraints are
 * excluded there for good. A search; nothing is trusted.
 */
final class Exclusion {
    private static final int MAX_DEPTH = 500;
    private static final int NARROWEST = 32;
    private static final int COMBINED = -1;
    private static final int MOST_COMBINED = 12;
    private static final int MOST_KEPT = 1024;
    /** Slopes are given in units of one in so many. */
    private static final int COARSE = 0xff;

    private static final int FINE = RowProof.ONE;
    /** A row's bound is in units of 2^-(unit + this). */
    private static final int GUARD = 10;

    private static final long[] ONCE = {1};
    private static final Beta[] NO_BETAS = {};

    /** What is known about one constraint. */
    private static final class Known {
        final int index;
        final Row row;
        int mode;
        double value = Double.NEGATIVE_INFINITY;

        Known(int index, Row row) {
            this.index = index;
            this.row = row;
        }
    }

    /** Weights that are tried first, with their row. */
    private record Combination(long[] weights, Row row) {}

    private final Preparation prep;
    private final BoundSession session;
    private final Recipes recipes;
    private final List<Condition.Atom> atoms;
    private final IdentityHashMap<Condition.Atom, Known> known = new IdentityHashMap<>();
    private final IdentityHashMap<Condition.And, Integer> favourites = new IdentityHashMap<>();
    private final IdentityHashMap<Condition.And, Combination> combinations = new IdentityHashMap<>();
    private final Ascent ascent;
    private final boolean[] excluded;
    private final int[] trail;
    private int trailCount;
    private final long[] influence;
    private final double[] rootWidth;
    private double nearest;

    Exclusion(Preparation prep, BoundSession session, Translation translation, int caseIndex) {
        int inputs = translation.statement().network().inputSize();
        this.prep = prep;
        this.session = session;
        recipes = new Recipes(prep, session, translation);
        atoms = Condition.atoms(translation.statement().cases().get(caseIndex).unsafe());
        for (int i = 0; i < atoms.size(); i++) {
            known.put(atoms.get(i), new Known(i, new Row(List.of(atoms.get(i)), ONCE, prep.bits())));
        }
        excluded = new boolean[atoms.size()];
        trail = new int[atoms.size()];
        influence = new long[inputs];
        ascent = new Ascent(prep, session, translation.statement().network());
        rootWidth = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            rootWidth[i] = Math.max(1.0, (double) session.boxHigh(i) - session.boxLow(i));
        }
    }

    // ------------------------------------------------------------------------------------------------ for good

    /** A place to {@link #restore} to. */
    int mark() {
        return trailCount;
    }

    void restore(int mark) {
        while (trailCount > mark) {
            excluded[trail[--trailCount]] = false;
        }
    }

    /** Excludes for good the constraints that the search excluded in this node, and that are worth it. */
    void keep(List<RowProof> proofs, BitWriter out) {
        for (RowProof proof : proofs) {
            if (proof.weights().length == 0 && proof.row() < atoms.size() && !excluded[proof.row()]) {
                keep(proof.row(), List.of(proof), out);
            }
        }
    }

    /** Excludes for good what can be excluded by a simple row, before a leaf is split. */
    void keepAll(List<RowProof> proofs, BitWriter out) {
        for (int i = 0; i < Math.min(atoms.size(), MOST_KEPT); i++) {
            if (!excluded[i]) {
                keep(i, proofs, out);
            }
        }
    }

    private void keep(int index, List<RowProof> proofs, BitWriter out) {
        int before = out.length();
        out.bits(3, 2);
        out.bit(true);
        out.index(index, atoms.size());
        if (simple(known(atoms.get(index)), false, proofs, out)) {
            excluded[index] = true;
            trail[trailCount++] = index;
        } else {
            out.cut(before);
        }
    }

    private Known known(Condition.Atom atom) {
        Known k = known.get(atom);
        if (k == null) {
            throw new IllegalArgumentException("a constraint of another case");
        }
        return k;
    }

    // ------------------------------------------------------------------------------------------------ everything

    /** Excludes the whole condition; a quick try uses only what worked last. */
    boolean attempt(Condition condition, boolean quick, List<RowProof> proofs, BitWriter out) {
        nearest = Double.NEGATIVE_INFINITY;
        int before = out.length();
        boolean done = attempt(condition, quick, proofs, out, 0, true);
        if (!done) {
            out.cut(before);
        }
        return done;
    }

    private boolean attempt(
            Condition condition, boolean quick, List<RowProof> proofs, BitWriter out, int depth, boolean lone) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        if (condition instanceof Condition.Atom atom) {
            Known k = known(atom);
            return excluded[k.index]
                    || simple(k, quick, proofs, out)
                    || !quick && lone && climb(atom, proof(proofs, k.index), out);
        } else if (condition instanceof Condition.Or or) {
            for (Condition part : or.parts()) {
                if (!attempt(part, quick, proofs, out, depth + 1, true)) {
                    return false;
                }
            }
            return true;
        }
        return conjunction((Condition.And) condition, quick, proofs, out, depth);
    }

    private boolean conjunction(Condition.And and, boolean quick, List<RowProof> proofs, BitWriter out, int depth) {
        int count = and.parts().size();
        int first = favourites.getOrDefault(and, 0);
        int before = out.length();
        Combination combination = combinations.get(and);
        if (first == COMBINED && combination != null && again(and, combination, out)) {
            return true;
        }
        if (!quick && combined(and, proofs, out)) {
            return true;
        }
        if (first == COMBINED && quick) {
            return false;
        }
        first = Math.max(0, first);
        for (int i = 0; i < (quick ? Math.min(1, count) : count); i++) {
            int part = (first + i) % count;
            out.index(part + 1, count + 1);
            if (attempt(and.parts().get(part), quick, proofs, out, depth + 1, false)) {
                favourites.put(and, part);
                return true;
            }
            out.cut(before);
        }
        return !quick && climb(and, proofs, out);
    }

    // ------------------------------------------------------------------------------------------------ one row

    private static List<RowProof> proof(List<RowProof> proofs, int row) {
        for (RowProof p : proofs) {
            if (p.row() == row && p.weights().length == 0) {
                return List.of(p);
            }
        }
        return List.of();
    }

    /** A row by itself: with the search's slopes, if it gave some, or with slopes 0 and 1 or of the chord. */
    private boolean simple(Known k, boolean quick, List<RowProof> proofs, BitWriter out) {
        List<RowProof> given = proof(proofs, k.index);
        boolean split = !given.isEmpty() && given.get(0).multiplier().length > 0;
        if (split && !quick && given(k, given.get(0), out)) {
            return true;
        }
        for (int i = 0; i < (quick ? 1 : 2); i++) {
            int mode = k.mode ^ i;
            long bound = session.bound(k.row, mode == 1, NO_BETAS);
            k.value = i == 0 ? scaled(k.row, bound) : Math.max(k.value, scaled(k.row, bound));
            if (closes(k.row, bound, 1)) {
                k.mode = mode;
                out.bits(mode, 2);
                out.bit(false);
                return true;
            }
        }
        return !quick && !split && !given.isEmpty() && given(k, given.get(0), out);
    }

    private boolean given(Known k, RowProof proof, BitWriter out) {
        return given(k.row, recipes.slopes(proof), recipes.multipliers(proof, k.row, 1), 1, out);
    }

    /** With slopes rounded coarsely to the nearest, then the way in which the bound grows, then finely. */
    private boolean given(Row row, double[] slopes, Beta[] betas, double share, BitWriter out) {
        int parts = COARSE;
        int[] rounded = Recipes.rounded(slopes, parts);
        if (!closes(row, session.bound(row, parts, rounded, betas), share)) {
            rounded = Recipes.rounded(slopes, parts, ascent.gradient());
            if (!closes(row, session.bound(row, parts, rounded, betas), share)) {
                parts = FINE;
                rounded = Recipes.rounded(slopes, parts);
                if (!closes(row, session.bound(row, parts, rounded, betas), share)) {
                    return false;
                }
            }
        }
        explicit(parts, rounded, betas, out);
        return true;
    }

    private boolean climb(Condition.Atom atom, List<RowProof> proofs, BitWriter out) {
        Known k = known(atom);
        Beta[] betas = proofs.isEmpty() ? NO_BETAS : recipes.multipliers(proofs.get(0), k.row, 1);
        double[] start = proofs.isEmpty() ? new double[0] : recipes.slopes(proofs.get(0));
        if (ascent.run(List.of(atom), 0, new double[] {1}, start, betas)) {
            explicit(FINE, ascent.slopes(), betas, out);
            return true;
        }
        note(ascent.value());
        return false;
    }

    // ------------------------------------------------------------------------------------------------ several rows

    /** The same weights with plain slopes. */
    private boolean again(Condition.And and, Combination c, BitWriter out) {
        if (!closes(c.row(), session.bound(c.row(), false, NO_BETAS), Recipes.SHARES)) {
            return false;
        }
        weights(and, c.weights(), out);
        out.bits(0, 2);
        out.bit(false);
        favourites.put(and, COMBINED);
        return true;
    }

    /** The combination that the search found, where the condition is nothing but this conjunction. */
    private boolean combined(Condition.And and, List<RowProof> proofs, BitWriter out) {
        for (RowProof proof : proofs) {
            if (proof.weights().length != and.parts().size() || proof.weights().length != atoms.size()) {
                continue;
            }
            long[] weights = Recipes.weights(proof.weights());
            Row row = new Row(atoms, weights, prep.bits());
            Beta[] betas = recipes.multipliers(proof, row, Recipes.SHARES);
            int before = out.length();
            weights(and, weights, out);
            if (given(row, recipes.slopes(proof), betas, Recipes.SHARES, out)) {
                favourites.put(and, COMBINED);
                return true;
            }
            out.cut(before);
        }
        return false;
    }

    /** Ascends weights and slopes together. */
    private boolean climb(Condition.And and, List<RowProof> proofs, BitWriter out) {
        List<Condition.Atom> parts = new ArrayList<>();
        for (Condition part : and.parts()) {
            if (part instanceof Condition.Atom atom) {
                parts.add(atom);
            }
        }
        if (parts.isEmpty() || parts.size() > MOST_COMBINED) {
            return false;
        }
        int base = 0;
        for (int i = 1; i < parts.size(); i++) {
            base = known(parts.get(i)).value > known(parts.get(base)).value ? i : base;
        }
        double[] weights = new double[parts.size()];
        weights[base] = 1;
        double[] start = {};
        for (RowProof proof : proofs) {
            if (proof.weights().length == parts.size()
                    && parts.size() == and.parts().size()) {
                weights = proof.weights().clone();
                base = proof.row();
                start = recipes.slopes(proof);
            }
        }
        if (!ascent.run(parts, base, weights, start, NO_BETAS)) {
            note(ascent.value());
            return false;
        }
        weights(and, ascent.weights(), out);
        explicit(FINE, ascent.slopes(), NO_BETAS, out);
        favourites.put(and, COMBINED);
        combinations.put(and, new Combination(ascent.weights(), ascent.row()));
        return true;
    }

    private void weights(Condition.And and, long[] weights, BitWriter out) {
        out.index(0, and.parts().size() + 1);
        for (long w : weights) {
            out.number((int) w);
        }
    }

    private void explicit(int parts, int[] slopes, Beta[] betas, BitWriter out) {
        out.bits(parts == COARSE ? 2 : 3, 2);
        for (int slope : slopes) {
            out.bits(slope, parts == COARSE ? 8 : 16);
        }
        out.bit(betas.length > 0);
        if (betas.length == 0) {
            return;
        }
        out.number(betas.length);
        for (Beta beta : betas) {
            int k = 0;
            while (prep.activation(k) != beta.node()) {
                k++;
            }
            out.index(k, prep.activationCount());
            out.index(beta.element(), prep.size(beta.node()));
            out.bit(beta.mantissa() < 0);
            out.number(Math.abs(beta.mantissa()));
            out.bits(beta.exponent(), 8);
        }
    }

    // ------------------------------------------------------------------------------------------------ how near

    /** In the row's own units. */
    private double scaled(Row row, long bound) {
        return Math.scalb((double) bound, -row.stretch() - prep.unit() - GUARD);
    }

    /** Remembers the inputs' influence on the row that comes nearest. */
    private boolean closes(Row row, long bound, double share) {
        if (BoundSession.excludes(row, bound)) {
            return true;
        }
        note(scaled(row, bound) / share);
        return false;
    }

    private void note(double value) {
        if (value > nearest) {
            nearest = value;
            for (int i = 0; i < influence.length; i++) {
                influence[i] = session.inputCoefficient(i);
            }
        }
    }

    /** The best value of a row in the last attempt; below 0 if it failed. */
    double nearest() {
        return nearest;
    }

    /** How many inputs have a range that can be cut. */
    int varyingInputs() {
        int count = 0;
        for (int i = 0; i < influence.length; i++) {
            count += session.divisible(i) ? 1 : 0;
        }
        return count;
    }

    /**
     * Up to {@code count} inputs that can be cut: those whose range moves the nearest row most, but none that is already
     * far narrower than others, so that every part shrinks in all directions.
     */
    int[] widest(int count) {
        double[] score = new double[influence.length];
        double most = 1;
        double wide = 0;
        for (int i = 0; i < score.length; i++) {
            most = Math.max(most, Math.abs((double) influence[i]) * width(i));
            wide = session.divisible(i) ? Math.max(wide, width(i) / rootWidth[i]) : wide;
        }
        for (int i = 0; i < score.length; i++) {
            boolean candidate = session.divisible(i) && width(i) / rootWidth[i] * NARROWEST >= wide;
            double moved = Math.abs((double) influence[i]) * width(i) / most;
            score[i] = candidate ? moved + 0.1 * width(i) / rootWidth[i] / wide : -1;
        }
        int[] best = new int[count];
        int found = 0;
        for (; found < count; found++) {
            int next = 0;
            for (int i = 1; i < score.length; i++) {
                next = score[i] > score[next] ? i : next;
            }
            if (score[next] < 0) {
                break;
            }
            best[found] = next;
            score[next] = -1;
        }
        return Arrays.copyOf(best, found);
    }

    private double width(int input) {
        return (double) session.boxHigh(input) - session.boxLow(input);
    }
}
