package org.axiomj.cli;

import java.io.PrintStream;

/**
 * Where text goes, and since when somebody waits for it.
 *
 * @param outIsTerminal whether a person reads {@code out} as it appears
 * @param errIsTerminal likewise {@code err}
 * @param colour whether {@code out} may be coloured
 * @param startNanos when the user began to wait, on the clock of {@link System#nanoTime()}
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean colour,
        long startNanos) {

    /**
     * The process's own streams. Java cannot tell which of them are terminals, so the launcher says it in {@code
     * axiom.terminal}, by their numbers; without it none counts as one, which only costs colour and a moving line.
     */
    public static Terminal system() {
        String terminals = System.getProperty("axiom.terminal", "");
        boolean out = terminals.contains("1");
        String noColour = System.getenv("NO_COLOR");
        boolean colour = out && (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(System.out, System.err, out, terminals.contains("2"), colour, ProcessClock.startNanos());
    }
}
