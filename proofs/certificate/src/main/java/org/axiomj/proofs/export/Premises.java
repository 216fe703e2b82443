package org.axiomj.proofs.export;

import static org.axiomj.proofs.export.ResoluteWriter.resolve;
import static org.axiomj.proofs.export.ResoluteWriter.total;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.proofs.export.Assertions.Cases;

/** The inequalities that combinations use, as terms with their proofs; each is written when it is first used. */
final class Premises {
    /** @param proof of a clause with the term; empty if the term is a split's literal and stays in the clause, negated */
    record Premise(String term, String proof) {}

    /** An inequality about a ReLU, and the bounds it was made with: -1 where they do not matter. */
    private record Key(Use use, int lower, int upper) {}

    private static final String NOUGHT = "0.0";

    private final NetworkTerms network;
    private final Facts facts;
    private final int unit;
    private final Assertions assertions;
    private final ResoluteWriter writer;
    private final Map<Key, Premise> made = new HashMap<>();

    Premises(NetworkTerms network, Facts facts, int unit, Assertions assertions, ResoluteWriter writer) {
        this.network = network;
        this.facts = facts;
        this.unit = unit;
        this.assertions = assertions;
        this.writer = writer;
    }

    /** The facts that an inequality rests on. */
    static List<Fact> facts(Use use, Facts facts) {
        Fact lower = facts.lower(use.node(), use.element());
        Fact upper = facts.upper(use.node(), use.element());
        return switch (use.kind()) {
            case LOWER, BELOW -> List.of(lower);
            case UPPER, CAP, ZERO -> List.of(upper);
            case LINE -> List.of(lower, upper);
            case EQUATION, REVERSED, NONNEGATIVE, ABOVE -> List.of();
        };
    }

    /** The clause that a combination's terms cannot all hold, resolved with the proofs of those that have one. */
    String farkas(List<Premise> given, List<BigInteger> multipliersOfGiven, Combination combination) {
        List<Premise> all = new ArrayList<>(given);
        combination.uses().forEach(use -> all.add(of(use)));
        return farkas(all, combination.integers(multipliersOfGiven));
    }

    static String farkas(List<Premise> premises, List<BigInteger> multipliers) {
        StringBuilder text = new StringBuilder();
        int open = 0;
        for (Premise p : premises) {
            if (!p.proof().isEmpty()) {
                text.append("(res ")
                        .append(p.term())
                        .append(' ')
                        .append(p.proof())
                        .append(' ');
                open++;
            }
        }
        text.append("(farkas");
        for (int i = 0; i < premises.size(); i++) {
            text.append(' ')
                    .append(multipliers.get(i))
                    .append(' ')
                    .append(premises.get(i).term());
        }
        return text.append(")").append(")".repeat(open)).toString();
    }

    private static String farkas(BigInteger f, Premise a, BigInteger g, Premise b, String goal) {
        return farkas(List.of(a, b, new Premise(goal, "")), List.of(f, g, BigInteger.ONE));
    }

    Premise of(Use use) {
        int lower = -1;
        int upper = -1;
        for (Fact f : facts(use, facts)) {
            lower = f.upper() ? lower : f.key();
            upper = f.upper() ? f.key() : upper;
        }
        Key key = new Key(use, lower, upper);
        Premise known = made.get(key);
        if (known == null) {
            known = make(use);
            made.put(key, known);
        }
        return known;
    }

    static Premise of(Fact fact) {
        return new Premise(fact.term(), fact.proof());
    }

    private Premise make(Use use) {
        int k = use.node();
        int i = use.element();
        String h = network.name(k, i);
        return switch (use.kind()) {
            case LOWER -> of(facts.lower(k, i));
            case UPPER -> of(facts.upper(k, i));
            case EQUATION -> assertions.equation(k, i);
            case REVERSED -> assertions.reversed(k, i);
            case NONNEGATIVE -> assertions.nonnegative(k, i);
            case ABOVE -> assertions.above(k, i);
            case LINE -> line(k, i, h);
            case CAP -> cap(k, i, h);
            case BELOW -> below(k, i, h);
            case ZERO -> zero(k, i, h);
        };
    }

    private Premise line(int k, int i, String h) {
        Fact lower = facts.lower(k, i);
        Fact upper = facts.upper(k, i);
        BigInteger one = BigInteger.ONE.shiftLeft(LagrangianBound.LINE_BITS);
        BigInteger slope = LagrangianBound.slope(lower.bound(), upper.bound());
        Dyadic offset = new Dyadic(LagrangianBound.offset(slope, lower.bound(), upper.bound()), unit);
        String left = writer.term(Terms.times(Terms.integer(one), h));
        String right = writer.term(
                Terms.sum(List.of(Terms.times(Terms.integer(slope), assertions.argument(k, i)), Terms.number(offset))));
        String goal = writer.term(Terms.above(left, right));
        Cases c = assertions.cases(k, i);
        String ifZero = farkas(one, new Premise(c.zero(), ""), slope, of(lower), goal);
        String ifSame = farkas(one, new Premise(c.same(), ""), one.subtract(slope), of(upper), goal);
        return stated(Terms.atMost(left, right), goal, total(left, right), c.resolved(ifZero, ifSame));
    }

    private Premise cap(int k, int i, String h) {
        Fact upper = facts.upper(k, i);
        String bound = Terms.number(Dyadic.of(upper.bound(), unit));
        String goal = writer.term(Terms.above(h, bound));
        Cases c = assertions.cases(k, i);
        String ifZero = farkas(
                List.of(new Premise(c.zero(), ""), new Premise(goal, "")), List.of(BigInteger.ONE, BigInteger.ONE));
        String ifSame = farkas(BigInteger.ONE, new Premise(c.same(), ""), BigInteger.ONE, of(upper), goal);
        return stated(Terms.atMost(h, bound), goal, total(h, bound), c.resolved(ifZero, ifSame));
    }

    private Premise below(int k, int i, String h) {
        String z = assertions.argument(k, i);
        String goal = writer.term(Terms.above(h, z));
        Cases c = assertions.cases(k, i);
        String ifZero = farkas(BigInteger.ONE, new Premise(c.zero(), ""), BigInteger.ONE, of(facts.lower(k, i)), goal);
        String notZero = resolve(goal, total(h, z), ifZero);
        return new Premise(c.same(), writer.proof(resolve(c.zero(), c.either(), notZero)));
    }

    private Premise zero(int k, int i, String h) {
        String goal = writer.term(Terms.above(h, NOUGHT));
        Cases c = assertions.cases(k, i);
        String ifSame = farkas(BigInteger.ONE, new Premise(c.same(), ""), BigInteger.ONE, of(facts.upper(k, i)), goal);
        String notSame = resolve(goal, total(h, NOUGHT), ifSame);
        return new Premise(c.zero(), writer.proof(resolve(c.same(), c.either(), notSame)));
    }

    private Premise stated(String text, String goal, String either, String refutation) {
        return new Premise(writer.term(text), writer.proof(resolve(goal, either, refutation)));
    }
}
