package org.axiomj.proofs.elaborate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Statement;

/**
 * Turns a search's split trees into a certificate, node by node, with the bounds that the kernel will compute. Untrusted:
 * what it writes counts only after {@link Kernel#check}. A leaf that it cannot exclude it splits again.
 */
public final class Elaborator {
    /**
     * @param unit boxes and bounds in units of {@code 2^-unit}
     * @param bits bits of a multiplier
     * @param slack a lemma is kept if it fixes a phase or narrows the interval by more than one part in this many
     * @param rounds further rounds of lemmas on a leaf before it is split
     * @param maxNodes cap on tree nodes
     * @param maxExtraDepth how many splits may follow below one leaf of the search
     */
    public record Options(
            int unit, int bits, long slack, int rounds, long maxNodes, int maxExtraDepth, long deadlineNanos) {
        public static Options until(long deadlineNanos) {
            return new Options(28, 24, 64, 0, 50_000_000, 60, deadlineNanos);
        }
    }

    /** What is still to do: the second half of a split. */
    private record Pending(Optional<SplitTree> parent, int node, int element, int mark, int extraDepth) {}

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop(String reason) {
            super(reason, null, false, false);
        }
    }

    private static final int MOST_PROBED = 6;
    private static final int MOST_ROUNDS = 60;

    /** In {@link Pending#node}: a split of a ReLU that is stable here; only one half is gone into. */
    private static final int ONE_PHASE = -1;

    private final Statement statement;
    private final Options options;
    private final OutputStream out;
    private final BitWriter writer = new BitWriter();
    private final ArrayDeque<Pending> open = new ArrayDeque<>();
    private final BitWriter plan = new BitWriter();
    private long slack;
    private long nodes;
    private boolean atRoot;
    private long leaves;
    private long lemmas;
    private long refused;
    private long tried;
    private long bytes;
    private final Preparation prep;
    private BoundSession session;
    private Exclusion exclusion;
    private Condition unsafe;

    private Elaborator(Statement statement, OutputStream out, Options options) {
        this.statement = statement;
        this.options = options;
        this.out = out;
        slack = options.slack();
        prep = new Preparation(statement, options.unit(), options.bits());
        session = new BoundSession(prep, 0);
        exclusion = new Exclusion(prep, session, statement.network());
        unsafe = statement.cases().get(0).unsafe();
    }

    /**
     * Writes a certificate, uncompressed.
     *
     * @param trees one for each case
     */
    public static Elaboration write(Statement statement, List<SplitTree> trees, OutputStream out, Options options)
            throws IOException {
        if (trees.size() != statement.cases().size()) {
            throw new IllegalArgumentException(
                    trees.size() + " trees for " + statement.cases().size() + " cases");
        }
        Elaborator elaborator;
        try {
            elaborator = new Elaborator(statement, out, options);
        } catch (ArithmeticException e) {
            return new Elaboration(false, "out of range: " + e.getMessage(), 0, 0, 0, 0, 0);
        }
        String reason = "";
        try {
            elaborator.write(trees);
        } catch (Stop e) {
            reason = String.valueOf(e.getMessage());
        } catch (ArithmeticException e) {
            reason = "out of range: " + e.getMessage();
        }
        return elaborator.outcome(reason);
    }

    private Elaboration outcome(String reason) {
        return new Elaboration(reason.isEmpty(), reason, leaves, lemmas, refused, tried, bytes);
    }

    private void write(List<SplitTree> trees) throws IOException {
        header();
        for (int c = 0; c < trees.size(); c++) {
            if (c > 0) {
                session = new BoundSession(prep, c);
                exclusion = new Exclusion(prep, session, statement.network());
                unsafe = statement.cases().get(c).unsafe();
            }
            tree(trees.get(c));
        }
        writer.bits(0x2e, 8);
        flush();
    }

    private void header() throws IOException {
        for (char c : "AXJC".toCharArray()) {
            writer.bits(c, 8);
        }
        writer.bits(Kernel.VERSION, 8);
        writer.bits(options.unit(), 8);
        writer.bits(options.bits(), 8);
        for (byte b : statement.hash()) {
            writer.bits(b & 0xff, 8);
        }
        flush();
    }

    private void tree(SplitTree root) throws IOException {
        open.clear();
        Optional<SplitTree> next = Optional.of(root);
        int extraDepth = 0;
        atRoot = true;
        while (true) {
            Optional<Pending> split = node(next, extraDepth);
            flush();
            if (split.isPresent()) {
                open.push(split.get());
                half(split.get(), false);
                next = split.get().parent().map(SplitTree::low);
                extraDepth = split.get().extraDepth();
                continue;
            }
            leaves++;
            while (!open.isEmpty() && open.peek().node() == ONE_PHASE) {
                skip(open.pop().parent().map(SplitTree::high));
            }
            if (open.isEmpty()) {
                return;
            }
            Pending done = open.pop();
            session.undo(done.mark());
            half(done, true);
            next = done.parent().map(SplitTree::high);
            extraDepth = done.extraDepth();
        }
    }

    private void half(Pending split, boolean high) {
        if (split.node() == 0) {
            session.splitInput(split.element(), high);
        } else {
            session.splitRelu(split.node(), split.element(), high);
        }
    }

    /** Writes one node; empty if it is closed. */
    private Optional<Pending> node(Optional<SplitTree> root, int extraDepth) {
        if (++nodes > options.maxNodes()) {
            throw new Stop("more than " + options.maxNodes() + " nodes");
        }
        checkDeadline();
        Optional<SplitTree> tree = root;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean leaf = tree.isEmpty() || tree.get().isLeaf();
            boolean excluded = false;
            for (int k = 0; k < prep.reluCount(); k++) {
                int relu = prep.relu(k);
                session.enter(relu);
                if (leaf && !atRoot && !excluded) {
                    excluded = exclusion.attempt(unsafe, true, Optional.empty(), plan);
                }
                if (!lemmas(relu, excluded)) {
                    atRoot = false;
                    skip(tree);
                    return Optional.empty();
                }
            }
            session.finish();
            atRoot = false;
            if (leaf) {
                return leaf(excluded, tree, extraDepth);
            }
            SplitTree split = tree.get();
            if (split.inputDimension() >= 0 || session.unstable(split.reluNode(), split.reluElement())) {
                return Optional.of(split(split));
            }
            writer.bits(3, 2);
            tree = Optional.of(onlyPhase(split));
        }
        throw new Stop("more than " + MOST_ROUNDS + " splits of stable ReLUs in a row");
    }

    /** The half that is left of a split whose ReLU is stable here. */
    private SplitTree onlyPhase(SplitTree split) {
        if (session.lower(split.reluNode(), split.reluElement()) >= 0) {
            skip(Optional.of(split.low()));
            return split.high();
        }
        open.push(new Pending(Optional.of(split), ONE_PHASE, 0, 0, 0));
        return split.low();
    }

    private Optional<Pending> leaf(boolean excluded, Optional<SplitTree> tree, int extraDepth) {
        Optional<SplitTree.Slopes> slopes = tree.flatMap(SplitTree::slopes);
        if (excluded || exclusion.attempt(unsafe, false, slopes, plan)) {
            close();
            return Optional.empty();
        }
        for (int round = 0; round < options.rounds(); round++) {
            writer.bits(3, 2);
            if (!again()) {
                return Optional.empty();
            }
            if (exclusion.attempt(unsafe, false, slopes, plan)) {
                close();
                return Optional.empty();
            }
        }
        refused += extraDepth == 0 ? 1 : 0;
        return Optional.of(split(extraDepth));
    }

    private void close() {
        writer.bits(0, 2);
        writer.append(plan);
        plan.cut(0);
    }

    /** Another round of lemmas, every gain taken; false if they leave no point. */
    private boolean again() {
        slack = Long.MAX_VALUE;
        boolean open = true;
        for (int k = 0; k < prep.reluCount() && open; k++) {
            open = lemmas(prep.relu(k), false);
        }
        slack = options.slack();
        return open;
    }

    /** Reads past a part that needs no proof of its own. */
    private static void skip(Optional<SplitTree> tree) {
        ArrayDeque<SplitTree> open = new ArrayDeque<>();
        tree.ifPresent(open::push);
        // Children must be asked for in preorder, so the second one only once the first is done.
        ArrayDeque<Boolean> visited = new ArrayDeque<>();
        tree.ifPresent(t -> visited.push(false));
        while (!open.isEmpty()) {
            SplitTree t = open.peek();
            boolean lowDone = visited.pop();
            if (t.isLeaf()) {
                open.pop();
                continue;
            }
            SplitTree child;
            if (lowDone) {
                open.pop();
                child = t.high();
            } else {
                visited.push(true);
                child = t.low();
            }
            open.push(child);
            visited.push(false);
        }
    }

    private Pending split(SplitTree tree) {
        int input = tree.inputDimension();
        return input >= 0
                ? split(Optional.of(tree), 0, input, 0)
                : split(Optional.of(tree), tree.reluNode(), tree.reluElement(), 0);
    }

    private Pending split(int extraDepth) {
        if (extraDepth >= options.maxExtraDepth()) {
            throw new Stop("a leaf is not excluded after " + extraDepth + " further splits");
        }
        int input = best();
        if (input < 0) {
            throw new Stop("a leaf is not excluded and has no input to cut");
        }
        return split(Optional.empty(), 0, input, extraDepth + 1);
    }

    /** The input whose halves come nearest to exclusion, by trying a few; -1 if none can be cut. */
    private int best() {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int input : exclusion.widest(MOST_PROBED)) {
            double value = Math.min(0, probe(input, false)) + Math.min(0, probe(input, true));
            if (best < 0 || value > most) {
                best = input;
                most = value;
            }
        }
        return best;
    }

    /** How near one half comes to exclusion. */
    private double probe(int input, boolean high) {
        int mark = session.mark();
        session.splitInput(input, high);
        boolean empty = false;
        for (int k = 0; k < prep.reluCount() && !empty; k++) {
            int relu = prep.relu(k);
            for (int i = 0; i < prep.size(relu) && !empty; i++) {
                for (int side = 0; side < 2 && !empty && session.unstable(relu, i); side++) {
                    tried++;
                    empty = !session.accept(relu, i, side == 1, session.compute(relu, i, side == 1, false));
                }
            }
        }
        boolean done = empty || exclusion.attempt(unsafe, false, Optional.empty(), plan);
        plan.cut(0);
        session.undo(mark);
        return done ? 0 : exclusion.nearest();
    }

    private Pending split(Optional<SplitTree> tree, int node, int element, int extraDepth) {
        if (node == 0) {
            if (!session.divisible(element)) {
                throw new Stop("input " + element + " cannot be cut further");
            }
            writer.bits(1, 2);
            writer.index(element, prep.size(0));
        } else {
            writer.bits(2, 2);
            int k = 0;
            while (prep.relu(k) != node) {
                k++;
            }
            writer.index(k, prep.reluCount());
            writer.index(element, prep.size(node));
        }
        return new Pending(tree, node, element, session.mark(), extraDepth);
    }

    /** Writes the lemmas on one ReLU node; false if they leave no point. */
    private boolean lemmas(int relu, boolean none) {
        int size = prep.size(relu);
        int start = -1;
        long before = lemmas;
        for (int i = 0; i < size; i++) {
            if (!session.unstable(relu, i)) {
                continue;
            }
            if (start < 0) {
                start = writer.length();
                writer.bit(!none);
                if (none) {
                    return true;
                }
            }
            if (!lemma(relu, i, false) || session.unstable(relu, i) && !lemma(relu, i, true)) {
                return false;
            }
        }
        if (start >= 0 && lemmas == before) {
            writer.cut(start);
            writer.bit(false);
        }
        return true;
    }

    private boolean lemma(int relu, int i, boolean upperSide) {
        if ((++tried & 63) == 0) {
            checkDeadline();
        }
        boolean useChord = false;
        long bound = session.compute(relu, i, upperSide, false);
        if (!fixes(bound, upperSide)) {
            long chord = session.compute(relu, i, upperSide, true);
            tried++;
            if (bound == BoundSession.NONE
                    || chord != BoundSession.NONE && (upperSide ? chord < bound : chord > bound)) {
                bound = chord;
                useChord = true;
            }
        }
        if (bound == BoundSession.NONE || !useful(relu, i, upperSide, bound)) {
            writer.bit(false);
            return true;
        }
        lemmas++;
        writer.bit(true);
        writer.bit(useChord);
        return session.accept(relu, i, upperSide, bound);
    }

    private boolean useful(int relu, int i, boolean upperSide, long bound) {
        long l = session.lower(relu, i);
        long u = session.upper(relu, i);
        return fixes(bound, upperSide) || (upperSide ? u - bound : bound - l) > (u - l) / slack;
    }

    private static boolean fixes(long bound, boolean upperSide) {
        return bound != BoundSession.NONE && (upperSide ? bound <= 0 : bound >= 0);
    }

    private void checkDeadline() {
        if (System.nanoTime() - options.deadlineNanos() > 0) {
            throw new Stop("the deadline came before the end");
        }
    }

    private void flush() throws IOException {
        bytes += writer.flush(out);
    }
}
