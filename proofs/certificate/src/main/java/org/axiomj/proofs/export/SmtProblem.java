package org.axiomj.proofs.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Statement;

/**
 * The negation of a statement as an SMT-LIB 2 problem in QF_LRA: a point of a case's box, the network's values, the case's
 * unsafe condition. Exact: unsatisfiable if and only if the statement holds.
 */
final class SmtProblem {
    private final Statement statement;
    private final NetworkTerms network;

    SmtProblem(Statement statement, NetworkTerms network) {
        this.statement = statement;
        this.network = network;
    }

    boolean hasOneCase() {
        return statement.cases().size() == 1;
    }

    /** Lower and upper bound of every input in turn, then the unsafe condition. */
    List<String> parts(int caseIndex) {
        Statement.Case c = statement.cases().get(caseIndex);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < network.size(0); i++) {
            parts.add(Terms.atMost(Terms.number(c.lower().get(i)), network.name(0, i)));
            parts.add(Terms.atMost(network.name(0, i), Terms.number(c.upper().get(i))));
        }
        parts.add(Terms.condition(c.unsafe(), network));
        return parts;
    }

    /** A case as one term. */
    String conjunction(int caseIndex) {
        return Terms.all(parts(caseIndex));
    }

    /** What is asserted where there are several cases. */
    String disjunction() {
        return Terms.any(IntStream.range(0, statement.cases().size())
                .mapToObj(this::conjunction)
                .toList());
    }

    void write(Appendable out) throws IOException {
        out.append("; Unsatisfiable if and only if the property holds for every real input.\n");
        out.append("(set-option :produce-proofs true)\n(set-logic QF_LRA)\n");
        for (int k = 0; k < network.count(); k++) {
            if (!(network.node(k) instanceof KernelNetwork.Concat)) {
                for (int i = 0; i < network.size(k); i++) {
                    out.append("(declare-fun ").append(network.name(k, i)).append(" () Real)\n");
                }
            }
        }
        if (hasOneCase()) {
            for (String part : parts(0)) {
                assertion(out, part);
            }
        } else {
            assertion(out, disjunction());
        }
        for (int k = 1; k < network.count(); k++) {
            for (int i = 0; i < network.size(k); i++) {
                node(out, k, i);
            }
        }
        out.append("(check-sat)\n(get-proof)\n");
    }

    private void node(Appendable out, int k, int i) throws IOException {
        KernelNetwork.Node node = network.node(k);
        if (node instanceof KernelNetwork.Linear || node instanceof KernelNetwork.Sum) {
            assertion(out, network.equation(k, i));
        } else if (node instanceof KernelNetwork.Relu relu) {
            String h = network.name(k, i);
            String z = network.name(relu.input(), i);
            assertion(out, Terms.atMost("0.0", h));
            assertion(out, Terms.atMost(z, h));
            assertion(out, Terms.any(List.of(Terms.atMost(h, "0.0"), Terms.atMost(h, z))));
        }
    }

    private static void assertion(Appendable out, String term) throws IOException {
        out.append("(assert ").append(term).append(")\n");
    }
}
