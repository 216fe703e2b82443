package org.axiomj.engine.cache;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import org.axiomj.engine.Evidence;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.engine.Verifier;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Statement;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.ReplayOutcome;
import org.axiomj.proofs.Replayer;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.proofs.check.InvalidCertificateException;
import org.axiomj.proofs.statement.Float32Grid;
import org.axiomj.proofs.statement.InexpressibleException;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.proofs.statement.StatementBuilder;
import org.axiomj.properties.Query;

/**
 * A folder with what earlier runs have found, so that a proof is searched for once. A file is named by the hash of the
 * kernel's statement (network, property and semantics, exactly) and the kernel's version.
 *
 * <p>Nothing in the folder is trusted. A certificate is checked by the kernel against the statement at hand and a
 * counterexample is replayed, so a file that was damaged, forged or written by another version costs time and never a
 * verdict: it is deleted and the question is decided anew. Several processes may use one folder at once: files appear whole,
 * by renaming. The folder may be deleted at any time. What a proof's search saw of float32 execution beside it is not kept.
 */
public final class ProofCache {
    private static final String PROOF = ".axc";
    private static final String COUNTEREXAMPLE = ".point";
    private static final SearchStatistics NONE = SearchStatistics.NONE;

    private final Path folder;

    /** The folder is made where it is missing. */
    public ProofCache(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder for proofs cannot be made: " + folder + ": " + e.getMessage() + "; name another", e);
        }
    }

    /**
     * As {@link Verifier#verify(CoreGraph, Optional, Query, Options, Progress.Listener)}, but an answer that is in the folder
     * is checked instead of searched for, and a new one is kept. Without certificates there is nothing to keep.
     */
    public Verdict verify(
            CoreGraph graph, Optional<byte[]> onnx, Query query, Options options, Progress.Listener listener) {
        Statement statement;
        try {
            statement =
                    StatementBuilder.build(graph, query, options.semantics()).statement();
        } catch (InexpressibleException e) {
            return Verifier.verify(graph, onnx, query, options, listener);
        }
        if (options.certificates() == Options.Certificates.OFF) {
            return Verifier.verify(graph, onnx, query, options, listener);
        }
        String key = HexFormat.of().formatHex(statement.hash()) + "-" + Kernel.VERSION;
        Optional<Verdict> known = proof(key, statement, options);
        if (known.isEmpty()) {
            known = counterexample(key, graph, onnx, query, options);
        }
        return known.isPresent() ? known.get() : decide(key, graph, onnx, query, options, listener);
    }

    // ------------------------------------------------------------------------------------------------ looking up

    private Optional<Verdict> proof(String key, Statement statement, Options options) {
        Path file = folder.resolve(key + PROOF);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        long from = System.nanoTime();
        try (Counted in = new Counted(new CertificateFile(file).open())) {
            if (Kernel.check(statement, in, options.deadlineNanos()) instanceof Kernel.Theorem theorem
                    && theorem.oracles().isEmpty()) {
                if (options.certificateFile().isPresent()) {
                    copy(file, options.certificateFile().get());
                }
                long millis = (System.nanoTime() - from) / 1_000_000;
                return Optional.of(new Verdict.Proved(
                        options.semantics(),
                        new Evidence.Certificate(theorem, options.certificateFile(), in.bytes, 0, millis),
                        NONE));
            }
        } catch (IOException | InvalidCertificateException e) {
            // Told below: what cannot be read is as good as what is wrong.
        }
        if (!options.expired()) {
            forget(file);
        }
        return Optional.empty();
    }

    private Optional<Verdict> counterexample(
            String key, CoreGraph graph, Optional<byte[]> onnx, Query query, Options options) {
        Path file = folder.resolve(key + COUNTEREXAMPLE);
        Optional<Point> point =
                Point.read(file, graph.inputSize(), query.cases().size());
        if (point.isEmpty()) {
            forget(file);
            return Optional.empty();
        }
        Query asked = options.semantics() == Semantics.REAL ? query : Float32Grid.restrict(query);
        try (Replayer replayer = new Replayer(graph, onnx, asked, options.semantics())) {
            if (replayer.replay(point.get().caseIndex(), point.get().values())
                    instanceof ReplayOutcome.Confirmed confirmed) {
                return Optional.of(new Verdict.Refuted(options.semantics(), confirmed.counterexample(), NONE));
            }
        }
        forget(file);
        return Optional.empty();
    }

    // ------------------------------------------------------------------------------------------------ keeping

    private Verdict decide(
            String key,
            CoreGraph graph,
            Optional<byte[]> onnx,
            Query query,
            Options options,
            Progress.Listener listener) {
        Path draft = draft();
        try {
            Verdict verdict = Verifier.verify(
                    graph, onnx, query, options.withCertificates(options.certificates(), Optional.of(draft)), listener);
            if (verdict instanceof Verdict.Refuted refuted) {
                Counterexample c = refuted.counterexample();
                Point.of(c).write(draft);
                move(draft, folder.resolve(key + COUNTEREXAMPLE));
            } else if (verdict instanceof Verdict.Proved proved
                    && proved.evidence() instanceof Evidence.Certificate certificate) {
                if (options.certificateFile().isPresent()) {
                    copy(draft, options.certificateFile().get());
                }
                move(draft, folder.resolve(key + PROOF));
                return new Verdict.Proved(
                        proved.semantics(),
                        new Evidence.Certificate(
                                certificate.theorem(),
                                options.certificateFile(),
                                certificate.bytes(),
                                certificate.writeMillis(),
                                certificate.checkMillis()),
                        proved.statistics(),
                        proved.float32Violation());
            }
            return verdict;
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be kept in " + folder + ": " + e.getMessage(), e);
        } finally {
            forget(draft);
        }
    }

    private Path draft() {
        try {
            return Files.createTempFile(folder, ".axiom-", ".part");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder for proofs cannot be written: " + folder + ": " + e.getMessage() + "; name another", e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It will be found wrong again.
        }
    }

    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(new BufferedInputStream(in));
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
