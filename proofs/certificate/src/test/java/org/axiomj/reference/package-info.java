/**
 * A second checker of certificates, written from docs/certificate-format.md and not from the kernel: big integers, dense
 * matrices, copies instead of undoing. In: a statement and a certificate. Out: whether it is accepted, and every number on
 * the way, each of which is compared with the exact bound that no rounding has touched. Start at {@link
 * org.axiomj.reference.ReferenceChecker}.
 */
package org.axiomj.reference;
