package org.axiomj.kernel;

/** What the kernel says about a certificate. */
public sealed interface Verdict permits Kernel.Theorem, Verdict.Rejected {

    /**
     * The certificate proves nothing. It says nothing about the statement either.
     *
     * @param path where: the case, then the half taken at every split from the root, 0 or 1
     * @param reason what was expected and found
     */
    record Rejected(String path, String reason) implements Verdict {}
}
