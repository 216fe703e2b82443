package org.axiomj.engine.bounds;

/**
 * Slopes and multipliers at which an ascent ended, from which the parts of the subproblem start. Immutable.
 *
 * @param rows the specification's rows that they are for
 * @param slopes by node, rows x size; empty where none
 * @param multipliers by node, rows x size; empty where none
 * @param weights for each of the rows, the weights of all rows in the sum that is bounded
 */
public record WarmStart(int[] rows, double[][] slopes, double[][] multipliers, double[][] weights) {
    /** Nothing is known. */
    public static final WarmStart COLD = new WarmStart(new int[0], new double[0][], new double[0][], new double[0][]);

    int position(int row) {
        for (int k = 0; k < rows.length; k++) {
            if (rows[k] == row) {
                return k;
            }
        }
        return -1;
    }
}
