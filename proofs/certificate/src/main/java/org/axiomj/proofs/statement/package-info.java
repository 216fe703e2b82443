/**
 * What the kernel is asked to believe, in its own words. In: a network's core graph, a query and the arithmetic that the
 * verdict is about. Out: a {@link org.axiomj.kernel.Statement} with exact coefficients. Everything here is trusted: a
 * statement that says something else than model and property would be proved all the same. Start at {@link
 * org.axiomj.proofs.statement.StatementBuilder}.
 */
package org.axiomj.proofs.statement;
