/**
 * Evidence. In: a candidate input from the search. Out: a {@link org.axiomj.proofs.Counterexample} that has been replayed
 * exactly and in an independent runtime, or the reason why it is none. Start at {@link org.axiomj.proofs.Replayer}.
 */
package org.axiomj.proofs;
