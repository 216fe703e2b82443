package org.axiomj.engine.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SmtSolvers;
import org.axiomj.encoders.facts.FactProver;
import org.axiomj.encoders.facts.FactVerdict;
import org.axiomj.encoders.facts.Float32Facts;
import org.axiomj.engine.Evidence;
import org.axiomj.engine.Options;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.ir.compose.Composition;
import org.axiomj.ir.compose.Value;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;

/** Claims about functions alone, by lemmas that an SMT solver puts together. */
final class FunctionClaims {
    private static final String SOLVER = "z3";

    private FunctionClaims() {}

    /** Empty where lemmas do not decide it but the claim is a problem, for the search to decide. */
    static Optional<Claims.Decision> decide(Claim claim, Options options) {
        List<String> runtimes = new ArrayList<>();
        FactVerdict verdict = verdict(claim, options, runtimes);
        if (verdict instanceof FactVerdict.Proved proved) {
            return proved(proved, options);
        } else if (verdict instanceof FactVerdict.Refuted refuted) {
            return Optional.of(refuted(refuted, options, runtimes));
        }
        String why = ((FactVerdict.Unknown) verdict).why();
        return claim.goal().isPresent()
                ? Optional.empty()
                : unknown(
                        options,
                        options.expired() ? Verdict.Reason.TIMEOUT : Verdict.Reason.INCOMPLETE,
                        "no lemmas prove it and no point refutes it (" + why + ")",
                        "Bound the variables, so that a search can decide it: " + claim.whyNoGoal());
    }

    /** Adds the runtimes that executed the functions. */
    private static FactVerdict verdict(Claim claim, Options options, List<String> runtimes) {
        SmtSolver solver = SmtSolvers.find(SOLVER).orElseThrow();
        if (options.semantics() == Semantics.REAL) {
            runtimes.add("exact");
            return FactProver.decide(claim.formula(), solver, options.deadlineNanos());
        }
        try (OnnxFunctions runtime = new OnnxFunctions()) {
            FactVerdict verdict =
                    Float32Facts.decide(claim.formula(), solver, List.of(runtime), options.deadlineNanos());
            runtimes.add("float32");
            runtime.used().ifPresent(runtimes::add);
            return verdict;
        }
    }

    private static Optional<Claims.Decision> proved(FactVerdict.Proved proved, Options options) {
        String lemmas =
                "the kernel has no rules for the lemmas that it rests on: " + String.join("; ", proved.lemmas());
        if (options.certificates() == Options.Certificates.REQUIRED) {
            return unknown(
                    options,
                    Verdict.Reason.UNCERTIFIED,
                    "the proof rests on the word of " + oracle(proved) + ", not on a certificate: " + lemmas,
                    "Leave out --require-certificate to accept it.");
        }
        Evidence evidence = new Evidence.Oracle(
                oracle(proved),
                proved.lemmas().isEmpty() ? "arithmetic alone, which was not written down for the kernel" : lemmas);
        return Optional.of(new Claims.Decision(
                new Verdict.Proved(options.semantics(), evidence, SearchStatistics.NONE), Optional.empty()));
    }

    private static String oracle(FactVerdict.Proved proved) {
        return proved.oracle().startsWith("oracle:") ? proved.oracle().substring("oracle:".length()) : proved.oracle();
    }

    private static Optional<Claims.Decision> unknown(
            Options options, Verdict.Reason reason, String detail, String advice) {
        return Optional.of(new Claims.Decision(
                new Verdict.Unknown(
                        options.semantics(), reason, detail, advice, Optional.empty(), SearchStatistics.NONE),
                Optional.empty()));
    }

    private static Claims.Decision refuted(FactVerdict.Refuted refuted, Options options, List<String> runtimes) {
        List<Rational> input = new ArrayList<>();
        List<Problem.Tensor> tensors = new ArrayList<>();
        Composition.Builder builder = Composition.builder();
        List<Value> variables = new ArrayList<>();
        for (Map.Entry<String, List<Rational>> variable : refuted.point().entrySet()) {
            List<Integer> elements = new ArrayList<>();
            for (Rational element : variable.getValue()) {
                elements.add(input.size());
                input.add(element);
            }
            List<Integer> shape = elements.size() == 1 ? List.of() : List.of(elements.size());
            variables.add(builder.variable(variable.getKey(), List.of(elements.size())));
            tensors.add(new Problem.Tensor(variable.getKey(), "real", shape, true, elements));
        }
        float[] rounded = new float[input.size()];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) input.get(i).toDouble();
        }
        Counterexample counterexample = new Counterexample(
                0,
                input,
                rounded,
                new float[0],
                runtimes.stream()
                        .map(runtime -> new Counterexample.Replay(runtime, List.of(refuted.why()), true))
                        .toList());
        Verdict verdict = new Verdict.Refuted(options.semantics(), counterexample, SearchStatistics.NONE);
        if (variables.isEmpty()) {
            return new Claims.Decision(verdict, Optional.empty());
        }
        Composition composition = builder.build(variables);
        Query query =
                new Query(input.size(), input.size(), List.of(new Query.Case(new Box(input, input), Condition.TRUE)));
        return new Claims.Decision(verdict, Optional.of(new Problem(composition, query, tensors)));
    }
}
