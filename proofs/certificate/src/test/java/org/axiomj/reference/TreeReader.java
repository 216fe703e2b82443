package org.axiomj.reference;

import static org.axiomj.reference.Numbers.bits;
import static org.axiomj.reference.Numbers.demand;
import static org.axiomj.reference.Numbers.floor;
import static org.axiomj.reference.Source.Kind;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.KernelNetwork;

/** Section 2, the tree of one case. */
final class TreeReader {
    private final Prepared prepared;
    private final Source source;
    private final Consumer<String> events;
    private final List<Condition.Atom> atoms = new ArrayList<>();
    private final ArrayDeque<Second> seconds = new ArrayDeque<>();
    private State state;
    private boolean firstRound = true;
    private long numbers;

    /** A second half that is still to come. */
    private record Second(State state, String path) {}

    TreeReader(Prepared prepared, Source source, Consumer<String> events) {
        this.prepared = prepared;
        this.source = source;
        this.events = events;
        atoms(prepared.theCase.unsafe());
        state = new State(prepared.low[0].clone(), prepared.high[0].clone(), prepared.sizes.length);
    }

    long numbers() {
        return numbers;
    }

    State state() {
        return state;
    }

    Prepared prepared() {
        return prepared;
    }

    int atoms() {
        return atoms.size();
    }

    /** Inputs that can be split. */
    List<Integer> divisible() {
        List<Integer> inputs = new ArrayList<>();
        for (int d = 0; d < state.low.length; d++) {
            if (state.high[d].subtract(state.low[d]).compareTo(BigInteger.TWO) >= 0) {
                inputs.add(d);
            }
        }
        return inputs;
    }

    int depth() {
        return seconds.size();
    }

    private void atoms(Condition condition) {
        ArrayDeque<Condition> open = new ArrayDeque<>(List.of(condition));
        while (!open.isEmpty()) {
            Condition next = open.pop();
            if (next instanceof Condition.Atom atom) {
                if (atoms.stream().noneMatch(a -> a == atom)) {
                    atoms.add(atom);
                }
            } else {
                List<Condition> parts = parts(next);
                for (int i = parts.size() - 1; i >= 0; i--) {
                    open.push(parts.get(i));
                }
            }
        }
    }

    private static List<Condition> parts(Condition condition) {
        return condition instanceof Condition.And and ? and.parts() : ((Condition.Or) condition).parts();
    }

    void read(int caseIndex) {
        String path = "";
        while (true) {
            events.accept("node " + caseIndex + " " + path);
            if (prepared.renewed && !firstRound) {
                prepared.renew(state);
            }
            Second split = node(path);
            source.endNode();
            if (split != null) {
                demand(path.length() < 65_536, "a depth of at most 65536");
                seconds.push(split);
                path += "0";
            } else if (seconds.isEmpty()) {
                return;
            } else {
                state = seconds.peek().state();
                path = seconds.pop().path();
            }
        }
    }

    // ---- bits

    private int index(Kind kind, int n) {
        demand(n > 0, "something to choose from");
        int value = source.index(kind, bits(BigInteger.valueOf(n - 1)), n);
        demand(value < n, "an index below " + n);
        return value;
    }

    private BigInteger number(Kind kind) {
        int value = 0;
        for (int group = 0; group < 4; group++) {
            int eight = source.bits(kind, 8);
            value |= (eight & 127) << 7 * group;
            if (eight < 128) {
                return BigInteger.valueOf(value);
            }
        }
        throw new Numbers.Refused("a number of more than 4 groups");
    }

    // ---- nodes

    /** The second half, the state being the first, if the node is split. */
    private Second node(String path) {
        for (int round = 1; round <= 64; round++) {
            if (!lemmas()) {
                events.accept("empty");
                return null;
            }
            boolean again = false;
            while (!again) {
                switch (source.bits(Kind.CHOICE, 2)) {
                    case 0 -> {
                        excluded(prepared.theCase.unsafe());
                        return null;
                    }
                    case 1 -> {
                        return splitInput(path);
                    }
                    case 2 -> {
                        return splitRelu(path);
                    }
                    default -> {
                        if (source.bits(Kind.KEEP, 1) == 0) {
                            again = true;
                        } else {
                            keep();
                        }
                    }
                }
            }
        }
        throw new Numbers.Refused("more than 64 rounds of lemmas");
    }

