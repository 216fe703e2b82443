package org.axiomj.proofs.elaborate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Statement;
import org.axiomj.kernel.Verdict;
import org.axiomj.proofs.statement.Translation;

/**
 * Turns what a search found into a theorem: writes the certificate and, beside it, has the kernel check every byte of what
 * was written. What comes out is the kernel's word alone.
 */
public final class Certifier {
    /** Tried one after the other where numbers leave the kernel's range: bits after the point of bounds, of multipliers. */
    private static final int[][] PRECISIONS = {{28, 24}, {20, 20}, {12, 16}};

    private static final long MOST_NODES = 50_000_000;
    private static final int MOST_EXTRA_DEPTH = 60;

    /** How many units the narrowest range of an input should have, as a power of two. */
    private static final int FINENESS = 14;

    /** What came of it. */
    public sealed interface Outcome {}

    /**
     * The kernel accepted.
     *
     * @param bytes of the certificate, uncompressed
     * @param writeMillis until the certificate was written, wall clock
     * @param checkMillis how long the kernel was at it, beside the writing, wall clock
     */
    public record Certified(
            Kernel.Theorem theorem, Elaboration elaboration, long bytes, long writeMillis, long checkMillis)
            implements Outcome {}

    /** There is no certificate; in a sentence, why. */
    public record Failed(String reason) implements Outcome {}

    private record Checked(Verdict verdict, long nanos) {}

    private Certifier() {}

    /**
     * Certifies a statement.
     *
     * @param trees how each case was cut
     * @param everywhere whether the search bounded neurons in every part, or on the whole box only
     * @param file an existing file where the certificate goes, gzipped; worthless unless it is accepted
     * @param leaves told how many leaves are written, now and then
     */
    public static Outcome certify(
            Translation translation,
            List<ProofTree> trees,
            boolean everywhere,
            Optional<Path> file,
            long deadlineNanos,
            LongConsumer leaves)
            throws IOException {
        Outcome outcome = new Failed("nothing was tried");
        int finer = finer(translation.statement());
        for (int[] precision : PRECISIONS) {
            int unit = Math.min(Preparation.MAX_UNIT, precision[0] + finer);
            Elaborator.Options options = new Elaborator.Options(
                    unit, precision[1], everywhere, MOST_NODES, MOST_EXTRA_DEPTH, deadlineNanos, leaves);
            outcome = write(translation, trees, options, file);
            if (!(outcome instanceof Failed failed) || !failed.reason().startsWith("out of range")) {
                return outcome;
            }
        }
        return outcome;
    }

    /** Bits more where an input's range is very narrow. */
    private static int finer(Statement statement) {
        int finer = 0;
        for (Statement.Case c : statement.cases()) {
            for (int i = 0; i < c.lower().size(); i++) {
                int width = c.lower().get(i).equals(c.upper().get(i)) ? 0 : magnitude(c, i);
                finer = Math.max(finer, FINENESS - 28 - width);
            }
        }
        return Math.min(finer, 12);
    }

    /** The binary magnitude of a range that is not a point. */
    private static int magnitude(Statement.Case c, int i) {
        var a = c.lower().get(i);
        var b = c.upper().get(i);
        var width =
                b.numerator().multiply(a.denominator()).subtract(a.numerator().multiply(b.denominator()));
        return width.bitLength() - a.denominator().multiply(b.denominator()).bitLength();
    }

    private static Outcome write(
            Translation translation, List<ProofTree> trees, Elaborator.Options options, Optional<Path> file)
            throws IOException {
        long from = System.nanoTime();
        BytePipe pipe = new BytePipe();
        CompletableFuture<Checked> check = new CompletableFuture<>();
        Thread checker =
                new Thread(null, () -> check(translation.statement(), pipe, options, check), "axiom-kernel", 1 << 20);
        checker.setDaemon(true);
        Elaboration elaboration;
        try (OutputStream kept = opened(file)) {
            checker.start();
            elaboration = write(translation, trees, options, pipe, kept);
        }
        long written = System.nanoTime() - from;
        Checked checked;
        try {
            checked = check.join();
        } catch (CompletionException e) {
            return new Failed("the kernel failed: " + e.getCause());
        }
        if (!elaboration.complete()) {
            return new Failed(elaboration.reason());
        }
        if (checked.verdict() instanceof Kernel.Theorem theorem) {
            return new Certified(
                    theorem, elaboration, elaboration.bytes(), written / 1_000_000, checked.nanos() / 1_000_000);
        }
        Verdict.Rejected rejected = (Verdict.Rejected) checked.verdict();
        return new Failed("the kernel refused it at " + rejected.path() + ": " + rejected.reason());
    }

    /** Never makes the file: whoever gave up waiting has deleted it. */
    private static OutputStream opened(Optional<Path> file) throws IOException {
        return file.isPresent()
                ? new GZIPOutputStream(
                        Files.newOutputStream(
                                file.get(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                        1 << 14)
                : OutputStream.nullOutputStream();
    }

    private static Elaboration write(
            Translation translation,
            List<ProofTree> trees,
            Elaborator.Options options,
            BytePipe pipe,
            OutputStream kept)
            throws IOException {
        try (OutputStream sink = pipe.new Sink()) {
            OutputStream both = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int at, int length) throws IOException {
                    kept.write(bytes, at, length);
                    sink.write(bytes, at, length);
                }
            };
            return Elaborator.write(translation, trees, both, options);
        } catch (IOException e) {
            if (pipe.isAbandoned()) {
                return new Elaboration(true, "", 0, 0, 0, 0, 0); // the kernel says why
            }
            throw e;
        }
    }

    private static void check(
            Statement statement, BytePipe pipe, Elaborator.Options options, CompletableFuture<Checked> into) {
        try (BytePipe.Source source = pipe.new Source()) {
            long from = System.nanoTime();
            Verdict verdict = Kernel.check(statement, source, options.deadlineNanos());
            into.complete(new Checked(verdict, System.nanoTime() - from));
        } catch (RuntimeException | Error e) {
            into.completeExceptionally(e);
        }
    }
}
