/**
 * Branch and bound. In: the unsafe condition of one case over one box. Out: an {@link
 * org.axiomj.engine.search.SearchOutcome}. Start at {@link org.axiomj.engine.search.BranchAndBound}.
 */
package org.axiomj.engine.search;
