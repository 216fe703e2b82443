package org.axiomj.engine.claims;

import java.util.Optional;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Verdict;
import org.axiomj.engine.Verifier;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Problem;

/** Decides what texts of the property language claim of networks; {@link ClaimReader} reads them. */
public final class Claims {
    /** The share of the time that is left for seeing whether a domain holds anything at all. */
    private static final int SHARE_FOR_VACUITY = 4;

    private Claims() {}

    /**
     * Decides a claim.
     *
     * @throws InvalidPropertyException if its domain is found to be empty
     */
    public static Verdict decide(Claim claim, Options options, Progress.Listener listener) {
        Problem problem = claim.goal().problem();
        if (claim.goal().domain().isPresent()) {
            requirePoints(claim, options);
        }
        return Verifier.verify(problem, options, listener);
    }

    /** A property of nothing holds always; where that cannot be seen in time, it is decided as it stands. */
    private static void requirePoints(Claim claim, Options options) {
        Problem problem = claim.goal().problem();
        Problem asked = new Problem(problem.composition(), claim.goal().domain().orElseThrow(), problem.tensors());
        long now = System.nanoTime();
        Options brief = options.withDeadline(now + (options.deadlineNanos() - now) / SHARE_FOR_VACUITY)
                .withCertificates(Options.Certificates.OFF, Optional.empty());
        if (Verifier.verify(asked, brief, Progress.Listener.NONE) instanceof Verdict.Proved) {
            throw new InvalidPropertyException(
                    claim.name() + ": the domain is empty: no value of the variables is in it;"
                            + " a property of nothing holds always and says nothing, so correct the domain");
        }
    }
}