    private boolean lemmas() {
        for (int relu : prepared.activations) {
            if (firstRound) {
                prepared.intervals(relu, state);
                int argument = prepared.argument(relu);
                state.lower[relu] = prepared.low[argument].clone();
                state.upper[relu] = prepared.high[argument].clone();
                prepared.fix(relu, state, false);
            }
            boolean asked = false;
            for (int i = 0; i < state.lower[relu].length; i++) {
                if (!open(relu, i)) {
                    continue;
                }
                if (!asked && source.bits(Kind.ANY, 1) == 0) {
                    break;
                }
                asked = true;
                if (!lemma(relu, i, false) || open(relu, i) && !lemma(relu, i, true)) {
                    return false;
                }
            }
            if (firstRound && relu < prepared.sizes.length - 1) {
                prepared.fix(relu, state, true);
            }
        }
        if (firstRound) {
            prepared.intervals(prepared.sizes.length, state);
            firstRound = false;
        }
        return true;
    }

    private boolean open(int activation, int i) {
        return prepared.isRelu(activation)
                ? state.unstable(activation, i)
                : state.lower[activation][i].compareTo(state.upper[activation][i]) < 0;
    }

    private boolean lemma(int relu, int i, boolean upperSide) {
        if (source.bits(Kind.LEMMA, 1) == 0) {
            return true;
        }
        boolean chord = source.bits(Kind.CHORD, 1) == 1;
        ReferencePass pass =
                new ReferencePass(prepared, state, chord ? Slopes.CHORD : Slopes.STEP, new int[0][], 1, List.of());
        int argument = prepared.argument(relu);
        int sign = upperSide ? -1 : 1;
        BigInteger exact = pass.lemma(argument, i, sign);
        BigInteger bound = floor(exact, 10);
        ideal(new IdealPass(prepared, state, pass.multipliers).lemma(argument, i, sign), exact, 0);
        if (upperSide) {
            bound = bound.negate();
            state.upper[relu][i] = state.upper[relu][i].min(bound);
        } else {
            state.lower[relu][i] = state.lower[relu][i].max(bound);
        }
        events.accept("lemma " + relu + "." + i + (upperSide ? " <= " : " >= ") + bound + " " + chord);
        return state.lower[relu][i].compareTo(state.upper[relu][i]) <= 0;
    }

    /** The bound found is at most the ideal one times 2^h. */
    private void ideal(Dyadic ideal, BigInteger found, int h) {
        numbers++;
        if (!prepared.emptyBox() && ideal.scaled(h).compareTo(new Dyadic(found, -prepared.unit - 10)) < 0) {
            throw new AssertionError(
                    "unsound: " + found + " of 2^-" + (prepared.unit + 10) + ", ideal " + ideal + " times 2^" + h);
        }
    }

    private Second splitInput(String path) {
        int d = index(Kind.INPUT, prepared.sizes[0]);
        BigInteger lo = state.low[d];
        BigInteger hi = state.high[d];
        demand(hi.subtract(lo).compareTo(BigInteger.TWO) >= 0, "a range of at least 2 units");
        BigInteger cut = floor(lo.add(hi), 1);
        events.accept("split input " + d + " at " + cut);
        State second = state.copy();
        state.high[d] = cut;
        second.low[d] = cut;
        return new Second(second, path + "1");
    }

    private Second splitRelu(String path) {
        int relu = prepared.activations.isEmpty()
                ? 0
                : prepared.activations.get(index(Kind.RELU, prepared.activations.size()));
        demand(relu > 0, "an activation");
        int i = index(Kind.ELEMENT, prepared.sizes[relu]);
        demand(prepared.isRelu(relu), "a Relu node");
        demand(state.unstable(relu, i), "an unstable element");
        events.accept("split relu " + relu + "." + i);
        State second = state.copy();
        state.upper[relu][i] = BigInteger.ZERO;
        second.lower[relu][i] = BigInteger.ZERO;
        return new Second(second, path + "1");
    }

