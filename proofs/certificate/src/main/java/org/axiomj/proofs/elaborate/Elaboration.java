package org.axiomj.proofs.elaborate;

/**
 * What became of writing a certificate.
 *
 * @param complete whether every leaf was excluded; otherwise the bytes written are worthless
 * @param reason why not, empty if complete
 * @param refused leaves of the search that needed further splits
 * @param tried bounds computed, kept as lemmas or not
 */
public record Elaboration(
        boolean complete, String reason, long leaves, long lemmas, long refused, long tried, long bytes) {}
