/**
 * Re-checks certificates. In: a certificate, a model's core graph and a query. Out: the kernel's verdict, and a certificate
 * as text. Uses the statement's builder and the kernel, nothing of the prover and no native code. Start at {@link
 * org.axiomj.proofs.check.CertificateCheck}.
 */
package org.axiomj.proofs.check;
