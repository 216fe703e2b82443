package org.axiomj.proofs.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Statement;
import org.axiomj.kernel.Verdict;
import org.axiomj.proofs.statement.StatementBuilder;
import org.axiomj.properties.Query;

/** Checks a certificate against a model and a property, from which the statement is built anew. */
public final class CertificateCheck {
    private CertificateCheck() {}

    /**
     * The kernel's verdict.
     *
     * @param text receives the certificate as text while it is checked, if it is wanted
     * @throws InvalidCertificateException if the file is no certificate
     * @throws org.axiomj.proofs.statement.InexpressibleException if the kernel has no words for the network
     */
    public static Verdict check(
            CertificateFile certificate, CoreGraph core, Query query, long deadlineNanos, Optional<Appendable> text) {
        Statement statement =
                StatementBuilder.build(core, query, certificate.semantics()).statement();
        try (InputStream in = certificate.open()) {
            return text.isPresent()
                    ? CertificatePrinter.print(statement, in, deadlineNanos, text.get())
                    : Kernel.check(statement, in, deadlineNanos);
        } catch (IOException e) {
            throw new InvalidCertificateException("the certificate cannot be closed: " + e);
        }
    }
}
