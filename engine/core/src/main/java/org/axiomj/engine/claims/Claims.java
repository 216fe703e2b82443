package org.axiomj.engine.claims;

import java.util.Optional;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Verdict;
import org.axiomj.engine.Verifier;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;

/** Decides what texts of the property language claim; {@link ClaimReader} reads them. */
public final class Claims {
    /** The share of the time that is left for seeing whether a domain holds anything at all. */
    private static final int SHARE_FOR_VACUITY = 4;

    private Claims() {}

    /**
     * A verdict.
     *
     * @param problem what it is about, for naming the elements of a counterexample; empty where there is none
     */
    public record Decision(Verdict verdict, Optional<Problem> problem) {}

    /**
     * Decides a claim: one about functions alone by lemmas first, and any that is a problem by search.
     *
     * @throws InvalidPropertyException if its domain is found to be empty
     */
    public static Decision decide(Claim claim, Options options, Progress.Listener listener) {
        Optional<Decision> byLemmas = FormulaFacts.speaksOfNetworks(claim.formula())
                ? Optional.empty()
                : FunctionClaims.decide(claim, options);
        if (byLemmas.isPresent()) {
            return byLemmas.get();
        }
        Problem problem = claim.goal().orElseThrow().problem();
        Optional<Query> domain = claim.goal().get().domain();
        if (domain.isPresent()) {
            requirePoints(claim.name(), problem, domain.get(), options);
        }
        return new Decision(Verifier.verify(problem, options, listener), Optional.of(problem));
    }

    /** A property of nothing holds always; where that cannot be seen in time, it is decided as it stands. */
    private static void requirePoints(String name, Problem problem, Query domain, Options options) {
        Problem asked = new Problem(problem.composition(), domain, problem.tensors());
        long now = System.nanoTime();
        Options brief = options.withDeadline(now + (options.deadlineNanos() - now) / SHARE_FOR_VACUITY)
                .withCertificates(Options.Certificates.OFF, Optional.empty());
        if (Verifier.verify(asked, brief, Progress.Listener.NONE) instanceof Verdict.Proved) {
            throw new InvalidPropertyException(name + ": the domain is empty: no value of the variables is in it;"
                    + " a property of nothing holds always and says nothing, so correct the domain");
        }
    }
}
