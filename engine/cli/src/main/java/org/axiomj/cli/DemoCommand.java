package org.axiomj.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.axiomj.cli.report.Numbers;
import org.axiomj.cli.report.Outcome;
import org.axiomj.cli.report.Report;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.cli.syntax.QuickReader;
import org.axiomj.engine.Verdict;

/** {@code axiom demo}: proves and refutes properties of two small networks, and tells how to do it again. */
final class DemoCommand implements Subcommand {
    private static final String FOLDER = "axiom-demo";

    private static final List<Problem> PROBLEMS = List.of(
            new Problem(
                    "advisory",
                    "head-on",
                    "A collision-avoidance network sees an intruder head-on, 2 to 4 km ahead, at 150 to 300 m/s.\n"
                            + "Claim: it never says 'clear of conflict'.",
                    "PROVED"),
            new Problem(
                    "advisory",
                    "ahead",
                    "The same network, an intruder 2 to 4 km ahead, on any heading, at any speed.\n"
                            + "Claim: even so it never says 'clear of conflict'.",
                    "REFUTED"),
            new Problem(
                    "digits",
                    "three-0.05",
                    "A network reads digits of 8x8 pixels; this picture is a 3.\n"
                            + "Claim: it stays a 3 when every pixel changes by up to 0.05.",
                    "PROVED"),
            new Problem(
                    "digits",
                    "three-0.2",
                    "The same picture.\nClaim: it stays a 3 when every pixel changes by up to 0.2.",
                    "REFUTED"));

    /** One property of one network and what is known to come out. */
    private record Problem(String model, String property, String story, String expected) {}

    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "demo",
                "Proves and refutes properties of two small networks, into the folder " + FOLDER + ".",
                List.of(),
                List.of());
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        Path folder = folder();
        DemoPage page = new DemoPage();
        int surprises = 0;
        for (Problem problem : PROBLEMS) {
            Optional<Report> report = solve(problem, folder, page, terminal);
            Optional<Verdict> verdict = report.map(Report::outcome)
                    .flatMap(o -> o instanceof Outcome.Answered a ? Optional.of(a.verdict()) : Optional.empty());
            surprises += verdict.isPresent() && verdict.get().word().equals(problem.expected()) ? 0 : 1;
        }
        Path html = folder.resolve("report.html");
        try {
            WholeFile.write(html.toAbsolutePath(), page.html());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long millis = (System.nanoTime() - terminal.startNanos()) / 1_000_000;
        terminal.out().println("That took " + Numbers.seconds(millis) + " s. All of it as a page: " + html);
        if (surprises > 0) {
            terminal.err()
                    .println("axiom: " + surprises + " of " + PROBLEMS.size() + " answers are not the known ones");
            return ExitCode.DEFECT;
        }
        return 0;
    }

    private static Optional<Report> solve(Problem problem, Path folder, DemoPage page, Terminal terminal) {
        Path model = unpack(folder, problem.model() + ".onnx");
        Path property = unpack(folder, problem.property() + ".vnnlib");
        Path json = folder.resolve(problem.property() + ".json");
        Path result = folder.resolve(problem.property() + ".result");
        Path certificate = folder.resolve(problem.property() + ".cert");
        terminal.out().println(problem.story());
        terminal.out().println("$ axiom verify " + model + " " + property);
        // Read as from a command line: the launcher takes this for the training run of its class archive.
        String[] words = {
            model.toString(),
            property.toString(),
            "--timeout",
            "30",
            "--json",
            json.toString(),
            "--result",
            result.toString(),
            "--certificate",
            certificate.toString()
        };
        Arguments arguments =
                QuickReader.read(new VerifyCommand().syntax(), words, 0).orElseThrow();
        VerifyRequest request = VerifyRequest.of(arguments, System.nanoTime());
        VerifyCommand.Session session = new VerifyCommand.Session(request, terminal, new VerifyCommand.Files(request));
        session.run();
        Optional<Report> report = session.report();
        if (Files.exists(certificate)) {
            check(certificate, model, property, terminal);
        }
        String explanation =
                report.map(r -> DemoExplanation.of(problem.property(), r)).orElse("");
        terminal.out().println(explanation);
        report.ifPresent(r -> page.add(problem.story(), r, explanation));
        return report;
    }

    /** The kernel's word on what was just written, from the files alone. */
    private static void check(Path certificate, Path model, Path property, Terminal terminal) {
        CheckCommand command = new CheckCommand();
        String[] words = {certificate.toString(), model.toString(), property.toString()};
        terminal.out().println("$ axiom check " + String.join(" ", words));
        command.run(QuickReader.read(command.syntax(), words, 0).orElseThrow(), terminal);
    }

    /** Beside the user, so that the printed commands work as they stand; elsewhere where that is not writable. */
    private static Path folder() {
        try {
            return Files.createDirectories(Path.of(FOLDER));
        } catch (IOException e) {
            try {
                return Files.createTempDirectory(FOLDER);
            } catch (IOException other) {
                throw new UncheckedIOException(other);
            }
        }
    }

    private static Path unpack(Path folder, String name) {
        Path file = folder.resolve(name);
        try (InputStream in = DemoCommand.class.getResourceAsStream("demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks demo/" + name);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
