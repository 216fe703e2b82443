/**
 * The falsifier. In: a {@link org.axiomj.engine.search.Target}. Out: a counterexample that has been replayed, or nothing.
 * Start at {@link org.axiomj.engine.attack.Falsifier}.
 */
package org.axiomj.engine.attack;
