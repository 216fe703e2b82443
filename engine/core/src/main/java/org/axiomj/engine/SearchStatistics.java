package org.axiomj.engine;

/** What the search did; milliseconds are wall clock. */
public record SearchStatistics(
        long subproblems, long splits, long attackMillis, long boundMillis, long solverMillis, double worstBound) {
    public static final SearchStatistics NONE = new SearchStatistics(0, 0, 0, 0, 0, Double.NaN);
}
