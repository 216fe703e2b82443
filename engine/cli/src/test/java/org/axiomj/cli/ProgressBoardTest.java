package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.axiomj.engine.Progress;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private ProgressBoard board(boolean terminal, boolean silent) {
        return new ProgressBoard(new Terminal(err, err, terminal, terminal, false, 0), silent);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whereStderrIsNoTerminalThereIsOneLineEveryTenSeconds() {
        ProgressBoard board = board(false, false);
        board.progress(new Progress("search", 12, 3, -0.5, 0.25));
        for (long millis = 0; millis <= 35_000; millis += 100) {
            board.tick(millis);
        }
        assertThat(shown().lines()).hasSize(3);
        assertThat(shown()).contains("10 s  search  12 subproblems closed, 3 open, worst bound -0.5, 25.0 % closed");
    }

    @Test
    void onATerminalOneLineIsRewrittenAndTakenAway() {
        ProgressBoard board = board(true, false);
        board.progress(new Progress("search", 1000, 3, Double.NaN, 0));
        board.tick(1_000);
        board.progress(new Progress("search", 1, 3, Double.NaN, 0));
        board.tick(2_000);
        board.clear();
        assertThat(shown()).doesNotContain("\n").endsWith(" \r");
        assertThat(shown().split("\r")[2]).startsWith("2 s").hasSameSizeAs(shown().split("\r")[1]);
    }

    @Test
    void workOfLessThanASecondShowsNothing() {
        ProgressBoard board = board(true, false);
        board.tick(900);
        board.clear();
        assertThat(shown()).isEmpty();
    }

    @Test
    void quietMeansQuiet() {
        ProgressBoard board = board(false, true);
        board.tick(100_000);
        assertThat(shown()).isEmpty();
    }
}
