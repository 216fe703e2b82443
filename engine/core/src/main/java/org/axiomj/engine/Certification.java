package org.axiomj.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.proofs.elaborate.Certifier;
import org.axiomj.proofs.elaborate.ProofTree;
import org.axiomj.proofs.statement.InexpressibleException;
import org.axiomj.proofs.statement.StatementBuilder;
import org.axiomj.proofs.statement.Translation;
import org.axiomj.properties.Query;

/**
 * Turns a finished search into evidence: a certificate where that succeeds in time, the search's word otherwise. The work is
 * done in a thread of its own, which is left behind at the deadline, so that a long step costs no answer.
 */
final class Certification {
    /** What is left of the time for saying that there is no certificate. */
    private static final long NANOS_TO_REPORT = 150_000_000L;

    private static final long NANOS_BETWEEN_REPORTS = 200_000_000L;
    private static final long STACK = 1 << 24;

    private final CoreGraph graph;
    private final Query query;
    private final List<ProofTree> trees;
    private final boolean everywhere;
    private final Options options;
    private final Progress.Listener listener;

    /**
     * For what a search has excluded.
     *
     * @param trees how it cut each case
     * @param everywhere whether it bounded neurons in every part
     */
    Certification(
            CoreGraph graph,
            Query query,
            List<ProofTree> trees,
            boolean everywhere,
            Options options,
            Progress.Listener listener) {
        this.graph = graph;
        this.query = query;
        this.trees = trees;
        this.everywhere = everywhere;
        this.options = options;
        this.listener = listener;
    }

    /**
     * The evidence.
     *
     * @param deadlineNanos when to fall back on the oracle, or the options' deadline if that is sooner
     * @param oracle whose word it is where there is no certificate
     */
    Evidence evidence(long deadlineNanos, String oracle) {
        if (options.certificates() == Options.Certificates.OFF) {
            return new Evidence.Oracle(oracle, "");
        }
        Optional<Path> draft = Optional.empty();
        try {
            draft = draft();
            Certifier.Outcome outcome =
                    inTime(draft, Math.min(deadlineNanos, options.deadlineNanos() - NANOS_TO_REPORT));
            if (outcome instanceof Certifier.Failed failed) {
                return new Evidence.Oracle(oracle, failed.reason());
            }
            if (draft.isPresent()) {
                Files.move(draft.get(), options.certificateFile().orElseThrow(), StandardCopyOption.REPLACE_EXISTING);
            }
            Certifier.Certified c = (Certifier.Certified) outcome;
            return new Evidence.Certificate(
                    c.theorem(), options.certificateFile(), c.bytes(), c.writeMillis(), c.checkMillis());
        } catch (IOException e) {
            return new Evidence.Oracle(oracle, "the certificate cannot be written: " + e.getMessage());
        } finally {
            draft.ifPresent(Certification::delete);
        }
    }

    /** Beside the certificate's place, so that it can be moved there whole. */
    private Optional<Path> draft() throws IOException {
        if (options.certificateFile().isEmpty()) {
            return Optional.empty();
        }
        Path folder = options.certificateFile().get().toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, ".axiom-", ".part");
        draft.toFile().deleteOnExit();
        return Optional.of(draft);
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // It is deleted at exit.
        }
    }

    private Certifier.Outcome inTime(Optional<Path> draft, long deadline) throws IOException {
        CompletableFuture<Certifier.Outcome> future = new CompletableFuture<>();
        Thread worker = new Thread(null, () -> certify(draft, deadline, future), "axiom-certifier", STACK);
        worker.setDaemon(true);
        worker.start();
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Certifier.Failed("the deadline came before the end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Certifier.Failed("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            return new Certifier.Failed("the certifier failed: " + e.getCause());
        }
    }

    private void certify(Optional<Path> draft, long deadline, CompletableFuture<Certifier.Outcome> into) {
        try {
            Translation translation = StatementBuilder.build(graph, query, options.semantics());
            into.complete(Certifier.certify(translation, trees, everywhere, draft, deadline, reports()));
        } catch (InexpressibleException e) {
            into.complete(new Certifier.Failed(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            into.completeExceptionally(new UncheckedIOException(e));
        } catch (OutOfMemoryError e) {
            into.complete(new Certifier.Failed("the Java heap is too small for the certificate"));
        } catch (RuntimeException | Error e) {
            into.completeExceptionally(e);
        }
    }

    private LongConsumer reports() {
        long[] last = {System.nanoTime()};
        return leaves -> {
            long now = System.nanoTime();
            if (now - last[0] > NANOS_BETWEEN_REPORTS) {
                last[0] = now;
                listener.progress(new Progress("certificate", leaves, 0, Double.NaN, Double.NaN));
            }
        };
    }
}
