package org.axiomj.proofs.export;

import static org.axiomj.proofs.export.ResoluteWriter.assume;
import static org.axiomj.proofs.export.ResoluteWriter.partOf;
import static org.axiomj.proofs.export.ResoluteWriter.resolve;
import static org.axiomj.proofs.export.ResoluteWriter.total;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Statement;
import org.axiomj.proofs.export.Premises.Premise;

/** The tree of one case, followed as the kernel reads it. */
final class CaseReading {
    /** An open split: how to go back, its two literals, and the first half once that is closed. */
    private record Split(
            int node,
            int element,
            int mark,
            int factsMark,
            int keptMark,
            long cut,
            String low,
            String high,
            String either,
            Optional<Closed> first) {
        Split after(Closed half) {
            return new Split(node, element, mark, factsMark, keptMark, cut, low, high, either, Optional.of(half));
        }
    }

    private final NetworkTerms network;
    private final Statement.Case content;
    private final int unit;
    private final Plan plan;
    private final Optional<Writing> writing;
    private final Optional<UnsafeTerms> terms;
    private final Optional<String> conjunction;
    private final BoundSession session;
    private final Facts facts;
    private final BoundSteps bounds;
    private final LeafSteps leaves;
    private final ArrayDeque<Split> splits = new ArrayDeque<>();
    private final List<LeafEvent> events = new ArrayList<>();
    private Optional<Integer> keeping = Optional.empty();
    private boolean open;
    private boolean crossed;
    private int lastRelu;
    private int lastElement;
    private Optional<Closed> result = Optional.empty();

    /** @param conjunction the case's name where there are several */
    CaseReading(
            Preparation prep,
            Statement statement,
            int index,
            NetworkTerms network,
            Plan plan,
            Optional<Assertions> assertions,
            Optional<ResoluteWriter> writer,
            Optional<String> conjunction) {
        this.network = network;
        this.plan = plan;
        this.conjunction = conjunction;
        content = statement.cases().get(index);
        unit = prep.unit();
        session = new BoundSession(prep, index);
        facts = new Facts(network);
        writing = writer.flatMap(w -> assertions.map(a -> new Writing(w, new Premises(network, facts, unit, a, w))));
        terms = writer.map(w -> new UnsafeTerms(network, w));
        box();
        bounds = new BoundSteps(network, session, facts, unit, plan, writing);
        leaves = new LeafSteps(
                network, session, facts, bounds.lagrangian(), prep.bits(), content.unsafe(), plan, writing, terms);
    }

    // ------------------------------------------------------------------------------------------------ the box

    private void box() {
        for (int i = 0; i < network.size(0); i++) {
            String x = network.name(0, i);
            String least = Terms.number(content.lower().get(i));
            String most = Terms.number(content.upper().get(i));
            side(i, false, session.boxLow(i), Terms.atMost(least, x), 2 * i);
            side(i, true, session.boxHigh(i), Terms.atMost(x, most), 2 * i + 1);
        }
    }

    private void side(int input, boolean upper, long bound, String exact, int part) {
        int key = plan.key();
        BitSet context = new BitSet();
        context.set(0, conjunction.isPresent());
        Premise premise = new Premise("", "unwritten");
        if (writing.isEmpty()) {
            plan.step(key, new int[0], 2, bound);
        } else if (plan.wanted(key)) {
            premise = rounded(input, upper, bound, exact, part);
        }
        facts.set(0, input, new Fact(key, upper, bound, premise.term(), premise.proof(), context));
    }

    /** The kernel's box is made of whole units and may be larger by part of one. */
    private Premise rounded(int input, boolean upper, long bound, String exact, int part) {
        ResoluteWriter writer = writing.orElseThrow().writer();
        String given = writer.term(exact);
        String proof = conjunction.map(c -> partOf(c, part)).orElse(assume(given));
        String x = network.name(0, input);
        String number = Terms.number(Dyadic.of(bound, unit));
        String left = upper ? x : number;
        String right = upper ? number : x;
        String text = Terms.atMost(left, right);
        if (text.equals(exact)) {
            return new Premise(given, writer.proof(proof));
        }
        String goal = writer.term(Terms.above(left, right));
        String refuted = Premises.farkas(
                List.of(new Premise(given, proof), new Premise(goal, "")), List.of(BigInteger.ONE, BigInteger.ONE));
        return new Premise(writer.term(text), writer.proof(resolve(goal, total(left, right), refuted)));
    }

    // ------------------------------------------------------------------------------------------------ the walk

    /** The kernel is at a node; the one before, if nothing split it, is a closed leaf. */
    void node() {
        closeLeaf();
        open = true;
        lastRelu = -1;
    }

