package org.axiomj.cli;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import org.axiomj.cli.report.Outcome;
import org.axiomj.cli.report.Report;
import org.axiomj.cli.report.Subject;
import org.axiomj.cli.syntax.UsageException;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.ModelTooLargeException;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.UnsupportedPropertyException;

/**
 * Has the engine decide one property. Every failure becomes an outcome; none becomes a verdict about the
 * property.
 */
abstract class Examination {
    private static final String MORE_MEMORY = "Give more memory with --memory.";

    private final String model;
    private final Options options;
    private final Progress.Listener listener;
    private final Optional<KeptStages> kept;
    private volatile Subject subject;
    private volatile long readNanos;
    private volatile long verifyFrom;

    Examination(String model, String property, Options options, Progress.Listener listener, Optional<KeptStages> kept) {
        this.model = model;
        this.options = options;
        this.listener = listener;
        this.kept = kept;
        subject = new Subject(model, property, Optional.empty(), Optional.empty());
    }

    /** Never throws. */
    Outcome outcome() {
        try {
            return new Outcome.Answered(decide());
        } catch (UnsupportedOperatorException | UnsupportedPropertyException e) {
            return unknown(Verdict.Reason.UNSUPPORTED, String.valueOf(e.getMessage()), "See: axiom lint " + model);
        } catch (ModelTooLargeException e) {
            return unknown(Verdict.Reason.MEMORY, String.valueOf(e.getMessage()), MORE_MEMORY);
        } catch (InvalidModelException
                | InvalidPropertyException
                | InvalidPathException
                | UsageException
                | UncheckedIOException e) {
            return new Outcome.BadInput(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return unknown(Verdict.Reason.MEMORY, "the Java heap is exhausted", MORE_MEMORY);
        } catch (Throwable e) {
            return new Outcome.Defect(e);
        }
    }

    /** What is to be said of an outcome of this examination, now. */
    Report report(Outcome outcome, long elapsedMillis, List<String> warnings) {
        long verify = verifyFrom == 0 ? 0 : System.nanoTime() - verifyFrom;
        return new Report(
                subject,
                outcome,
                options.semantics(),
                readNanos / 1_000_000,
                verify / 1_000_000,
                elapsedMillis,
                warnings);
    }

    /** An answer without knowledge. */
    Outcome unknown(Verdict.Reason reason, String detail, String advice) {
        return new Outcome.Answered(new Verdict.Unknown(
                options.semantics(), reason, detail, advice, Optional.empty(), SearchStatistics.NONE));
    }

    /** The verdict; may throw whatever reading and deciding throw. */
    abstract Verdict decide();

    Options options() {
        return options;
    }

    Progress.Listener listener() {
        return listener;
    }

    Optional<KeptStages> kept() {
        return kept;
    }

    /** What is known of the subject by now. */
    void found(Subject more) {
        subject = more;
    }

    /** Reading is over, and deciding begins. */
    void decisionBegins(long readFromNanos) {
        verifyFrom = System.nanoTime();
        readNanos = verifyFrom - readFromNanos;
    }
}
