/** Answers from earlier runs, believed only after they have been checked again. Start at {@link org.axiomj.engine.cache.ProofCache}. */
package org.axiomj.engine.cache;
