package org.axiomj.proofs.export;

import java.util.ArrayDeque;
import java.util.Optional;

/** The bounds in force, of inputs (node 0) and of every ReLU's argument (by the ReLU's node), with a trail to go back by. */
final class Facts {
    private record Change(int node, int element, boolean upper, Optional<Fact> before) {}

    private final Fact[][] lower;
    private final Fact[][] upper;
    private final ArrayDeque<Change> trail = new ArrayDeque<>();

    Facts(NetworkTerms network) {
        int n = network.count();
        lower = new Fact[n][];
        upper = new Fact[n][];
        for (int k = 0; k < n; k++) {
            lower[k] = new Fact[network.size(k)];
            upper[k] = new Fact[network.size(k)];
        }
    }

    Fact lower(int node, int element) {
        return lower[node][element];
    }

    Fact upper(int node, int element) {
        return upper[node][element];
    }

    long low(int node, int element) {
        return lower[node][element].bound();
    }

    long high(int node, int element) {
        return upper[node][element].bound();
    }

    boolean active(int relu, int element) {
        return low(relu, element) >= 0;
    }

    boolean inactive(int relu, int element) {
        return high(relu, element) <= 0;
    }

    /** Puts a fact in force that says more than the one before. */
    void set(int node, int element, Fact fact) {
        Fact[] side = (fact.upper() ? upper : lower)[node];
        trail.push(new Change(node, element, fact.upper(), Optional.ofNullable(side[element])));
        side[element] = fact;
    }

    int mark() {
        return trail.size();
    }

    void undo(int mark) {
        while (trail.size() > mark) {
            Change change = trail.pop();
            change.before().ifPresent(f -> (change.upper() ? upper : lower)[change.node()][change.element()] = f);
        }
    }
}
