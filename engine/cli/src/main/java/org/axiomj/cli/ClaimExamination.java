package org.axiomj.cli;

import java.util.Map;
import java.util.Optional;
import org.axiomj.cli.report.Subject;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Verdict;
import org.axiomj.engine.claims.Claim;
import org.axiomj.engine.claims.Claims;
import org.axiomj.ir.Network;
import org.axiomj.properties.Problem;
import org.axiomj.properties.language.lower.Goal;

/** Has the engine decide a claim of the property language that was read already. */
final class ClaimExamination extends Examination {
    private final String model;
    private final Claim claim;
    private final Map<String, Network> networks;

    /** The networks by name; none for a claim about functions alone. */
    ClaimExamination(
            String model,
            Claim claim,
            Map<String, Network> networks,
            Options options,
            Progress.Listener listener,
            Optional<KeptStages> kept) {
        super(model, claim.text(), options, listener, kept);
        this.claim = claim;
        this.networks = networks;
        this.model = model;
        found(subject(claim.goal().map(Goal::problem)));
    }

    private Subject subject(Optional<Problem> problem) {
        Optional<Network> single =
                networks.size() == 1 ? Optional.of(networks.values().iterator().next()) : Optional.empty();
        return new Subject(model, claim.text(), single, problem, Optional.of(claim.plainLanguage()));
    }

    @Override
    Verdict decide() {
        if (kept().isPresent()) {
            if (!networks.isEmpty()) {
                kept().get().model(networks.values().iterator().next());
            }
            if (claim.goal().isPresent()) {
                kept().get().problem(claim.goal().get().problem());
            }
        }
        decisionBegins(System.nanoTime());
        Claims.Decision decision = Claims.decide(claim, options(), listener());
        if (decision.problem().isPresent()) {
            found(subject(decision.problem()));
        }
        return decision.verdict();
    }
}
