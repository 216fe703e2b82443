/**
 * Says a certificate's proof in a format that checkers made by others read. In: a statement and a certificate that the kernel
 * accepts. Out: an SMT-LIB 2 problem that is unsatisfiable exactly if the statement holds, and a proof of that in RESOLUTE, the
 * low-level format of SMTInterpol. Nothing here is trusted: the outside checker decides. Start at {@link
 * org.axiomj.proofs.export.ProofExport}.
 */
package org.axiomj.proofs.export;
