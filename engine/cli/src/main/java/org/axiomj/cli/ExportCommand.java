package org.axiomj.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.cli.syntax.CommandSyntax.Option;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.axiomj.cli.syntax.UsageException;
import org.axiomj.encoders.SmtLibWriter;
import org.axiomj.properties.Problem;

/** {@code axiom export}: writes the problem that is decided, for any SMT solver to decide it too. */
final class ExportCommand implements Subcommand {
    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "export",
                "Writes the exact problem that verify decides, or a proof, for the tools of others.",
                List.of(
                        new Positional("MODEL", "An .onnx or .nnet file; either may be gzipped (.gz).", false),
                        new Positional("PROPERTY", "A .vnnlib file; may be gzipped (.gz).", false)),
                List.of(
                        new Option("--smt2", "FILE", "Write SMT-LIB 2 there (real arithmetic); - for standard output."),
                        new Option(
                                "--proof",
                                "FORMAT",
                                "Write a certificate's proof for a checker made by others: resolute (SMTInterpol)."),
                        new Option("--certificate", "FILE", "With --proof: what verify --certificate wrote."),
                        new Option("--out", "NAME", "With --proof: write NAME.smt2, the problem, and NAME.proof."),
                        NetworkOptions.OPTION));
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        if (arguments.has("--proof")) {
            return ProofWriting.run(arguments, terminal);
        }
        String file = arguments
                .text("--smt2")
                .orElseThrow(() -> new UsageException("export: say where to with --smt2 FILE, or --proof FORMAT"));
        return InputFailures.told(terminal, () -> {
            Problem problem = ProblemReader.read(
                    arguments.positionals().get(0), arguments.positionals().get(1));
            write(file, SmtLibWriter.write(problem.composition().core(), problem.query()), terminal);
            return 0;
        });
    }

    private static void write(String file, String script, Terminal terminal) {
        if (file.equals("-")) {
            terminal.out().print(script);
            return;
        }
        try {
            WholeFile.write(Path.of(file).toAbsolutePath(), script);
        } catch (IOException e) {
            throw new UsageException("--smt2: cannot write " + file + ": " + e);
        }
    }
}
