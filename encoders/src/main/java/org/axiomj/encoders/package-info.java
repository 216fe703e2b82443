/**
 * Networks as SMT problems over the real numbers. In: a core graph and one case of a query. Out: an SMT-LIB 2 script that
 * is satisfiable iff the case has a counterexample, and a solver's answer to it. Start at {@link
 * org.axiomj.encoders.SmtDecision}.
 */
package org.axiomj.encoders;