    void lemma(int relu, int element, boolean upper, boolean chord, long bound) {
        if (relu < lastRelu || relu == lastRelu && element < lastElement) {
            bounds.finish(); // a second round
        }
        lastRelu = relu;
        lastElement = element;
        bounds.lemma(relu, element, upper, chord, bound);
    }

    /** The last lemma left no point. */
    void empty() {
        crossed = true;
    }

    void keep(int atom) {
        bounds.finish();
        keeping = Optional.of(atom);
    }

    void event(LeafEvent event) {
        bounds.finish();
        if (keeping.isPresent()) {
            leaves.keep(keeping.get(), (LeafEvent.Slopes) event);
            keeping = Optional.empty();
        } else {
            events.add(event);
        }
    }

    void split(int node, int element, long cut) {
        bounds.finish();
        open = false;
        String name = node == 0
                ? network.name(0, element)
                : network.name(((KernelNetwork.Relu) network.node(node)).input(), element);
        String number = Terms.number(Dyadic.of(cut, unit));
        String low = "";
        String high = "";
        if (writing.isPresent()) {
            low = writing.get().writer().term(Terms.atMost(name, number));
            high = writing.get().writer().term(Terms.above(name, number));
        }
        splits.push(new Split(
                node,
                element,
                session.mark(),
                facts.mark(),
                leaves.mark(),
                cut,
                low,
                high,
                total(name, number),
                Optional.empty()));
        half(splits.getFirst(), false);
    }

    private void half(Split split, boolean high) {
        if (split.node() == 0) {
            session.splitInput(split.element(), high);
        } else {
            session.splitRelu(split.node(), split.element(), high);
        }
        BitSet context = new BitSet();
        context.set(splits.size());
        String literal = high ? split.high() : split.low();
        facts.set(split.node(), split.element(), new Fact(plan.key(), !high, split.cut(), literal, "", context));
    }

    private void closeLeaf() {
        if (!open) {
            return;
        }
        open = false;
        Closed closed;
        if (crossed) {
            closed = leaves.cross(facts.lower(lastRelu, lastElement), facts.upper(lastRelu, lastElement));
        } else {
            bounds.finish();
            closed = leaves.exclude(content.unsafe(), events);
            if (!closed.proof().isEmpty()) {
                closed = closed.proved(withUnsafe(closed.proof()));
            }
            if (conjunction.isPresent()) {
                closed.context().set(0);
            }
        }
        crossed = false;
        events.clear();
        while (!splits.isEmpty() && splits.getFirst().first().isPresent()) {
            closed = together(splits.getFirst(), closed);
            splits.pop();
        }
        if (splits.isEmpty()) {
            result = Optional.of(closed);
            return;
        }
        Split split = splits.pop().after(closed);
        splits.push(split);
        session.undo(split.mark());
        facts.undo(split.factsMark());
        leaves.undo(split.keptMark());
        half(split, true);
    }

    private String withUnsafe(String refuted) {
        Condition unsafe = content.unsafe();
        String name = terms.orElseThrow().name(unsafe);
        String proof = conjunction.map(c -> partOf(c, 2 * network.size(0))).orElse(assume(name));
        return resolve(name, proof, refuted);
    }

    /** Joins the halves of a split; one that does not need the split's literal is enough. */
    private Closed together(Split split, Closed second) {
        int depth = splits.size();
        Closed first = split.first().orElseThrow();
        if (writing.isEmpty()) {
            Plan.Halves halves = !first.dependsOn(depth)
                    ? Plan.Halves.FIRST
                    : second.dependsOn(depth) ? Plan.Halves.BOTH : Plan.Halves.SECOND;
            plan.decide(halves);
            return halves == Plan.Halves.FIRST
                    ? first
                    : halves == Plan.Halves.SECOND ? second : first.with(second, depth);
        }
        Plan.Halves halves = plan.decision();
        if (halves != Plan.Halves.BOTH) {
            return halves == Plan.Halves.FIRST ? first : second;
        }
        Closed both = first.with(second, depth);
        if (first.proof().isEmpty() || second.proof().isEmpty()) {
            return both; // in a part of the tree that the proof does not need
        }
        String notHigh = resolve(split.high(), split.either(), second.proof());
        return both.proved(writing.get().writer().proof(resolve(split.low(), notHigh, first.proof())));
    }

    /** The case closed; once, after its last node. */
    Closed end() {
        closeLeaf();
        return result.orElseThrow(() -> new IllegalStateException("the certificate ended within a tree"));
    }
}
