package org.axiomj.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axiomj.cli.InstanceList.Instance;
import org.axiomj.cli.report.Numbers;
import org.axiomj.cli.report.Outcome;
import org.axiomj.cli.report.ResultText;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.cli.syntax.CommandSyntax.Option;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.axiomj.cli.syntax.UsageException;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Verdict;

/** {@code axiom bench}: decides every problem of a table, in one process, and counts. */
final class BenchCommand implements Subcommand {
    /** How long past its deadline a problem may take before it is given up as a time-out. */
    private static final long GRACE_NANOS = 2_000_000_000L;

    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "bench",
                "Decides every problem of a table.",
                List.of(new Positional(
                        "INSTANCES.csv",
                        "VNN-COMP's layout: model, property, seconds; files relative to the table.",
                        false)),
                List.of(
                        new Option("--timeout", "SECONDS", "At most this long for any problem."),
                        new Option("--only", "TEXT", "Only problems whose file names contain this."),
                        new Option(
                                "--out", "FILE", "Also write the table of answers there, as comma-separated values."),
                        new Option("--threads", "N", "Workers (default: every core)."),
                        new Option("--seed", "N", "Of every random choice (default: 1).")));
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        List<Instance> instances =
                InstanceList.read(Path.of(arguments.positionals().get(0)));
        long most = arguments.seconds("--timeout", Long.MAX_VALUE / 4);
        String only = arguments.text("--only").orElse("");
        int threads = (int) arguments.whole("--threads", Runtime.getRuntime().availableProcessors(), 1, 1024);
        long seed = arguments.whole("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        Tally tally = new Tally(terminal);
        for (Instance instance : instances) {
            if (instance.model().contains(only) || instance.property().contains(only)) {
                long nanos = Math.min(most, (long) (Math.min(instance.seconds(), 1e9) * 1e9));
                Options options = Options.withTimeout(Duration.ofNanos(nanos));
                tally.add(
                        instance, decide(instance, options.withThreads(threads).withSeed(seed)));
            }
        }
        arguments.text("--out").ifPresent(tally::write);
        return tally.finish();
    }

    private record Answer(Outcome outcome, long millis) {}

    /** In a thread of its own, so that one that does not come back costs its own answer only. */
    private static Answer decide(Instance instance, Options options) {
        long from = System.nanoTime();
        Examination examination = new FileExamination(
                instance.model(), instance.property(), options, Progress.Listener.NONE, Optional.empty());
        Outcome[] answer = new Outcome[1];
        Thread worker = new Thread(() -> answer[0] = examination.outcome(), "bench");
        worker.setDaemon(true);
        worker.start();
        try {
            worker.join(Math.max(1, (options.deadlineNanos() + GRACE_NANOS - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Optional<Outcome> outcome = worker.isAlive() ? Optional.empty() : Optional.ofNullable(answer[0]);
        return new Answer(
                outcome.orElseGet(() ->
                        examination.unknown(Verdict.Reason.TIMEOUT, "the time limit was reached", "Give more time.")),
                (System.nanoTime() - from) / 1_000_000);
    }

    /** Counts and prints. */
    private static final class Tally {
        private final Terminal terminal;
        private final StringBuilder table = new StringBuilder("onnx,vnnlib,expected,answer,seconds\n");
        private int rows;
        private int decided;
        private int wrong;
        private int code;
        private long totalMillis;

        Tally(Terminal terminal) {
            this.terminal = terminal;
        }

        void add(Instance instance, Answer answer) {
            String text = ResultText.of(answer.outcome());
            String word = text.substring(0, text.indexOf('\n'));
            boolean definite = word.equals("sat") || word.equals("unsat");
            boolean contradicts = definite
                    && (instance.expected().equals("sat") || instance.expected().equals("unsat"))
                    && !instance.expected().equals(word);
            rows++;
            decided += definite ? 1 : 0;
            wrong += contradicts ? 1 : 0;
            totalMillis += answer.millis();
            code = ExitCode.worse(code, code(word));
            String seconds = Numbers.seconds(answer.millis());
            table.append(instance.model())
                    .append(',')
                    .append(instance.property())
                    .append(',');
            table.append(instance.expected())
                    .append(',')
                    .append(word)
                    .append(',')
                    .append(seconds)
                    .append('\n');
            terminal.out()
                    .println(padded(word, 8) + padded(seconds, 9) + " s  " + name(instance.model()) + "  "
                            + name(instance.property())
                            + (contradicts ? "  CONTRADICTS expected " + instance.expected() : ""));
            if (answer.outcome() instanceof Outcome.BadInput bad) {
                terminal.err().println("axiom: " + bad.message());
            } else if (answer.outcome() instanceof Outcome.Defect defect) {
                Defect.describe(defect.failure(), terminal.err());
            }
        }

        void write(String file) {
            try {
                WholeFile.write(Path.of(file).toAbsolutePath(), table.toString());
            } catch (IOException e) {
                throw new UsageException("--out: cannot write " + file + ": " + e);
            }
        }

        int finish() {
            terminal.out()
                    .println(decided + " of " + rows + " decided in " + Numbers.seconds(totalMillis) + " s, " + wrong
                            + " against what the table expects");
            return wrong > 0 ? ExitCode.DEFECT : code;
        }

        private static int code(String word) {
            return switch (word) {
                case "unsat" -> ExitCode.PROVED;
                case "sat" -> ExitCode.REFUTED;
                case "error" -> ExitCode.BAD_INPUT;
                default -> ExitCode.UNKNOWN;
            };
        }

        private static String padded(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }

        private static String name(String file) {
            return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        }
    }
}
