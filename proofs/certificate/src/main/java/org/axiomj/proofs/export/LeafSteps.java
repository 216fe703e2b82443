package org.axiomj.proofs.export;

import static org.axiomj.proofs.export.ResoluteWriter.anyOf;
import static org.axiomj.proofs.export.ResoluteWriter.partOf;
import static org.axiomj.proofs.export.ResoluteWriter.resolve;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.proofs.export.Premises.Premise;

/** Proofs that the unsafe condition, or one atom of it, cannot hold in a node, from what the certificate says about it. */
final class LeafSteps {
    private static final long[] ONCE = {1};

    private final NetworkTerms network;
    private final BoundSession session;
    private final Facts facts;
    private final LagrangianBound lagrangian;
    private final int bits;
    private final List<Condition.Atom> atoms;
    private final IdentityHashMap<Condition.Atom, Integer> indexOf = new IdentityHashMap<>();
    private final Plan plan;
    private final Optional<Writing> writing;
    private final Optional<UnsafeTerms> terms;
    /** The atoms excluded in the present node and below, in the order in which they were. */
    private final LinkedHashMap<Integer, Closed> kept = new LinkedHashMap<>();
    /** What the exclusion in the making rests on. */
    private final List<Fact> needed = new ArrayList<>();

    private final BitSet neededKeys = new BitSet();
    private final BitSet context = new BitSet();
    private int inequalities;

    LeafSteps(
            NetworkTerms network,
            BoundSession session,
            Facts facts,
            LagrangianBound lagrangian,
            int bits,
            Condition unsafe,
            Plan plan,
            Optional<Writing> writing,
            Optional<UnsafeTerms> terms) {
        this.network = network;
        this.session = session;
        this.facts = facts;
        this.lagrangian = lagrangian;
        this.bits = bits;
        this.plan = plan;
        this.writing = writing;
        this.terms = terms;
        atoms = Condition.atoms(unsafe);
        for (int i = 0; i < atoms.size(); i++) {
            indexOf.put(atoms.get(i), i);
        }
    }

    int mark() {
        return kept.size();
    }

    /** Forgets the atoms excluded since the mark. */
    void undo(int mark) {
        List<Integer> order = new ArrayList<>(kept.keySet());
        order.subList(mark, order.size()).forEach(kept::remove);
    }

    /** Excludes an atom in this node and below. */
    void keep(int index, LeafEvent.Slopes how) {
        int key = plan.key();
        Closed closed = Closed.of("", key, new BitSet());
        if (writing.isEmpty() || plan.wanted(key)) {
            String proof = atom(atoms.get(index), how);
            closed = end(key, proof);
        }
        kept.put(index, closed);
    }

    /** Excludes the whole condition: a proof of its negation, from the context. */
    Closed exclude(Condition unsafe, List<LeafEvent> events) {
        int key = plan.key();
        if (writing.isPresent() && !plan.wanted(key)) {
            return Closed.of("", key, new BitSet());
        }
        return end(key, condition(unsafe, new ArrayDeque<>(events)));
    }

    /** Closes a node in which a lower and an upper bound of an element leave nothing between them. */
    Closed cross(Fact lower, Fact upper) {
        int key = plan.key();
        if (writing.isPresent() && !plan.wanted(key)) {
            return Closed.of("", key, new BitSet());
        }
        if (lower.bound() <= upper.bound()) {
            throw new NotExportableException(
                    "a node has nothing to spare: what the kernel closes in its own rounding has a"
                            + " point in exact arithmetic; `axiom check` checks it");
        }
        needed.add(lower);
        needed.add(upper);
        return end(
                key,
                Premises.farkas(
                        List.of(Premises.of(lower), Premises.of(upper)), List.of(BigInteger.ONE, BigInteger.ONE)));
    }

    private Closed end(int key, String proof) {
        for (int k : Needs.keys(needed)) {
            neededKeys.set(k);
        }
        context.or(Needs.context(needed));
        plan.step(key, neededKeys.stream().toArray(), inequalities, 0);
        String name = writing.isPresent() ? writing.get().writer().proof(proof) : "";
        Closed closed = Closed.of(name, key, (BitSet) context.clone());
        needed.clear();
        neededKeys.clear();
        context.clear();
        inequalities = 0;
        return closed;
    }

