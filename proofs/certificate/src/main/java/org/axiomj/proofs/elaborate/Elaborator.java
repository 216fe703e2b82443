package org.axiomj.proofs.elaborate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongConsumer;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Preparation;
import org.axiomj.proofs.statement.Translation;

/**
 * Turns a search's split trees into a certificate, node by node, with the bounds that the kernel will compute. Untrusted:
 * what it writes counts only after {@link Kernel#check}. A leaf that it cannot exclude it splits again.
 */
public final class Elaborator {
    /**
     * How to write.
     *
     * @param unit boxes and bounds in units of {@code 2^-unit}
     * @param bits bits of a multiplier
     * @param everywhere whether bounds of neurons are computed in every node of the tree, or at its root only
     * @param maxNodes cap on tree nodes
     * @param maxExtraDepth how many splits may follow below one leaf of the search
     * @param leaves told how many leaves are written, after each
     */
    public record Options(
            int unit,
            int bits,
            boolean everywhere,
            long maxNodes,
            int maxExtraDepth,
            long deadlineNanos,
            LongConsumer leaves) {}

    /** What is still to do: the second half of a split; {@code node} 0 is an input. */
    private record Pending(
            ProofTree low, ProofTree high, int node, int element, int mark, int excluded, int extraDepth) {}

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop(String reason) {
            super(reason, null, false, false);
        }
    }

    private static final int MOST_ROUNDS = 60;

    private final Translation translation;
    private final Options options;
    private final OutputStream out;
    private final BitWriter writer = new BitWriter();
    private final ArrayDeque<Pending> open = new ArrayDeque<>();
    private final BitWriter plan = new BitWriter();
    private long nodes;
    private boolean atRoot;
    private long leaves;
    private long refused;
    private long bytes;
    private final Preparation prep;
    private BoundSession session;
    private Recipes recipes;
    private Exclusion exclusion;
    private Lemmas lemmas;
    private Condition unsafe;

    private Elaborator(Translation translation, OutputStream out, Options options) {
        this.translation = translation;
        this.options = options;
        this.out = out;
        prep = new Preparation(translation.statement(), options.unit(), options.bits(), options.everywhere());
        session = new BoundSession(prep, 0);
        unsafe = translation.statement().cases().get(0).unsafe();
        recipes = new Recipes(prep, session, translation);
        exclusion = new Exclusion(prep, session, translation, 0);
        lemmas = new Lemmas(prep, session, writer, options.deadlineNanos());
    }

    /**
     * Writes a certificate, uncompressed.
     *
     * @param trees one for each case
     */
    public static Elaboration write(Translation translation, List<ProofTree> trees, OutputStream out, Options options)
            throws IOException {
        int cases = translation.statement().cases().size();
        if (trees.size() != cases) {
            throw new IllegalArgumentException(trees.size() + " trees for " + cases + " cases");
        }
        if (trees.stream().anyMatch(ProofTree::isLost)) {
            return new Elaboration(false, "the search was too long to be noted down in memory", 0, 0, 0, 0, 0);
        }
        Elaborator elaborator;
        try {
            elaborator = new Elaborator(translation, out, options);
        } catch (ArithmeticException e) {
            return new Elaboration(false, "out of range: " + e.getMessage(), 0, 0, 0, 0, 0);
        }
        String reason = "";
        try {
            elaborator.write(trees);
        } catch (Stop | Lemmas.Expired e) {
            reason = String.valueOf(e.getMessage());
        } catch (ArithmeticException e) {
            reason = "out of range: " + e.getMessage();
        }
        return elaborator.outcome(reason);
    }

    private Elaboration outcome(String reason) {
        return new Elaboration(reason.isEmpty(), reason, leaves, lemmas.count(), refused, lemmas.tried(), bytes);
    }

    private void write(List<ProofTree> trees) throws IOException {
        header();
        for (int c = 0; c < trees.size(); c++) {
            if (c > 0) {
                session = new BoundSession(prep, c);
                recipes = new Recipes(prep, session, translation);
                exclusion = new Exclusion(prep, session, translation, c);
                unsafe = translation.statement().cases().get(c).unsafe();
                lemmas.start(session);
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
        String semantics = translation.statement().semantics();
        writer.bits(semantics.length(), 8);
        for (int i = 0; i < semantics.length(); i++) {
            writer.bits(semantics.charAt(i), 8);
        }
        writer.bits(options.unit(), 8);
        writer.bits(options.bits() | (options.everywhere() ? 0x80 : 0), 8);
        for (byte b : translation.statement().hash()) {
            writer.bits(b & 0xff, 8);
        }
        flush();
    }

    private void tree(ProofTree root) throws IOException {
        open.clear();
        ProofTree next = root;
        int extraDepth = 0;
        atRoot = true;
        while (true) {
            boolean split = node(next, extraDepth);
            flush();
            if (split) {
                Pending first = open.getFirst();
                half(first, false);
                next = first.low();
                extraDepth = first.extraDepth();
                continue;
            }
            leaves++;
            options.leaves().accept(leaves);
            if (open.isEmpty()) {
                return;
            }
            Pending done = open.pop();
            session.undo(done.mark());
            exclusion.restore(done.excluded());
            half(done, true);
            next = done.high();
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

    /** Writes one node; true if it was split and the split is on top of the open ones, false if it is closed. */
    private boolean node(ProofTree given, int extraDepth) {
        if (++nodes > options.maxNodes()) {
            throw new Stop("more than " + options.maxNodes() + " nodes");
        }
        lemmas.checkDeadline();
        session.begin();
        boolean wanted = atRoot || options.everywhere();
        ProofTree tree = given;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean excluded = false;
            for (int k = 0; k < prep.activationCount(); k++) {
                int relu = prep.activation(k);
                session.enter(relu);
                if (tree.isLeaf() && !atRoot && wanted && !excluded) {
                    excluded = exclusion.attempt(unsafe, true, tree.rows(), plan);
                }
                if (!lemmas.write(
                        relu,
                        wanted && !excluded,
                        tree.lemmas(recipes.activation(relu)),
                        atRoot || !options.everywhere())) {
                    atRoot = false;
                    return false;
                }
            }
            session.finish();
            atRoot = false;
            if (tree.isLeaf()) {
                return leaf(excluded, tree, extraDepth);
            }
            exclusion.keep(tree.rows(), writer);
            int node = tree.isInput() ? 0 : translation.node(tree.activation(), tree.breakpoint());
            if (node < 0) {
                throw new Stop("a split of an activation that the kernel does not know");
            }
            int element = tree.isInput()
                    ? tree.element()
                    : translation.element(tree.activation(), tree.breakpoint(), tree.element());
            if (node == 0 || session.unstable(node, element)) {
                split(tree.low(), tree.high(), node, element, 0);
                return true;
            }
            // Stable here: only one half is left, and it is this node itself.
            ProofTree only = session.lower(node, element) >= 0 ? tree.high() : tree.low();
            tree = only;
            writer.bits(3, 2);
            writer.bit(false);
        }
        throw new Stop("more than " + MOST_ROUNDS + " splits of stable ReLUs in a row");
    }

    private boolean leaf(boolean excluded, ProofTree tree, int extraDepth) {
        if (excluded || exclusion.attempt(unsafe, false, tree.rows(), plan)) {
            writer.bits(0, 2);
            writer.append(plan);
            plan.cut(0);
            return false;
        }
        refused += extraDepth == 0 ? 1 : 0;
        splitAgain(tree, extraDepth);
        return true;
    }

    /** Splits a leaf of the search that the kernel would not accept. */
    private void splitAgain(ProofTree tree, int extraDepth) {
        if (extraDepth >= options.maxExtraDepth()) {
            throw new Stop("a leaf is not excluded after " + extraDepth + " further splits, the nearest row being at "
                    + exclusion.nearest());
        }
        ExtraSplits.Choice choice = new ExtraSplits(prep, session, exclusion, unsafe)
                .best(tree.rows())
                .orElseThrow(() -> new Stop("a leaf is not excluded and has nothing to split"));
        exclusion.keepAll(tree.rows(), writer);
        split(tree.leaf(), tree.leaf(), choice.node(), choice.element(), extraDepth + 1);
    }

    private void split(ProofTree low, ProofTree high, int node, int element, int extraDepth) {
        if (node == 0) {
            if (!session.divisible(element)) {
                throw new Stop("input " + element + " cannot be cut further");
            }
            writer.bits(1, 2);
            writer.index(element, prep.size(0));
        } else {
            writer.bits(2, 2);
            int k = 0;
            while (prep.activation(k) != node) {
                k++;
            }
            writer.index(k, prep.activationCount());
            writer.index(element, prep.size(node));
        }
        open.push(new Pending(low, high, node, element, session.mark(), exclusion.mark(), extraDepth));
    }

    private void flush() throws IOException {
        bytes += writer.flush(out);
    }
}
