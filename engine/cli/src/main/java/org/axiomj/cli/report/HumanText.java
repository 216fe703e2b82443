package org.axiomj.cli.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.cli.Terminal;
import org.axiomj.engine.Evidence;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.ir.Network;
import org.axiomj.proofs.Counterexample;
import org.axiomj.properties.Problem;

/** The answer for a person: a line with the verdict, then what it is about and what it rests on. */
public final class HumanText {
    /** More values than this of a vector are shown only with {@code --verbose}. */
    private static final int SHOWN = 10;

    private static final int LONGEST_PROPERTY = 400;

    private final Report report;
    private final boolean all;
    private final boolean colour;
    private final StringBuilder text = new StringBuilder(512);

    private HumanText(Report report, boolean all, boolean colour) {
        this.report = report;
        this.all = all;
        this.colour = colour;
    }

    /** How much to say. */
    public enum Detail {
        QUIET,
        NORMAL,
        VERBOSE
    }

    /** Several lines, or one word with {@link Detail#QUIET}. Failures are not told here: they go to standard error. */
    public static String of(Report report, Detail detail, Terminal terminal) {
        if (!(report.outcome() instanceof Outcome.Answered answered)) {
            return "";
        }
        return detail == Detail.QUIET
                ? answered.verdict().word() + "\n"
                : new HumanText(report, detail == Detail.VERBOSE, terminal.colour()).write(answered.verdict());
    }

    private String write(Verdict verdict) {
        headline(verdict);
        if (report.subject().network().isPresent()) {
            model(report.subject().network().get());
        }
        if (report.subject().words().isPresent()) {
            line("property", shortened(report.subject().words().get()));
        }
        if (verdict instanceof Verdict.Proved proved) {
            line("evidence", evidence(proved.evidence()));
            if (proved.float32Violation().isPresent()) {
                Counterexample violation = proved.float32Violation().get();
                line(
                        "but",
                        "rounding makes float32 execution violate it; "
                                + replays(violation).substring("counterexample, ".length())
                                + "; to decide that: --semantics float32");
                vectors(violation);
            }
        } else if (verdict instanceof Verdict.Refuted refuted) {
            line("evidence", replays(refuted.counterexample()));
            vectors(refuted.counterexample());
        } else {
            unknown((Verdict.Unknown) verdict);
        }
        search(verdict.statistics());
        for (String warning : report.warnings()) {
            line("warning", warning);
        }
        return text.toString();
    }

    private void headline(Verdict verdict) {
        String word = verdict.word();
        String paint =
                word.equals("PROVED") ? "\u001b[1;32m" : word.equals("REFUTED") ? "\u001b[1;31m" : "\u001b[1;33m";
        text.append(colour ? paint : "").append(word).append(colour ? "\u001b[0m" : "");
        if (verdict instanceof Verdict.Unknown unknown) {
            text.append('(').append(unknown.reason()).append(')');
        }
        text.append("  ")
                .append(report.subject().property())
                .append("  [")
                .append(verdict.semantics().text());
        text.append(" arithmetic, ")
                .append(Numbers.seconds(report.totalMillis()))
                .append(" s]\n");
    }

    private void model(Network network) {
        line(
                "model",
                report.subject().model() + ": " + network.core().inputSize() + " inputs, "
                        + network.core().outputSize() + " outputs, " + Numbers.grouped(network.parameters())
                        + " parameters");
    }

    private String shortened(String property) {
        return all || property.length() <= LONGEST_PROPERTY
                ? property
                : property.substring(0, LONGEST_PROPERTY) + "... (all of it with --verbose)";
    }

    private static String evidence(Evidence evidence) {
        if (evidence instanceof Evidence.Certificate c) {
            String leaves = c.theorem().leaves() == 1
                    ? "1 leaf"
                    : Numbers.grouped(c.theorem().leaves()) + " leaves";
            String checked = "certificate, " + leaves + ", accepted by kernel "
                    + c.theorem().kernelVersion() + " in " + Numbers.seconds(c.checkMillis()) + " s";
            return c.file().isEmpty()
                    ? checked
                    : checked + ", in " + shown(c.file().get());
        }
        Evidence.Oracle oracle = (Evidence.Oracle) evidence;
        return oracle.text() + " (its word"
                + (oracle.whyNoCertificate().isEmpty() ? "" : "; no certificate: " + oracle.whyNoCertificate()) + ")";
    }

    private static String replays(Counterexample counterexample) {
        StringBuilder names = new StringBuilder("counterexample, replayed in");
        String separator = " ";
        for (Counterexample.Replay replay : counterexample.replays()) {
            names.append(separator).append(replay.runtime());
            names.append(replay.runtime().equals("exact") ? " arithmetic" : "");
            names.append(replay.violates() ? "" : " (where it does not violate)");
            separator = ", ";
        }
        return names.toString();
    }

    private void vectors(Counterexample counterexample) {
        line("input", vector(names(true), "X_", counterexample.input32()));
        if (counterexample.output32().length > 0) {
            line("output", vector(names(false), "Y_", counterexample.output32()));
        } else {
            line("where", String.join("; ", counterexample.replays().get(0).output()));
        }
    }

    /** What the property calls the elements of the query's input or output, by their index. */
    private Map<Integer, String> names(boolean input) {
        Map<Integer, String> names = new HashMap<>();
        if (report.subject().problem().isPresent()) {
            for (Problem.Tensor tensor : report.subject().problem().get().tensors()) {
                for (int i = 0; i < tensor.elements().size() && tensor.input() == input; i++) {
                    names.put(tensor.elements().get(i), tensor.element(i));
                }
            }
        }
        return names;
    }

    private String vector(Map<Integer, String> names, String otherwise, float[] values) {
        int shown = all ? values.length : Math.min(values.length, SHOWN);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            line.append(i == 0 ? "" : i % 5 == 0 ? "\n" : "  ")
                    .append(names.getOrDefault(i, otherwise + i))
                    .append(" = ")
                    .append(values[i]);
        }
        return shown == values.length
                ? line.toString()
                : line + "\nand " + (values.length - shown) + " more (all of them with --verbose)";
    }

    private void unknown(Verdict.Unknown unknown) {
        line("because", unknown.detail());
        line("advice", unknown.advice());
        unknown.candidate().ifPresent(candidate -> {
            line(
                    "candidate",
                    "a point that violates the property in one arithmetic but not in another; "
                            + replays(candidate).substring("counterexample, ".length()));
            vectors(candidate);
        });
    }

    private void search(SearchStatistics s) {
        StringBuilder line = new StringBuilder();
        line.append(Numbers.grouped(s.subproblems())).append(s.subproblems() == 1 ? " subproblem, " : " subproblems, ");
        line.append(Numbers.grouped(s.splits())).append(s.splits() == 1 ? " split" : " splits");
        List<String> stages = List.of("attack", "bounds", "solver");
        long[] millis = {s.attackMillis(), s.boundMillis(), s.solverMillis()};
        for (int i = 0; i < millis.length; i++) {
            line.append(millis[i] > 0 ? ", " + stages.get(i) + " " + Numbers.seconds(millis[i]) + " s" : "");
        }
        if (!Double.isNaN(s.worstBound())) {
            line.append(", worst bound ").append((float) s.worstBound());
        }
        line("search", line.toString());
    }

    /** Seen from the current folder, where the file lies in it. */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    private void line(String label, String value) {
        LabelledLines.append(text, label, value);
    }
}
