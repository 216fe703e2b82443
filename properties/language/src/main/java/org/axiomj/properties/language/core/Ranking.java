package org.axiomj.properties.language.core;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.properties.UnsupportedPropertyException;

/** Classes and ranks written as comparisons. */
final class Ranking {
    /** The largest disjunction that {@code top_k} may become. */
    static final int LARGEST = 20_000;

    private Ranking() {}

    static Formula wins(Expr scores, int index, boolean largest, boolean firstWins) {
        int size = Math.toIntExact(scores.shape().size());
        List<Long> before = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        for (long j = 0; j < size; j++) {
            if (j != index) {
                (j < index ? before : after).add(j);
            }
        }
        if (!firstWins) {
            before.addAll(after);
            return beats(scores, index, before, largest, true);
        }
        return new Formula.And(
                List.of(beats(scores, index, before, largest, true), beats(scores, index, after, largest, false)));
    }

    private static Formula beats(Expr scores, int index, List<Long> others, boolean largest, boolean strictly) {
        if (others.isEmpty()) {
            return new Formula.Truth(true);
        }
        Formula.Relation relation = largest
                ? strictly ? Formula.Relation.GREATER : Formula.Relation.GREATER_EQUAL
                : strictly ? Formula.Relation.LESS : Formula.Relation.LESS_EQUAL;
        return new Formula.Compare(
                relation,
                new Expr.Select(scores, List.of((long) index), Shape.SCALAR),
                new Expr.Select(scores, others, Shape.of(others.size())));
    }

    static Formula amongTop(Expr scores, int index, int count) {
        int size = Math.toIntExact(scores.shape().size());
        int beaten = size - count;
        if (beaten <= 0) {
            return new Formula.Truth(true);
        }
        List<Long> others = new ArrayList<>();
        for (long j = 0; j < size; j++) {
            if (j != index) {
                others.add(j);
            }
        }
        List<Formula> choices = new ArrayList<>();
        choose(scores, index, others, 0, beaten, new ArrayList<>(), choices);
        return new Formula.Or(choices);
    }

    private static void choose(
            Expr scores, int index, List<Long> others, int from, int left, List<Long> chosen, List<Formula> choices) {
        if (left == 0) {
            if (choices.size() == LARGEST) {
                throw new UnsupportedPropertyException("expected a top_k that is at most " + LARGEST
                        + " cases, found more for " + (others.size() + 1) + " classes; ask for fewer places, or for the"
                        + " single comparisons");
            }
            choices.add(beats(scores, index, chosen, true, true));
            return;
        }
        for (int i = from; i <= others.size() - left; i++) {
            chosen.add(others.get(i));
            choose(scores, index, others, i + 1, left - 1, chosen, choices);
            chosen.remove(chosen.size() - 1);
        }
    }
}
