package org.axiomj.cli;

import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;

/** One word after {@code axiom}. */
interface Subcommand {
    CommandSyntax syntax();

    /**
     * Does it.
     *
     * @return the exit code
     * @throws org.axiomj.cli.syntax.UsageException if an argument's value makes no sense
     */
    int run(Arguments arguments, Terminal terminal);
}
