/**
 * The proof kernel. In: a {@link org.axiomj.kernel.Statement}, built from model and property by someone who is trusted,
 * and a certificate that is not. Out: a {@link org.axiomj.kernel.Kernel.Theorem} or a reason why not. Integers and
 * {@code java.base} only; the rules are in docs/certificate-format.md.
 *
 * <p>Start at {@link org.axiomj.kernel.Kernel#check}; the tree is {@code TreeCheck}, the bounds of one tree node {@link
 * org.axiomj.kernel.BoundSession}, the only bounding rule {@code BackwardPass}.
 */
package org.axiomj.kernel;
