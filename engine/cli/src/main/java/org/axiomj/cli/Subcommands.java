package org.axiomj.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axiomj.cli.syntax.CommandSyntax;

/** Every command, by name. A new one is one class and one line in each of the two lists. */
final class Subcommands {
    static final List<String> NAMES =
            List.of("verify", "prove", "check", "shapes", "lint", "export", "bench", "solvers", "demo");

    private Subcommands() {}

    /** Makes the one that is asked for; the classes of the others are not loaded. */
    static Optional<Subcommand> named(String name) {
        return switch (name) {
            case "verify" -> Optional.of(new VerifyCommand());
            case "prove" -> Optional.of(new ProveCommand());
            case "check" -> Optional.of(new CheckCommand());
            case "shapes" -> Optional.of(new ShapesCommand());
            case "lint" -> Optional.of(new LintCommand());
            case "export" -> Optional.of(new ExportCommand());
            case "bench" -> Optional.of(new BenchCommand());
            case "solvers" -> Optional.of(new SolversCommand());
            case "demo" -> Optional.of(new DemoCommand());
            default -> Optional.empty();
        };
    }

    static List<CommandSyntax> syntaxes() {
        List<CommandSyntax> syntaxes = new ArrayList<>();
        for (String name : NAMES) {
            syntaxes.add(named(name).orElseThrow().syntax());
        }
        return syntaxes;
    }
}