    // ------------------------------------------------------------------------------------------------ conditions

    /** A proof of the condition's negation. The events are the kernel's own walk over it. */
    private String condition(Condition condition, ArrayDeque<LeafEvent> events) {
        if (condition instanceof Condition.Atom atom) {
            Closed known = kept.get(indexOf.getOrDefault(atom, -1));
            if (known != null) {
                neededKeys.or(known.keys());
                context.or(known.context());
                return known.proof();
            }
            return atom(atom, (LeafEvent.Slopes) events.remove());
        } else if (condition instanceof Condition.Or or) {
            return or(or, events);
        }
        Condition.And and = (Condition.And) condition;
        int part = ((LeafEvent.Part) events.remove()).number();
        if (part == 0) {
            return combination(and, (LeafEvent.Weights) events.remove(), (LeafEvent.Slopes) events.remove());
        }
        Condition chosen = and.parts().get(part - 1);
        String refuted = condition(chosen, events);
        return and.parts().size() == 1 ? refuted : resolve(name(chosen), partOf(name(and), part - 1), refuted);
    }

    private String or(Condition.Or or, ArrayDeque<LeafEvent> events) {
        Map<String, String> refuted = new LinkedHashMap<>();
        for (Condition part : or.parts()) {
            String proof = condition(part, events);
            refuted.putIfAbsent(name(part), proof);
        }
        if (or.parts().size() == 1) {
            return refuted.values().iterator().next();
        }
        String proof = or.parts().isEmpty() ? "false-" : anyOf(name(or));
        for (Map.Entry<String, String> part : refuted.entrySet()) {
            proof = resolve(part.getKey(), proof, part.getValue());
        }
        return proof;
    }

    private String combination(Condition.And and, LeafEvent.Weights weights, LeafEvent.Slopes how) {
        List<Condition.Atom> combined = new ArrayList<>();
        IdentityHashMap<Condition.Atom, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < and.parts().size(); i++) {
            if (and.parts().get(i) instanceof Condition.Atom atom) {
                combined.add(atom);
                places.put(atom, i);
            }
        }
        RowProof row = row(combined, weights.array(), how);
        return farkas(row, atom -> and.parts().size() == 1 ? "" : partOf(name(and), places.getOrDefault(atom, 0)));
    }

    private String atom(Condition.Atom atom, LeafEvent.Slopes how) {
        return farkas(row(List.of(atom), ONCE, how), a -> "");
    }

    private RowProof row(List<Condition.Atom> combined, long[] weights, LeafEvent.Slopes how) {
        RowProof row = RowProof.of(combined, weights, how, network, session, lagrangian, bits);
        needed.addAll(Needs.facts(row.combination(), facts));
        inequalities += row.combination().uses().size();
        return row;
    }

    private String farkas(RowProof row, Function<Condition.Atom, String> proofs) {
        if (writing.isEmpty()) {
            return "";
        }
        List<Premise> given = new ArrayList<>();
        List<BigInteger> multipliers = new ArrayList<>();
        Map<String, Integer> at = new HashMap<>();
        for (int k = 0; k < row.atoms().size(); k++) {
            if (row.multipliers().get(k).signum() > 0) {
                String term = name(row.atoms().get(k));
                Integer before = at.putIfAbsent(term, given.size());
                if (before != null) {
                    multipliers.set(
                            before,
                            multipliers.get(before).add(row.multipliers().get(k)));
                    continue;
                }
                given.add(new Premise(term, proofs.apply(row.atoms().get(k))));
                multipliers.add(row.multipliers().get(k));
            }
        }
        return writing.get().premises().farkas(given, multipliers, row.combination());
    }

    private String name(Condition condition) {
        return terms.map(t -> t.name(condition)).orElseGet(() -> "c" + System.identityHashCode(condition));
    }
}
