package org.axiomj.cli;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.function.IntSupplier;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.ModelTooLargeException;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.UnsupportedPropertyException;

/** Turns what the readers say about bad files into a message and an exit code, for commands that give no verdict. */
final class InputFailures {
    private InputFailures() {}

    static int told(Terminal terminal, IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (ModelTooLargeException | UnsupportedOperatorException | UnsupportedPropertyException e) {
            terminal.err().println("axiom: " + e.getMessage());
            return ExitCode.UNKNOWN;
        } catch (InvalidModelException | InvalidPropertyException | InvalidPathException | UncheckedIOException e) {
            terminal.err().println("axiom: " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
    }
}
