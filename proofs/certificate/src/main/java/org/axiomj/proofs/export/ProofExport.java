package org.axiomj.proofs.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Observer;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Statement;
import org.axiomj.kernel.Verdict;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.proofs.check.InvalidCertificateException;
import org.axiomj.proofs.statement.Semantics;

/** Writes a statement as an SMT-LIB 2 problem and a certificate's proof of it in RESOLUTE. */
public final class ProofExport {
    /**
     * How many inequalities the combinations of a proof may use together. Two millions make 200 MB of proof, for which
     * SMTInterpol's checker takes two minutes and 3 GB (docs/outside-check.md).
     */
    public static final long MOST_INEQUALITIES = 4_000_000;

    private final Statement statement;
    private final NetworkTerms network;

    /** @throws NotExportableException if the statement is not about exact real arithmetic */
    public ProofExport(Statement statement) {
        if (!statement.semantics().equals(Semantics.REAL.text())) {
            throw new NotExportableException(
                    "the certificate is about " + statement.semantics() + " arithmetic; proofs are"
                            + " exported for exact real arithmetic, so prove with --semantics real");
        }
        this.statement = statement;
        network = new NetworkTerms(statement.network());
    }

    /**
     * What was written.
     *
     * @param steps bounds and exclusions that the proof proves
     * @param inequalities that their combinations use together
     */
    public record Written(long leaves, long lemmas, int steps, long inequalities) {}

    /** Writes the problem: unsatisfiable if and only if the statement holds. */
    public void problem(Appendable out) throws IOException {
        new SmtProblem(statement, network).write(out);
    }

    /**
     * Writes the proof. The kernel checks the certificate on the way, twice.
     *
     * @param most how many inequalities its combinations may use together
     * @throws InvalidCertificateException if the kernel refuses the certificate
     * @throws NotExportableException if there is no proof in the format, or too large a one; what was written is of no use
     */
    public Written proof(CertificateFile certificate, Appendable out, long most, long deadlineNanos)
            throws IOException {
        Preparation prep = new Preparation(statement, certificate.unit(), certificate.bits(), false);
        Plan plan = new Plan(most);
        Reading first = new Reading(prep, statement, network, plan, Optional.empty());
        Kernel.Theorem theorem = check(certificate, first, deadlineNanos);
        first.plan();
        Reading second = new Reading(prep, statement, network, plan, Optional.of(new ResoluteWriter(out)));
        check(certificate, second, deadlineNanos);
        second.write();
        return new Written(theorem.leaves(), theorem.lemmas(), plan.steps(), plan.inequalities());
    }

    private Kernel.Theorem check(CertificateFile certificate, Observer observer, long deadlineNanos)
            throws IOException {
        try (InputStream in = certificate.open()) {
            Verdict verdict = Kernel.check(statement, in, deadlineNanos, observer);
            if (verdict instanceof Verdict.Rejected rejected) {
                throw new InvalidCertificateException(
                        "the kernel refuses the certificate at " + rejected.path() + ": " + rejected.reason());
            }
            return (Kernel.Theorem) verdict;
        }
    }
}
