/**
 * Writes certificates. In: a statement and, for each case, how a search cut it. Out: bytes that {@link
 * org.axiomj.kernel.Kernel#check} accepts, or a reason why not. Untrusted. Start at {@link
 * Elaborator}.
 */
package org.axiomj.proofs.elaborate;
