package org.axiomj.engine;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.proofs.elaborate.Certifier;
import org.axiomj.proofs.elaborate.ProofTree;
import org.axiomj.proofs.statement.InexpressibleException;
import org.axiomj.proofs.statement.StatementBuilder;
import org.axiomj.proofs.statement.Translation;
import org.axiomj.properties.Query;

/** Turns a finished search into evidence: a certificate where that succeeds in time, the search's word otherwise. */
final class Certification {
    /** What is left of the time for saying that there is no certificate. */
    private static final long NANOS_TO_REPORT = 150_000_000L;

    private Certification() {}

    private static final long NANOS_BETWEEN_REPORTS = 200_000_000L;

    /**
     * The evidence for what a search has excluded.
     *
     * @param trees how it cut each case
     * @param everywhere whether it bounded neurons in every part
     * @param deadlineNanos when to fall back on the oracle, or the options' deadline if that is sooner
     * @param oracle whose word it is where there is no certificate
     */
    static Evidence of(
            CoreGraph graph,
            Query query,
            List<ProofTree> trees,
            boolean everywhere,
            Options options,
            long deadlineNanos,
            String oracle,
            Progress.Listener listener) {
        if (options.certificates() == Options.Certificates.OFF) {
            return new Evidence.Oracle(oracle, "");
        }
        long deadline = Math.min(deadlineNanos, options.deadlineNanos() - NANOS_TO_REPORT);
        try {
            Translation translation = StatementBuilder.build(graph, query, options.semantics());
            Certifier.Outcome outcome = Certifier.certify(
                    translation, trees, everywhere, options.certificateFile(), deadline, reports(listener));
            if (outcome instanceof Certifier.Certified c) {
                return new Evidence.Certificate(
                        c.theorem(), options.certificateFile(), c.bytes(), c.writeMillis(), c.checkMillis());
            }
            return new Evidence.Oracle(oracle, ((Certifier.Failed) outcome).reason());
        } catch (InexpressibleException e) {
            return new Evidence.Oracle(oracle, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Evidence.Oracle(oracle, "the certificate cannot be written: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            return new Evidence.Oracle(oracle, "the Java heap is too small for the certificate");
        }
    }

    private static LongConsumer reports(Progress.Listener listener) {
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
