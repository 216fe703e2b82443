package org.axiomj.proofs.export;

import static org.axiomj.proofs.export.ResoluteWriter.anyOf;
import static org.axiomj.proofs.export.ResoluteWriter.assume;
import static org.axiomj.proofs.export.ResoluteWriter.resolve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.proofs.export.Premises.Premise;

/** What the problem asserts about the network, as premises; each is written when it is first used. */
final class Assertions {
    private static final String ZERO = "0.0";

    private final NetworkTerms network;
    private final ResoluteWriter writer;
    private final Map<Use, Premise> premises = new HashMap<>();
    private final Map<Use, Equation> equations = new HashMap<>();
    private final Map<Use, Cases> cases = new HashMap<>();

    private record Equation(String left, String right, Premise premise) {}

    /**
     * The two cases of a ReLU.
     *
     * @param zero {@code h <= 0}
     * @param same {@code h <= z}
     * @param either a proof that one of them holds
     */
    record Cases(String zero, String same, String either) {
        /** From proofs that exclude each case. */
        String resolved(String withoutZero, String withoutSame) {
            return resolve(same, resolve(zero, either, withoutZero), withoutSame);
        }
    }

    Assertions(NetworkTerms network, ResoluteWriter writer) {
        this.network = network;
        this.writer = writer;
    }

    String argument(int relu, int element) {
        return network.name(((KernelNetwork.Relu) network.node(relu)).input(), element);
    }

    Premise equation(int node, int element) {
        return sides(node, element).premise();
    }

    Premise reversed(int node, int element) {
        Use use = new Use(Use.Kind.REVERSED, node, element);
        Premise known = premises.get(use);
        if (known == null) {
            Equation e = sides(node, element);
            String term = writer.term("(= " + e.right() + " " + e.left() + ")");
            String symmetry = "(symm " + e.right() + " " + e.left() + ")";
            known = new Premise(
                    term, writer.proof(resolve(e.premise().term(), e.premise().proof(), symmetry)));
            premises.put(use, known);
        }
        return known;
    }

    private Equation sides(int node, int element) {
        return equations.computeIfAbsent(new Use(Use.Kind.EQUATION, node, element), use -> {
            boolean sum = network.node(node) instanceof KernelNetwork.Sum;
            String left = writer.term(sum ? network.name(node, element) : network.left(node, element));
            String right = writer.term(
                    network.node(node) instanceof KernelNetwork.Sum s
                            ? network.summands(s, element)
                            : network.right(node, element));
            return new Equation(left, right, assumed("(= " + left + " " + right + ")"));
        });
    }

    Premise nonnegative(int relu, int element) {
        return premises.computeIfAbsent(
                new Use(Use.Kind.NONNEGATIVE, relu, element),
                use -> assumed(Terms.atMost(ZERO, network.name(relu, element))));
    }

    Premise above(int relu, int element) {
        return premises.computeIfAbsent(
                new Use(Use.Kind.ABOVE, relu, element),
                use -> assumed(Terms.atMost(argument(relu, element), network.name(relu, element))));
    }

    Cases cases(int relu, int element) {
        return cases.computeIfAbsent(new Use(Use.Kind.CAP, relu, element), use -> {
            String h = network.name(relu, element);
            String zero = writer.term(Terms.atMost(h, ZERO));
            String same = writer.term(Terms.atMost(h, argument(relu, element)));
            String or = writer.term(Terms.any(List.of(zero, same)));
            return new Cases(zero, same, writer.proof(resolve(or, assume(or), anyOf(or))));
        });
    }

    private Premise assumed(String text) {
        String term = writer.term(text);
        return new Premise(term, assume(term));
    }
}
