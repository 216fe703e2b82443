package org.axiomj.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.FullReader;
import org.axiomj.cli.syntax.QuickReader;
import org.axiomj.cli.syntax.UsageException;

/** {@code axiom}: picks the subcommand, runs it, and turns every failure into a message and an exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        int code = run(words, Terminal.system());
        System.out.flush();
        System.exit(code);
    }

    /** Runs a command line and answers with its exit code; never throws. */
    public static int run(String[] words, Terminal terminal) {
        try {
            return dispatch(words, terminal);
        } catch (UsageException e) {
            terminal.err().println("axiom: " + e.getMessage());
            return ExitCode.BAD_INPUT;
        } catch (Throwable e) {
            Defect.describe(e, terminal.err());
            return ExitCode.DEFECT;
        }
    }

    private static int dispatch(String[] line, Terminal terminal) {
        String[] words =
                line.length > 0 && line[0].equals("prove") ? ModelOptions.joined(line) : NetworkOptions.rewritten(line);
        if (words.length == 0 || words[0].equals("--help") || words[0].equals("-h") || words[0].equals("help")) {
            terminal.out().print(FullReader.help(Subcommands.syntaxes()));
            return words.length == 0 ? ExitCode.BAD_INPUT : 0;
        } else if (words[0].equals("--version")) {
            terminal.out().println("axiom " + Version.current());
            return 0;
        }
        Optional<Subcommand> found = Subcommands.named(words[0]);
        if (found.isEmpty()) {
            throw new UsageException("there is no command '" + words[0] + "'\nSee: axiom --help");
        }
        Subcommand command = found.get();
        List<String> rest = Arrays.asList(words).subList(1, words.length);
        if (rest.contains("--help") || rest.contains("-h")) {
            terminal.out().print(FullReader.help(command.syntax()));
            return 0;
        }
        Optional<Arguments> quick = QuickReader.read(command.syntax(), words, 1);
        return command.run(quick.isPresent() ? quick.get() : FullReader.read(command.syntax(), rest), terminal);
    }
}
