package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axiomj.cli.report.Outcome;
import org.axiomj.cli.report.Report;
import org.axiomj.cli.report.Subject;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.engine.Evidence;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.proofs.statement.Semantics;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(stream, stream, false, false, false, 0);

    private Publisher publisher(Path result) {
        Arguments arguments =
                new Arguments(List.of("m.onnx", "p.vnnlib"), Map.of("--result", result.toString(), "--quiet", ""));
        return new Publisher(VerifyRequest.of(arguments, System.nanoTime()), terminal, Optional.empty());
    }

    private static Report report(Outcome outcome) {
        Subject subject = new Subject("m.onnx", "p.vnnlib", Optional.empty(), Optional.empty());
        return new Report(subject, outcome, Semantics.REAL, 0, 0, 0, List.of());
    }

    private static final Outcome PROVED = new Outcome.Answered(
            new Verdict.Proved(Semantics.REAL, new Evidence.Oracle("test", ""), SearchStatistics.NONE));
    private static final Outcome TIMEOUT = new Outcome.Answered(new Verdict.Unknown(
            Semantics.REAL, Verdict.Reason.TIMEOUT, "d", "a", Optional.empty(), SearchStatistics.NONE));

    @RepeatedTest(20)
    void ofTwoAnswersThatComeTogetherExactlyOneCounts() throws InterruptedException {
        Publisher publisher = publisher(folder.resolve("result"));
        AtomicInteger accepted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (Outcome outcome : List.of(PROVED, TIMEOUT)) {
            threads.add(new Thread(() -> accepted.addAndGet(publisher.publish(report(outcome)) >= 0 ? 1 : 0)));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(accepted).hasValue(1);
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(printed).isIn("PROVED\n", "UNKNOWN\n");
        assertThat(folder.resolve("result")).hasContent(printed.startsWith("PROVED") ? "unsat\n" : "timeout\n");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNotPassedOffAsWritten() {
        Path result = folder.resolve("result");
        Publisher publisher = publisher(result);
        assertThat(result.toFile().mkdir()).isTrue();
        assertThat(result.resolve("inside").toFile().mkdir()).isTrue();

        assertThat(publisher.publish(report(PROVED))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("cannot write");
    }

    @Test
    void aFailureOfOursIsToldAndHasItsOwnCode() {
        int code =
                publisher(folder.resolve("result")).publish(report(new Outcome.Defect(new IllegalStateException("x"))));

        assertThat(code).isEqualTo(ExitCode.DEFECT);
        assertThat(folder.resolve("result")).hasContent("error\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("report it", "IllegalStateException: x");
    }
}
