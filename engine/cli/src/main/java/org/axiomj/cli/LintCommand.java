package org.axiomj.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.axiomj.ir.Finding;
import org.axiomj.ir.Lint;

/** {@code axiom lint}: everything at once that would hinder the verification of a model. */
final class LintCommand implements Subcommand {
    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "lint",
                "Shows what would hinder verification, each with what to do.",
                List.of(new Positional("MODEL", "An .onnx or .nnet file; either may be gzipped (.gz).", false)),
                List.of());
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        return InputFailures.told(terminal, () -> {
            boolean blocked = false;
            List<Finding> findings =
                    Lint.findings(Path.of(arguments.positionals().get(0)));
            for (Finding finding : findings) {
                blocked |= finding.severity() == Finding.Severity.BLOCKS;
                String severity = finding.severity().name().toLowerCase(Locale.ROOT);
                terminal.out().println(severity + ": " + finding.place() + ": " + finding.problem());
                terminal.out().println("  what to do: " + finding.advice());
            }
            if (findings.isEmpty()) {
                terminal.out().println("Nothing hinders the verification of this model.");
            }
            return blocked ? ExitCode.UNKNOWN : 0;
        });
    }
}
