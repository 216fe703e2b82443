package org.axiomj.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axiomj.cli.report.HumanText;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax.Option;
import org.axiomj.cli.syntax.UsageException;
import org.axiomj.engine.Options;
import org.axiomj.proofs.statement.Semantics;

/**
 * What {@code axiom verify} was asked for.
 *
 * @param startNanos when the process began, on the clock of {@link System#nanoTime()}
 * @param result file for VNN-COMP's answer
 * @param json file for the whole answer
 * @param keep folder for the intermediates
 */
record VerifyRequest(
        String model,
        List<String> properties,
        long startNanos,
        long timeoutNanos,
        Options options,
        Optional<Path> result,
        Optional<Path> json,
        Optional<Path> keep,
        HumanText.Detail detail,
        List<String> warnings) {

    /** The options that {@link #of} understands. */
    static final List<Option> OPTIONS = List.of(
            new Option("--timeout", "SECONDS", "Give up after this time, counted from the start of the process."),
            new Option("--semantics", "real|float32", "What the verdict shall be about (default: real)."),
            new Option(
                    "--result",
                    "FILE",
                    "Write VNN-COMP's answer: sat with a witness, unsat, unknown, timeout or error."),
            new Option("--json", "FILE", "Write everything that is known about the answer."),
            new Option(
                    "--keep",
                    "DIR",
                    "Write every intermediate there as a numbered file: model, core graph, query, bounds, search, verdict."),
            new Option("--certificate", "FILE", "Write the certificate of a proof, gzipped; axiom check re-checks it."),
            new Option("--require-certificate", "", "Do not accept a proof without a certificate."),
            new Option("--no-certificate", "", "Trust the search: make no certificate, which saves time."),
            new Option("--threads", "N", "Workers (default: every core)."),
            new Option("--memory", "MB", "Ceiling on memory (default: about 70 % of the machine's)."),
            new Option("--seed", "N", "Of every random choice (default: 1)."),
            new Option(
                    "--solver",
                    "auto|z3|...",
                    "auto searches; a solver's name lets it decide alone (see axiom solvers)."),
            NetworkOptions.OPTION,
            new Option("--quiet", "", "Print the verdict only."),
            new Option("--verbose", "", "Print every value."));

    private static final long FOREVER = Long.MAX_VALUE / 4;

    /** What the arguments ask for, time-outs counted from {@code start}. */
    static VerifyRequest of(Arguments arguments, long start) {
        return of(
                arguments.positionals().get(0),
                arguments.positionals().subList(1, arguments.positionals().size()),
                arguments,
                start);
    }

    /** What the options ask for of these properties. */
    static VerifyRequest of(String model, List<String> properties, Arguments arguments, long start) {
        boolean oneAnswer = arguments.has("--result")
                || arguments.has("--json")
                || arguments.has("--certificate")
                || arguments.has("--keep");
        if (properties.size() > 1 && oneAnswer) {
            throw new UsageException("--result, --json, --certificate and --keep are for one property, found "
                    + properties.size() + " properties; verify them one at a time, or see: axiom bench");
        }
        if (arguments.has("--quiet") && arguments.has("--verbose")) {
            throw new UsageException("--quiet and --verbose exclude each other");
        }
        long timeout = arguments.seconds("--timeout", FOREVER);
        return new VerifyRequest(
                model,
                properties,
                start,
                timeout,
                options(arguments, start + timeout),
                file(arguments, "--result"),
                file(arguments, "--json"),
                path(arguments, "--keep"),
                arguments.has("--quiet")
                        ? HumanText.Detail.QUIET
                        : arguments.has("--verbose") ? HumanText.Detail.VERBOSE : HumanText.Detail.NORMAL,
                List.of());
    }

    /** Milliseconds since the process began. */
    long elapsedMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private static Options options(Arguments arguments, long deadlineNanos) {
        int cores = Runtime.getRuntime().availableProcessors();
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        long memory = Math.min(arguments.whole("--memory", heap, 64, 1L << 30), heap);
        return new Options(
                deadlineNanos,
                semantics(arguments.text("--semantics").orElse("real")),
                (int) arguments.whole("--threads", cores, 1, 1024),
                // The collector needs room above what is in use.
                memory * 3 / 4,
                arguments.whole("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                arguments.text("--solver").orElse("auto"),
                certificates(arguments),
                file(arguments, "--certificate"));
    }

    private static Options.Certificates certificates(Arguments arguments) {
        if (!arguments.has("--no-certificate")) {
            return arguments.has("--require-certificate")
                    ? Options.Certificates.REQUIRED
                    : Options.Certificates.WHERE_POSSIBLE;
        }
        for (String other : List.of("--require-certificate", "--certificate")) {
            if (arguments.has(other)) {
                throw new UsageException("--no-certificate and " + other + " exclude each other");
            }
        }
        return Options.Certificates.OFF;
    }

    private static Semantics semantics(String text) {
        for (Semantics semantics : Semantics.values()) {
            if (semantics.text().equals(text.toLowerCase(Locale.ROOT))) {
                return semantics;
            }
        }
        throw new UsageException("--semantics: expected real or float32, found '" + text + "'");
    }

    /** Checked at once, so that an answer found after an hour has somewhere to go. */
    private static Optional<Path> file(Arguments arguments, String option) {
        Optional<Path> path = path(arguments, option);
        if (path.isEmpty()) {
            return path;
        }
        if (Files.isDirectory(path.get())) {
            throw new UsageException(option + ": " + path.get() + " is a directory; name a file");
        }
        Path folder = path.get().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(option + ": the directory of " + path.get() + " does not exist; make it first");
        }
        return path;
    }

    private static Optional<Path> path(Arguments arguments, String option) {
        Optional<String> text = arguments.text(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text.get()).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new UsageException(option + ": '" + text.get() + "' is no file name: " + e.getReason());
        }
    }
}
