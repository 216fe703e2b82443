package org.axiomj.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axiomj.cli.report.HumanText;
import org.axiomj.cli.report.Outcome;
import org.axiomj.cli.report.Report;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Verdict;

/** {@code axiom verify}: decides properties of a model, one after the other. */
final class VerifyCommand implements Subcommand {
    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "verify",
                "Proves a property of a model, or refutes it with an input that violates it.",
                List.of(
                        new Positional(
                                "MODEL",
                                "An .onnx or .nnet file; either may be gzipped (.gz). Several: f=A.onnx;g=B.onnx.",
                                false),
                        new Positional(
                                "PROPERTY",
                                "A .vnnlib file, may be gzipped (.gz), or an .axiom file of the property language.",
                                true)),
                VerifyRequest.OPTIONS);
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        VerifyRequest request = VerifyRequest.of(arguments, terminal.startNanos());
        for (String property : request.properties()) {
            if (property.endsWith(ProveCommand.SUFFIX)) {
                return ProveCommand.verify(arguments, terminal);
            }
        }
        return new Session(request, terminal, new Files(request)).run();
    }

    /** What a session decides, one after the other. */
    interface Questions {
        int count();

        Examination examination(int index, Progress.Listener listener, Optional<KeptStages> kept);
    }

    /** A model and files of VNN-LIB. */
    record Files(VerifyRequest request) implements Questions {
        @Override
        public int count() {
            return request.properties().size();
        }

        @Override
        public Examination examination(int index, Progress.Listener listener, Optional<KeptStages> kept) {
            return new FileExamination(
                    request.model(), request.properties().get(index), request.options(), listener, kept);
        }
    }

    /** The shutdown hook. A class rather than a lambda, which would cost a start some milliseconds. */
    private static final class Interruption extends Thread {
        private final Session session;

        Interruption(Session session) {
            super("interruption");
            this.session = session;
        }

        @Override
        public void run() {
            session.interrupted();
        }
    }

    /** One run of the command. */
    static final class Session {
        private final VerifyRequest request;
        private final Terminal terminal;
        private final Questions questions;
        private final ProgressBoard board;
        private final Optional<KeptStages> kept;
        private final Publisher publisher;
        private final AtomicInteger code = new AtomicInteger(ExitCode.PROVED);
        private volatile Examination current;
        private volatile Optional<Report> published = Optional.empty();

        Session(VerifyRequest request, Terminal terminal, Questions questions) {
            this.request = request;
            this.terminal = terminal;
            this.questions = questions;
            board = new ProgressBoard(terminal, request.detail() == HumanText.Detail.QUIET);
            kept = request.keep().isPresent()
                    ? Optional.of(new KeptStages(request.keep().get(), request.startNanos(), board))
                    : Optional.empty();
            publisher = new Publisher(request, terminal, kept);
            current = examination(0);
        }

        int run() {
            Thread interrupted = new Interruption(this);
            Runtime.getRuntime().addShutdownHook(interrupted);
            Watchdog watchdog = new Watchdog(request.startNanos() + request.timeoutNanos(), board, this);
            watchdog.start();
            for (int i = 0; i < questions.count(); i++) {
                current = examination(i);
                publisher.reopen();
                Outcome outcome = current.outcome();
                board.clear();
                if (!publish(outcome)) {
                    awaitExit();
                }
            }
            watchdog.finish();
            try {
                Runtime.getRuntime().removeShutdownHook(interrupted);
            } catch (IllegalStateException e) {
                awaitExit();
            }
            return code.get();
        }

        long elapsedMillis() {
            return request.elapsedMillis();
        }

        /**
         * Ends the current property without an answer.
         *
         * @return the exit code of the whole, or -1 where the property has its answer or is just getting it
         */
        int giveUp(Verdict.Reason reason, String detail, String advice) {
            String reached = board.summary(elapsedMillis())
                    .map(s -> detail + " at: " + s)
                    .orElse(detail);
            return publish(current.unknown(reason, reached, advice)) ? code.get() : -1;
        }

        /** What was published last; empty before the first answer. */
        Optional<Report> report() {
            return published;
        }

        private boolean publish(Outcome outcome) {
            Report report = current.report(outcome, elapsedMillis(), request.warnings());
            int reportCode = publisher.publish(report);
            if (reportCode >= 0) {
                published = Optional.of(report);
                code.set(ExitCode.worse(code.get(), reportCode));
            }
            return reportCode >= 0;
        }

        private Examination examination(int index) {
            return questions.examination(index, kept.isPresent() ? kept.get() : board, kept);
        }

        /** Runs when the process is told to end from outside, as by Ctrl-C; after an answer it has nothing to say. */
        private void interrupted() {
            if (!publisher.isDone()) {
                board.clear();
                terminal.err().println("axiom: interrupted");
                giveUp(Verdict.Reason.INCOMPLETE, "interrupted", "Run it again.");
            }
        }

        /** Another thread has published and is ending the process. */
        private static void awaitExit() {
            while (true) {
                LockSupport.park();
            }
        }
    }
}