    // ---- exclusions

    private void keep() {
        int k = index(Kind.ATOM, atoms.size());
        demand(!state.excluded.get(k), "an atom that is not excluded");
        events.accept("constraint " + k);
        row(new Combination().add(atoms.get(k), BigInteger.ONE));
        state.excluded.set(k);
    }

    private boolean isExcluded(Condition.Atom atom) {
        for (int k = 0; k < atoms.size(); k++) {
            if (atoms.get(k) == atom) {
                return state.excluded.get(k);
            }
        }
        return false;
    }

    private void excluded(Condition condition) {
        if (condition instanceof Condition.Atom atom) {
            if (!isExcluded(atom)) {
                row(new Combination().add(atom, BigInteger.ONE));
            }
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(this::excluded);
        } else {
            List<Condition> parts = parts(condition);
            int k = index(Kind.PART, parts.size() + 1);
            events.accept("choose " + k);
            if (k > 0) {
                excluded(parts.get(k - 1));
            } else {
                combination(parts);
            }
        }
    }

    private void combination(List<Condition> parts) {
        Combination sum = new Combination();
        StringBuilder text = new StringBuilder("combine");
        for (Condition part : parts) {
            if (part instanceof Condition.Atom atom) {
                BigInteger weight = number(Kind.WEIGHT);
                text.append(' ').append(weight);
                sum.add(atom, weight);
            }
        }
        events.accept(text.toString());
        row(sum);
    }

    private void row(Combination sum) {
        int kind = source.bits(Kind.SLOPES, 2);
        StringBuilder text = new StringBuilder("row " + kind);
        int[][] given = new int[prepared.sizes.length][];
        int width = kind == 2 ? 8 : 16;
        if (kind >= 2) {
            for (int relu : prepared.activations) {
                given[relu] = new int[prepared.sizes[relu]];
                int at = 0;
                for (int i = 0; i < prepared.sizes[relu]; i++) {
                    if (prepared.isRelu(relu) && state.unstable(relu, i)) {
                        given[relu][at] = source.bits(Kind.SLOPE, width);
                        text.append(' ').append(given[relu][at++]);
                    }
                }
            }
        }
        List<Slopes.Change> changes = new ArrayList<>();
        if (source.bits(Kind.CHANGED, 1) == 1) {
            demand(!prepared.activations.isEmpty(), "a Relu node");
            BigInteger count = number(Kind.CHANGES);
            demand(count.compareTo(Numbers.power(16)) <= 0, "at most 65536 changes");
            for (BigInteger c = BigInteger.ZERO; c.compareTo(count) < 0; c = c.add(BigInteger.ONE)) {
                changes.add(change(text));
            }
        }
        ReferencePass pass = new ReferencePass(
                prepared, state, Slopes.values()[Math.min(kind, 2)], given, (1 << width) - 1, changes);
        int h = sum.scaling();
        BigInteger bound = pass.row(sum, h);
        BigInteger factor = sum.denominator();
        ideal(new IdealPass(prepared, state, pass.multipliers).row(sum, factor, h), bound.multiply(factor), h);
        events.accept(text + " >= " + bound);
        demand(bound.signum() > 0 || sum.strict && bound.signum() == 0, "a positive bound, found " + bound);
    }

    private Slopes.Change change(StringBuilder text) {
        int relu = prepared.activations.get(index(Kind.RELU, prepared.activations.size()));
        int i = index(Kind.ELEMENT, prepared.sizes[relu]);
        boolean negative = source.bits(Kind.SIGN, 1) == 1;
        BigInteger mantissa = number(Kind.MANTISSA);
        int exponent = source.bits(Kind.EXPONENT, 8);
        BigInteger signed = negative ? mantissa.negate() : mantissa;
        text.append(" change ").append(relu).append('.').append(i).append(' ').append(signed);
        text.append("*2^-").append(exponent);
        return new Slopes.Change(relu, i, signed, exponent);
    }

    KernelNetwork network() {
        return prepared.network;
    }
}
