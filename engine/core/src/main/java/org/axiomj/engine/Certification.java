package org.axiomj.engine;

import java.io.IOException;
import java.util.List;
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

    /** @param oracle whose word it is where there is no certificate */
    static Evidence of(
            CoreGraph graph, Query query, List<ProofTree> trees, boolean everywhere, Options options, String oracle) {
        if (options.certificates() == Options.Certificates.OFF) {
            return new Evidence.Oracle(oracle, "");
        }
        try {
            Translation translation = StatementBuilder.build(graph, query, options.semantics());
            Certifier.Outcome outcome = Certifier.certify(
                    translation,
                    trees,
                    everywhere,
                    options.certificateFile(),
                    options.deadlineNanos() - NANOS_TO_REPORT);
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
}
