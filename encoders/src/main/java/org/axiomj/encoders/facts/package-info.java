/**
 * Statements about functions instead of networks: {@code forall x. sum(softmax(x)) == 1}. A formula of the property language
 * goes in, a {@link org.axiomj.encoders.facts.FactVerdict} comes out; start at {@link org.axiomj.encoders.facts.FactProver}.
 *
 * <p>Every call of a function becomes a variable that is known only by true facts ({@link
 * org.axiomj.encoders.facts.FunctionFacts}), so a solver that finds no solution of the negation proves the statement, and a
 * solution is no more than a hint where to look for a point that {@link org.axiomj.encoders.facts.ExactFormula} then checks
 * exactly. Sound over the reals; not complete.
 */
package org.axiomj.encoders.facts;
