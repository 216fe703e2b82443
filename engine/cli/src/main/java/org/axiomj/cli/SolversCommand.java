package org.axiomj.cli;

import java.util.List;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SmtSolvers;

/** {@code axiom solvers}: tries every solver on a small problem. */
final class SolversCommand implements Subcommand {
    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "solvers", "Shows which solvers are there, their versions, and which work here.", List.of(), List.of());
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        Table table = new Table().row("solver", "version", "works here");
        table.row("auto", "axiom " + Version.current(), "yes, without native code");
        for (SmtSolver solver : SmtSolvers.all()) {
            SmtSolvers.Availability found = SmtSolvers.availability(solver);
            table.row(
                    solver.name(),
                    found.version().isEmpty() ? "unknown" : found.version(),
                    found.works() ? "yes" : "no: " + found.problem());
        }
        terminal.out().print(table);
        return 0;
    }
}
