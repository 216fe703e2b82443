package org.axiomj.kernel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Checks the tree of one case, in preorder, as it is read. Sound: a node is closed only by an exclusion or by bounds
 * that leave no point; both halves of a split are visited, and what was accepted below a split is taken back before the
 * other half. No recursion: open splits are on arrays whose length is capped.
 */
final class TreeCheck {
    static final int MAX_DEPTH = 1 << 16;
    private static final int MAX_ROUNDS = 64;
    private static final int MORE = 3;
    private static final int MAX_BETAS = 1 << 16;
    private static final long[] ONCE = {1};

    private final Preparation prep;
    private final BoundSession session;
    private final CertificateInput in;
    private final Observer observer;
    private final long deadlineNanos;
    private final int caseIndex;
    private final List<Condition.Atom> atoms;
    private final IdentityHashMap<Condition.Atom, Integer> indexOf = new IdentityHashMap<>();
    private final Row[] rows;
    /** Which constraints cannot hold in this node, by a row of its own or of a node above; and in which order. */
    private final boolean[] excluded;

    private final int[] excludedTrail;
    private int excludedCount;
    private int depth;
    /** Per open split: the ReLU node or 0 for an input, the element, where to undo to, whether in the second half. */
    private int[] splitNode = new int[64];

    private int[] splitElement = new int[64];
    private int[] splitMark = new int[64];
    private int[] splitExcluded = new int[64];
    private boolean[] second = new boolean[64];
    private long nodes;
    private long leaves;
    private long lemmas;

    TreeCheck(Preparation prep, int caseIndex, CertificateInput in, long deadlineNanos, Observer observer) {
        this.prep = prep;
        this.caseIndex = caseIndex;
        this.in = in;
        this.deadlineNanos = deadlineNanos;
        this.observer = observer;
        session = new BoundSession(prep, caseIndex);
        atoms = Condition.atoms(prep.statement.cases().get(caseIndex).unsafe());
        for (int i = 0; i < atoms.size(); i++) {
            indexOf.put(atoms.get(i), i);
        }
        rows = new Row[atoms.size()];
        excluded = new boolean[atoms.size()];
        excludedTrail = new int[atoms.size()];
    }

    long leaves() {
        return leaves;
    }

    long lemmas() {
        return lemmas;
    }

    /** Returns if the tree proves the case; throws otherwise. */
    void run() {
        do {
            boolean closed = false;
            while (!closed) {
                closed = node();
            }
            leaves++;
        } while (toNextHalf());
    }

    /** Reads one node; true if it is closed, false if it was split and its first half is next. */
    private boolean node() {
        nodes++;
        checkDeadline();
        if (observer != Observer.NONE) {
            observer.node(caseIndex, path());
        }
        session.begin();
        int kind = MORE;
        for (int round = 0; kind == MORE; round++) {
            if (round == MAX_ROUNDS) {
                throw new Refusal("more than " + MAX_ROUNDS + " rounds of lemmas in one node");
            }
            if (!readLemmas()) {
                observer.empty();
                in.align();
                return true;
            }
            kind = in.bits(2);
            while (kind == MORE && in.bit()) {
                excludeForGood();
                kind = in.bits(2);
            }
        }
        if (kind == 0) {
            exclude();
        } else if (kind == 1) {
            split(0, in.index(prep.sizes[0]));
        } else if (kind == 2 && prep.activations.length > 0) {
            int relu = prep.activations[in.index(prep.activations.length)];
            split(relu, in.index(prep.sizes[relu]));
        } else {
            throw new Refusal("no node of kind " + kind);
        }
        in.align();
        return kind == 0;
    }

    // ------------------------------------------------------------------------------------------------ lemmas

    /** False if the bounds leave no point; then the node ends there. */
    private boolean readLemmas() {
        for (int relu : prep.activations) {
            session.enter(relu);
            int i = nextOpen(relu, 0);
            if (i < prep.argumentSize(relu) && in.bit()) {
                for (; i < prep.argumentSize(relu); i = nextOpen(relu, i + 1)) {
                    if (!readLemma(relu, i, false) || session.open(relu, i) && !readLemma(relu, i, true)) {
                        return false;
                    }
                }
            }
        }
        session.finish();
        return true;
    }

    private int nextOpen(int relu, int from) {
        int i = from;
        while (i < prep.argumentSize(relu) && !session.open(relu, i)) {
            i++;
        }
        return i;
    }

    private boolean readLemma(int relu, int element, boolean upperSide) {
        if (!in.bit()) {
            return true;
        }
        boolean chord = in.bit();
        if ((++lemmas & 63) == 0) {
            checkDeadline();
        }
        long bound = session.compute(relu, element, upperSide, chord);
        if (bound == BoundSession.NONE) {
            throw new Refusal("the numbers of a lemma on node " + relu + ", element " + element + " leave their range");
        }
        observer.lemma(relu, element, upperSide, chord, bound);
        return session.accept(relu, element, upperSide, bound);
    }

    // ------------------------------------------------------------------------------------------------ splits

