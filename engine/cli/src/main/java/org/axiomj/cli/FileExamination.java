package org.axiomj.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.axiomj.cli.report.Subject;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Verdict;
import org.axiomj.engine.Verifier;
import org.axiomj.ir.Network;
import org.axiomj.properties.Problem;
import org.axiomj.properties.vnnlib.VnnLib;

/** Reads models and a VNN-LIB file and has the engine decide. */
final class FileExamination extends Examination {
    private final String model;
    private final String property;

    FileExamination(
            String model, String property, Options options, Progress.Listener listener, Optional<KeptStages> kept) {
        super(model, property, options, listener, kept);
        this.model = model;
        this.property = property;
    }

    @Override
    Verdict decide() {
        long from = System.nanoTime();
        Map<String, Network> networks = ProblemReader.models(model);
        Optional<Network> first = Optional.of(networks.values().iterator().next());
        Optional<Network> single = networks.size() == 1 ? first : Optional.empty();
        found(new Subject(model, property, single, Optional.empty()));
        if (kept().isPresent()) {
            kept().get().model(first.get());
        }
        Problem problem = VnnLib.read(Path.of(property), networks);
        found(new Subject(model, property, single, Optional.of(problem)));
        if (kept().isPresent()) {
            kept().get().problem(problem);
        }
        decisionBegins(from);
        return Verifier.verify(problem, options(), listener());
    }
}
