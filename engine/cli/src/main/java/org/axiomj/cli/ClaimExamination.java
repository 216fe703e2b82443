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

/** Has the engine decide a claim of the property language that was read already. */
final class ClaimExamination extends Examination {
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
        Optional<Network> single =
                networks.size() == 1 ? Optional.of(networks.values().iterator().next()) : Optional.empty();
        found(new Subject(
                model, claim.text(), single, Optional.of(claim.goal().problem()), Optional.of(claim.plainLanguage())));
    }

    @Override
    Verdict decide() {
        if (kept().isPresent()) {
            if (!networks.isEmpty()) {
                kept().get().model(networks.values().iterator().next());
            }
            kept().get().problem(claim.goal().problem());
        }
        decisionBegins(System.nanoTime());
        return Claims.decide(claim, options(), listener());
    }
}
