package org.axiomj.proofs.export;

import static org.axiomj.proofs.export.ResoluteWriter.resolve;
import static org.axiomj.proofs.export.ResoluteWriter.total;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.proofs.export.Premises.Premise;

/**
 * The bounds that a certificate's lemmas, and the kernel's intervals at the root, accept: each as a step that proves it. What
 * is stated is the kernel's bound; where the exact bound is not as good, which rounding can make it by a hair, that one.
 */
final class BoundSteps {
    private static final Dyadic ONE = Dyadic.of(1, 0);

    private final NetworkTerms network;
    private final BoundSession session;
    private final Facts facts;
    private final LagrangianBound lagrangian;
    private final int unit;
    private final Plan plan;
    private final Optional<Writing> writing;
    private int entered;

    BoundSteps(
            NetworkTerms network, BoundSession session, Facts facts, int unit, Plan plan, Optional<Writing> writing) {
        this.network = network;
        this.session = session;
        this.facts = facts;
        this.unit = unit;
        this.plan = plan;
        this.writing = writing;
        lagrangian = new LagrangianBound(network, facts, unit);
    }

    /** Makes the intervals of ReLU arguments facts, up to that node; only at the root. */
    void enter(int relu) {
        for (; entered <= relu; entered++) {
            if (network.node(entered) instanceof KernelNetwork.Relu) {
                session.enter(entered);
                for (int i = 0; i < network.size(entered); i++) {
                    bound(entered, i, false, session.lower(entered, i), Multipliers.INTERVAL, true);
                    bound(entered, i, true, session.upper(entered, i), Multipliers.INTERVAL, true);
                }
            }
        }
    }

    /** Makes all intervals facts. */
    void finish() {
        enter(network.count() - 1);
        session.finish();
    }

    /** A lemma, as the kernel computed it. */
    void lemma(int relu, int element, boolean upper, boolean chord, long bound) {
        enter(relu);
        Multipliers multipliers = (k, i, v) -> Dyadic.ZERO;
        long known = upper ? facts.high(relu, element) : facts.low(relu, element);
        if (upper ? bound < known : bound > known) {
            if (writing.isEmpty() || plan.wantedNext()) {
                session.compute(relu, element, upper, chord);
                multipliers = new KernelMultipliers(
                        network, session, KernelMultipliers.plain(session, chord), ONE, new Beta[0]);
            }
            bound(relu, element, upper, bound, multipliers, false);
        }
        session.accept(relu, element, upper, bound);
    }

    private void bound(int relu, int element, boolean upper, long stated, Multipliers multipliers, boolean first) {
        int key = plan.key();
        if (writing.isPresent() && !plan.wanted(key)) {
            put(relu, element, new Fact(key, upper, plan.bound(key), "", "unused", new BitSet()), first);
            return;
        }
        Combination best = combine(relu, element, upper, multipliers, !first);
        long exact = floor(best, upper);
        if (!first && weaker(exact, stated, upper)) {
            Combination other = combine(relu, element, upper, multipliers, false);
            if (weaker(exact, floor(other, upper), upper)) {
                best = other;
                exact = floor(other, upper);
            }
        }
        long bound = weaker(exact, stated, upper) ? exact : stated;
        List<Fact> needed = Needs.facts(best, facts);
        plan.step(key, Needs.keys(needed), best.uses().size(), bound);
        String term = "";
        String proof = "unwritten";
        if (writing.isPresent()) {
            ResoluteWriter writer = writing.get().writer();
            String z = network.name(((KernelNetwork.Relu) network.node(relu)).input(), element);
            String number = Terms.number(Dyadic.of(bound, unit));
            String left = upper ? z : number;
            String right = upper ? number : z;
            term = writer.term(Terms.atMost(left, right));
            String goal = writer.term(Terms.above(left, right));
            String refutation =
                    writing.get().premises().farkas(List.of(new Premise(goal, "")), List.of(BigInteger.ONE), best);
            proof = writer.proof(resolve(goal, total(left, right), refutation));
        }
        put(relu, element, new Fact(key, upper, bound, term, proof, Needs.context(needed)), first);
    }

    private void put(int relu, int element, Fact fact, boolean first) {
        long known = first ? 0 : fact.upper() ? facts.high(relu, element) : facts.low(relu, element);
        if (first || weaker(known, fact.bound(), fact.upper())) {
            facts.set(relu, element, fact);
        }
    }

    private Combination combine(int relu, int element, boolean upper, Multipliers multipliers, boolean fewer) {
        int argument = ((KernelNetwork.Relu) network.node(relu)).input();
        DyadicVector start = DyadicVector.zeros(network.size(argument));
        start.value()[element] = BigInteger.valueOf(upper ? -1 : 1);
        lagrangian.start();
        lagrangian.give(argument, start);
        return lagrangian.run(multipliers, fewer);
    }

    private long floor(Combination combination, boolean upper) {
        long least = combination.bound().floorScaled(unit).longValueExact();
        return upper ? -least : least;
    }

    private static boolean weaker(long bound, long other, boolean upper) {
        return upper ? bound > other : bound < other;
    }

    LagrangianBound lagrangian() {
        return lagrangian;
    }
}