    private void split(int node, int element) {
        if (node == 0 ? !session.divisible(element) : !session.unstable(node, element)) {
            throw new Refusal("a split of " + (node == 0 ? "input " : "node " + node + ", element ") + element
                    + ", which has nothing to split");
        }
        if (depth == MAX_DEPTH) {
            throw new Refusal("a tree deeper than " + MAX_DEPTH);
        }
        if (depth == splitNode.length) {
            splitNode = Arrays.copyOf(splitNode, 2 * depth);
            splitElement = Arrays.copyOf(splitElement, 2 * depth);
            splitMark = Arrays.copyOf(splitMark, 2 * depth);
            splitExcluded = Arrays.copyOf(splitExcluded, 2 * depth);
            second = Arrays.copyOf(second, 2 * depth);
        }
        splitNode[depth] = node;
        splitElement[depth] = element;
        splitMark[depth] = session.mark();
        splitExcluded[depth] = excludedCount;
        second[depth] = false;
        depth++;
        half(false);
        if (node == 0) {
            observer.splitInput(element, session.boxHigh(element));
        } else {
            observer.splitRelu(node, element);
        }
    }

    private void half(boolean upper) {
        int node = splitNode[depth - 1];
        int element = splitElement[depth - 1];
        if (node == 0) {
            session.splitInput(element, upper);
        } else {
            session.splitRelu(node, element, upper);
        }
    }

    /** Goes to the second half of the deepest split that is only half done; false if there is none. */
    private boolean toNextHalf() {
        while (depth > 0 && second[depth - 1]) {
            depth--;
        }
        if (depth == 0) {
            return false;
        }
        session.undo(splitMark[depth - 1]);
        while (excludedCount > splitExcluded[depth - 1]) {
            excluded[excludedTrail[--excludedCount]] = false;
        }
        second[depth - 1] = true;
        half(true);
        return true;
    }

    // ------------------------------------------------------------------------------------------------ leaves

    /** Excludes one constraint in this node and below. */
    private void excludeForGood() {
        if (atoms.isEmpty()) {
            throw new Refusal("a constraint excluded, but there is none");
        }
        int index = in.index(atoms.size());
        if (excluded[index]) {
            throw new Refusal("constraint " + index + " is excluded already");
        }
        observer.constraint(index);
        excludeRow(row(index));
        excluded[index] = true;
        excludedTrail[excludedCount++] = index;
    }

    private Row row(int index) {
        if (rows[index] == null) {
            rows[index] = new Row(List.of(atoms.get(index)), ONCE, prep.bits);
        }
        return rows[index];
    }

    /**
     * Excludes the unsafe condition: of an and one part or a combination of atoms, of an or every part. What is excluded
     * already needs nothing.
     */
    private void exclude() {
        ArrayDeque<Condition> open = new ArrayDeque<>();
        open.push(prep.statement.cases().get(caseIndex).unsafe());
        while (!open.isEmpty()) {
            Condition next = open.pop();
            if (next instanceof Condition.Atom atom) {
                int index = indexOf.getOrDefault(atom, -1);
                if (index < 0) {
                    throw new Refusal("a constraint that the case does not have");
                }
                if (!excluded[index]) {
                    excludeRow(row(index));
                }
            } else if (next instanceof Condition.Or or) {
                for (int i = or.parts().size() - 1; i >= 0; i--) {
                    open.push(or.parts().get(i));
                }
            } else if (next instanceof Condition.And and) {
                int part = in.index(and.parts().size() + 1);
                observer.choose(part);
                if (part > 0) {
                    open.push(and.parts().get(part - 1));
                } else {
                    excludeRow(combination(and));
                }
            }
        }
    }

    private Row combination(Condition.And and) {
        List<Condition.Atom> combined = and.parts().stream()
                .filter(p -> p instanceof Condition.Atom)
                .map(p -> (Condition.Atom) p)
                .toList();
        long[] weights = new long[combined.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = in.number();
        }
        observer.combine(weights);
        return new Row(combined, weights, prep.bits);
    }

    private void excludeRow(Row row) {
        checkDeadline();
        int slopes = in.bits(2);
        int width = slopes == 2 ? 8 : 16;
        int[] values = new int[slopes >= 2 ? session.unstableCount() : 0];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.bits(width);
        }
        Beta[] betas = in.bit() ? betas() : Beta.NONE;
        long bound = slopes >= 2
                ? session.bound(row, (1 << width) - 1, values, betas)
                : session.bound(row, slopes == 1, betas);
        observer.row(slopes, values, betas, bound);
        if (!BoundSession.excludes(row, bound)) {
            throw new Refusal("a constraint is not excluded: the row's lower bound is " + bound + " units of 2^-"
                    + (prep.unit + BackwardPass.GUARD));
        }
    }

    private Beta[] betas() {
        int count = in.number();
        if (count > MAX_BETAS || prep.activations.length == 0) {
            throw new Refusal(count + " multipliers of splits");
        }
        Beta[] betas = new Beta[count];
        for (int i = 0; i < count; i++) {
            int relu = prep.activations[in.index(prep.activations.length)];
            int element = in.index(prep.sizes[relu]);
            boolean negative = in.bit();
            int mantissa = in.number();
            betas[i] = new Beta(relu, element, negative ? -mantissa : mantissa, in.bits(8));
        }
        return betas;
    }

    // ------------------------------------------------------------------------------------------------ where

    private void checkDeadline() {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new Refusal("the deadline came before the end, at node " + nodes);
        }
    }

    /** The half taken at every split from the root; the middle of long paths left out. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (int d = 0; d < depth; d++) {
            if (d == 64 && depth > 128) {
                path.append("..");
                d = depth - 64;
            }
            path.append(second[d] ? '1' : '0');
        }
        return path.toString();
    }
}
