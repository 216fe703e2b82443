package org.axiomj.proofs.export;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What a combination rests on. */
final class Needs {
    private Needs() {}

    static List<Fact> facts(Combination combination, Facts facts) {
        List<Fact> needed = new ArrayList<>();
        combination.uses().forEach(use -> needed.addAll(Premises.facts(use, facts)));
        return needed;
    }

    /** The steps that prove the facts. */
    static int[] keys(List<Fact> facts) {
        return facts.stream()
                .filter(f -> !f.isSplit())
                .mapToInt(Fact::key)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The splits that the facts depend on. */
    static BitSet context(List<Fact> facts) {
        BitSet context = new BitSet();
        facts.forEach(f -> context.or(f.context()));
        return context;
    }
}
