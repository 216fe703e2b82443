package org.axiomj.proofs.export;

import static org.axiomj.proofs.export.ResoluteWriter.anyOf;
import static org.axiomj.proofs.export.ResoluteWriter.assume;
import static org.axiomj.proofs.export.ResoluteWriter.resolve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.Observer;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Statement;

/**
 * Looks over the kernel's shoulder while it checks a certificate, and makes proof steps of what it accepts. A certificate is read
 * twice: first to find out what the proof needs, then to write it.
 */
final class Reading implements Observer {
    private final Preparation prep;
    private final Statement statement;
    private final NetworkTerms network;
    private final SmtProblem problem;
    private final Plan plan;
    private final Optional<ResoluteWriter> writer;
    private final Optional<Assertions> assertions;
    private final List<String> conjunctions;
    private final List<Closed> cases = new ArrayList<>();
    private Optional<CaseReading> current = Optional.empty();
    private int at = -1;

    /** @param writer where to write; in the first reading nowhere */
    Reading(Preparation prep, Statement statement, NetworkTerms network, Plan plan, Optional<ResoluteWriter> writer) {
        this.prep = prep;
        this.statement = statement;
        this.network = network;
        this.plan = plan;
        this.writer = writer;
        problem = new SmtProblem(statement, network);
        assertions = writer.map(w -> new Assertions(network, w));
        conjunctions = problem.hasOneCase()
                ? List.of()
                : IntStream.range(0, statement.cases().size())
                        .mapToObj(c ->
                                writer.map(w -> w.term(problem.conjunction(c))).orElse("first reading"))
                        .toList();
    }

    private CaseReading current() {
        return current.orElseThrow();
    }

    @Override
    public void node(int caseIndex, String path) {
        if (caseIndex != at) {
            endCase();
            at = caseIndex;
            Optional<String> conjunction =
                    conjunctions.isEmpty() ? Optional.empty() : Optional.of(conjunctions.get(caseIndex));
            current = Optional.of(
                    new CaseReading(prep, statement, caseIndex, network, plan, assertions, writer, conjunction));
        }
        current().node();
    }

    private void endCase() {
        current.ifPresent(c -> cases.add(c.end()));
        current = Optional.empty();
    }

    @Override
    public void lemma(int relu, int element, boolean upperSide, boolean chord, long bound) {
        current().lemma(relu, element, upperSide, chord, bound);
    }

    @Override
    public void splitInput(int input, long cut) {
        current().split(0, input, cut);
    }

    @Override
    public void splitRelu(int relu, int element) {
        current().split(relu, element, 0);
    }

    @Override
    public void constraint(int index) {
        current().keep(index);
    }

    @Override
    public void empty() {
        current().empty();
    }

    @Override
    public void choose(int part) {
        current().event(new LeafEvent.Part(part));
    }

    @Override
    public void combine(long[] weights) {
        List<Long> list = new ArrayList<>();
        for (long w : weights) {
            list.add(w);
        }
        current().event(new LeafEvent.Weights(list));
    }

    @Override
    public void row(int slopes, int[] values, Beta[] betas, long bound) {
        current().event(new LeafEvent.Slopes(slopes, values, List.of(betas)));
    }

    /** Ends the first reading. */
    void plan() {
        endCase();
        BitSet last = new BitSet();
        cases.forEach(c -> last.or(c.keys()));
        plan.close(last);
    }

    /** Ends the second reading, and the proof. */
    void write() {
        endCase();
        ResoluteWriter out = writer.orElseThrow();
        if (conjunctions.isEmpty()) {
            out.finish(cases.get(0).proof());
            return;
        }
        String or = out.term(Terms.any(conjunctions));
        String proof = resolve(or, assume(or), anyOf(or));
        Map<String, String> refuted = new LinkedHashMap<>();
        for (int c = 0; c < cases.size(); c++) {
            refuted.putIfAbsent(conjunctions.get(c), cases.get(c).proof());
        }
        for (Map.Entry<String, String> one : refuted.entrySet()) {
            proof = resolve(one.getKey(), proof, one.getValue());
        }
        out.finish(proof);
    }
}
