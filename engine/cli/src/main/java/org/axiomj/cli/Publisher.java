package org.axiomj.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.axiomj.cli.report.HumanText;
import org.axiomj.cli.report.JsonText;
import org.axiomj.cli.report.Outcome;
import org.axiomj.cli.report.Report;
import org.axiomj.cli.report.ResultText;

/**
 * Tells an outcome to the user and writes the files, once: whoever comes first, the search with its verdict, the watchdog
 * with a time-out or the shutdown hook with an interruption, is the one that counts, and the others are refused. So two
 * answers never mix.
 */
final class Publisher {
    private enum State {
        OPEN,
        TAKEN,
        DONE
    }

    private final VerifyRequest request;
    private final Terminal terminal;
    private final Optional<KeptStages> kept;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    Publisher(VerifyRequest request, Terminal terminal, Optional<KeptStages> kept) {
        this.request = request;
        this.terminal = terminal;
        this.kept = kept;
    }

    /** Lets the next property have its answer. */
    void reopen() {
        state.set(State.OPEN);
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    /**
     * Publishes; the result file first, then the JSON file, then what --keep keeps of it, then the text.
     *
     * @return the exit code for this report, or -1 where another one was first
     */
    int publish(Report report) {
        if (!state.compareAndSet(State.OPEN, State.TAKEN)) {
            return -1;
        }
        int code = code(report);
        try {
            if (request.result().isPresent()) {
                WholeFile.write(
                        request.result().get(),
                        ResultText.of(report.outcome(), report.subject().problem()));
            }
            if (request.json().isPresent()) {
                WholeFile.write(request.json().get(), JsonText.of(report));
            }
            if (kept.isPresent()) {
                kept.get().verdict(report);
            }
        } catch (IOException e) {
            terminal.err().println("axiom: cannot write a result: " + e);
            code = ExitCode.BAD_INPUT;
        }
        if (report.outcome() instanceof Outcome.BadInput bad) {
            terminal.err().println("axiom: " + bad.message());
        } else if (report.outcome() instanceof Outcome.Defect defect) {
            Defect.describe(defect.failure(), terminal.err());
        }
        terminal.out().print(HumanText.of(report, request.detail(), terminal));
        terminal.out().flush();
        state.set(State.DONE);
        return code;
    }

    private static int code(Report report) {
        if (report.outcome() instanceof Outcome.Answered answered) {
            return ExitCode.of(answered.verdict());
        }
        return report.outcome() instanceof Outcome.BadInput ? ExitCode.BAD_INPUT : ExitCode.DEFECT;
    }
}
