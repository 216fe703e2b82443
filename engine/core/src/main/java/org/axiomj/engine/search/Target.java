package org.axiomj.engine.search;

import org.axiomj.engine.bounds.Specification;
import org.axiomj.properties.Query;

/**
 * What one case of a query asks: its box rounded outwards to doubles, and its condition compiled.
 *
 * @param caseIndex its index in the query
 * @param lower lower corner, not above the exact one
 * @param upper upper corner, not below the exact one
 */
public record Target(int caseIndex, Specification specification, double[] lower, double[] upper) {

    public static Target of(Query query, int caseIndex) {
        Query.Case unsafe = query.cases().get(caseIndex);
        int n = unsafe.box().size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        for (int i = 0; i < n; i++) {
            lower[i] = unsafe.box().lower().get(i).toDoubleDown();
            upper[i] = unsafe.box().upper().get(i).toDoubleUp();
        }
        return new Target(caseIndex, new Specification(unsafe.unsafe()), lower, upper);
    }

    /** How many inputs vary. */
    public int varyingInputs() {
        int count = 0;
        for (int i = 0; i < lower.length; i++) {
            count += upper[i] > lower[i] ? 1 : 0;
        }
        return count;
    }
}
