package org.axiomj.cli;

import java.io.PrintStream;
import java.util.Optional;
import org.axiomj.engine.Progress;

/**
 * Keeps the latest progress and shows it: on a terminal as one line that is rewritten, elsewhere as a line every ten
 * seconds. Workers only leave their figures here; one thread shows them.
 */
final class ProgressBoard implements Progress.Listener {
    private static final long FIRST_AFTER_MILLIS = 1_000;
    private static final long PLAIN_EVERY_MILLIS = 10_000;

    private final PrintStream err;
    private final boolean terminal;
    private final boolean silent;
    private volatile Progress latest = new Progress("reading", 0, 0, Double.NaN, 0);
    private long nextPlainMillis = PLAIN_EVERY_MILLIS;
    private int width;

    ProgressBoard(Terminal terminal, boolean silent) {
        err = terminal.err();
        this.terminal = terminal.errIsTerminal();
        this.silent = silent;
    }

    @Override
    public void progress(Progress progress) {
        latest = progress;
    }

    /** Shows where things stand if it is time; called about ten times a second. */
    synchronized void tick(long elapsedMillis) {
        if (silent || elapsedMillis < FIRST_AFTER_MILLIS) {
            return;
        }
        if (terminal) {
            String line = line(latest, elapsedMillis);
            err.print("\r" + padded(line));
            err.flush();
            width = line.length();
        } else if (elapsedMillis >= nextPlainMillis) {
            nextPlainMillis += PLAIN_EVERY_MILLIS;
            err.println(line(latest, elapsedMillis));
        }
    }

    /** Takes the moving line away, before something else is printed. */
    synchronized void clear() {
        if (width > 0) {
            err.print("\r" + padded("") + "\r");
            err.flush();
            width = 0;
        }
    }

    /** The latest figures in words; empty before the search has begun. */
    Optional<String> summary(long elapsedMillis) {
        Progress progress = latest;
        return progress.stage().equals("reading") ? Optional.empty() : Optional.of(line(progress, elapsedMillis));
    }

    private String padded(String line) {
        return line.length() >= width ? line : line + " ".repeat(width - line.length());
    }

    private static String line(Progress p, long elapsedMillis) {
        return elapsedMillis / 1000 + " s  " + figures(p);
    }

    /** The figures in words. */
    static String figures(Progress p) {
        StringBuilder line = new StringBuilder(80);
        line.append(p.stage());
        if (p.stage().equals("certificate")) {
            return line.append("  ").append(p.done()).append(" leaves written").toString();
        }
        if (p.done() > 0 || p.open() > 0) {
            line.append("  ")
                    .append(p.done())
                    .append(" subproblems closed, ")
                    .append(p.open())
                    .append(" open");
        }
        if (!Double.isNaN(p.worstBound())) {
            line.append(", worst bound ").append((float) p.worstBound());
        }
        if (p.fraction() > 0) {
            line.append(", ").append((int) (p.fraction() * 1000) / 10.0).append(" % closed");
        }
        return line.toString();
    }
}
