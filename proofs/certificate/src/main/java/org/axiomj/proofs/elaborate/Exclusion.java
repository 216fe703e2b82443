package org.axiomj.proofs.elaborate;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Row;

/** Looks for a way to exclude the condition in the session's node and writes it down. A search; nothing is trusted. */
final class Exclusion {
    private static final int MAX_DEPTH = 500;
    private static final int NARROWEST = 32;
    private static final int COMBINED = -1;
    private static final int MOST_COMBINED = 12;
    private static final long[] ONCE = {1};
    private static final Beta[] NO_BETAS = {};
    private final Preparation prep;
    private final BoundSession session;
    private final Map<Condition.Atom, Row> rows = new IdentityHashMap<>();
    private final Map<Condition.Atom, Double> values = new IdentityHashMap<>();
    private final Map<Condition.Atom, Integer> modes = new IdentityHashMap<>();
    private final Map<Condition.And, Integer> favourites = new IdentityHashMap<>();
    private final Ascent ascent;
    private final Map<Condition.And, Combination> combinations = new IdentityHashMap<>();
    private final long[] influence;
    private final double[] rootWidth;
    private double nearest;

    /** Weights that are tried first, with their row. */
    private record Combination(long[] weights, Row row, int mode) {}

    Exclusion(Preparation prep, BoundSession session, KernelNetwork network) {
        int inputs = network.inputSize();
        this.prep = prep;
        this.session = session;
        influence = new long[inputs];
        ascent = new Ascent(prep, session, network);
        rootWidth = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            rootWidth[i] = Math.max(1.0, (double) session.boxHigh(i) - session.boxLow(i));
        }
    }

    /** A quick try uses only what worked last. */
    boolean attempt(Condition condition, boolean quick, Optional<SplitTree.Slopes> slopes, BitWriter out) {
        nearest = Double.NEGATIVE_INFINITY;
        int before = out.length();
        boolean done = attempt(condition, quick, slopes, out, 0, true);
        if (!done) {
            out.cut(before);
        }
        return done;
    }

    private boolean attempt(
            Condition condition,
            boolean quick,
            Optional<SplitTree.Slopes> slopes,
            BitWriter out,
            int depth,
            boolean lone) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        if (condition instanceof Condition.Atom atom) {
            return atom(atom, quick, slopes, out) || !quick && lone && climb(atom, out);
        } else if (condition instanceof Condition.Or or) {
            for (Condition part : or.parts()) {
                if (!attempt(part, quick, slopes, out, depth + 1, true)) {
                    return false;
                }
            }
            return true;
        }
        Condition.And and = (Condition.And) condition;
        int count = and.parts().size();
        int first = favourites.getOrDefault(and, 0);
        int before = out.length();
        Combination combination = combinations.get(and);
        if (first == COMBINED && combination != null && known(and, combination, out)) {
            return true;
        }
        if (first == COMBINED && quick) {
            return false;
        }
        first = Math.max(0, first);
        for (int i = 0; i < (quick ? Math.min(1, count) : count); i++) {
            int part = (first + i) % count;
            out.index(part + 1, count + 1);
            if (attempt(and.parts().get(part), quick, slopes, out, depth + 1, false)) {
                favourites.put(and, part);
                return true;
            }
            out.cut(before);
        }
        return !quick && climb(and, out);
    }

    private boolean known(Condition.And and, Combination c, BitWriter out) {
        return close(c.row(), session.bound(c.row(), c.mode() == 1, NO_BETAS), 1) && write(and, c, out);
    }

    private boolean write(Condition.And and, Combination c, BitWriter out) {
        out.index(0, and.parts().size() + 1);
        for (long w : c.weights()) {
            out.number((int) w);
        }
        out.bits(c.mode(), 2);
        out.bit(false);
        favourites.put(and, COMBINED);
        combinations.put(and, c);
        return true;
    }

    /** Ascends weights and slopes together. */
    private boolean climb(Condition.And and, BitWriter out) {
        List<Condition.Atom> atoms = and.parts().stream()
                .filter(p -> p instanceof Condition.Atom)
                .map(p -> (Condition.Atom) p)
                .toList();
        if (atoms.isEmpty() || atoms.size() > MOST_COMBINED) {
            return false;
        }
        int base = 0;
        for (int i = 1; i < atoms.size(); i++) {
            base = value(atoms.get(i)) > value(atoms.get(base)) ? i : base;
        }
        if (!ascent.run(atoms, base)) {
            note(ascent.value());
            return false;
        }
        out.index(0, and.parts().size() + 1);
        for (long w : ascent.weights()) {
            out.number((int) w);
        }
        alphas(ascent.alpha(), out);
        favourites.put(and, COMBINED);
        combinations.put(and, new Combination(ascent.weights(), ascent.row(), 0));
        return true;
    }

    private double value(Condition.Atom atom) {
        return values.getOrDefault(atom, Double.NEGATIVE_INFINITY);
    }

    private boolean climb(Condition.Atom atom, BitWriter out) {
        if (ascent.run(List.of(atom), 0)) {
            alphas(ascent.alpha(), out);
            return true;
        }
        note(ascent.value());
        return false;
    }

    private static void alphas(byte[] alpha, BitWriter out) {
        out.bits(2, 2);
        for (byte a : alpha) {
            out.bits(a & 0xff, 8);
        }
        out.bit(false);
    }

    private static double scaled(Row row, long bound) {
        return Math.scalb((double) bound, -row.stretch());
    }

    private boolean atom(Condition.Atom atom, boolean quick, Optional<SplitTree.Slopes> slopes, BitWriter out) {
        Row row = rows.computeIfAbsent(atom, a -> new Row(List.of(a), ONCE, prep.bits()));
        int first = modes.getOrDefault(atom, 0);
        for (int i = 0; i < (quick ? 1 : 2); i++) {
            int mode = first ^ i;
            long bound = session.bound(row, mode == 1, NO_BETAS);
            if (i == 0) {
                values.put(atom, scaled(row, bound));
            } else {
                values.merge(atom, scaled(row, bound), Math::max);
            }
            if (close(row, bound, 1)) {
                modes.put(atom, mode);
                out.bits(mode, 2);
                out.bit(false);
                return true;
            }
        }
        if (slopes.isPresent() && !quick) {
            byte[] alpha = alphas(slopes.get());
            if (close(row, session.bound(row, alpha, NO_BETAS), 1)) {
                alphas(alpha, out);
                return true;
            }
        }
        return false;
    }

    private byte[] alphas(SplitTree.Slopes slopes) {
        byte[] alpha = new byte[session.unstableCount()];
        int at = 0;
        for (int k = 0; k < prep.reluCount(); k++) {
            int relu = prep.relu(k);
            for (int i = 0; i < prep.size(relu); i++) {
                if (session.unstable(relu, i)) {
                    alpha[at++] = (byte) Math.max(0, Math.min(255, slopes.at(relu, i)));
                }
            }
        }
        return alpha;
    }

    /** Remembers the inputs' influence on the row that comes nearest. */
    private boolean close(Row row, long bound, int weights) {
        if (BoundSession.excludes(row, bound)) {
            return true;
        }
        note(scaled(row, bound) / weights);
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
