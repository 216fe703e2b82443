package org.axiomj.engine.bounds;

import org.axiomj.proofs.elaborate.RowProof;

/** Writes down with what a row of a batch was excluded. */
final class RowRecorder {
    private RowRecorder() {}

    /**
     * A copy of everything that the row's bound came from.
     *
     * @param row the specification's row
     * @param k its position in the batch
     * @param weights of all rows in the sum that was bounded
     * @param slopes by node, batch x size
     * @param multipliers by node, batch x size; empty where nothing is split
     */
    static RowProof proof(
            BoundGraph graph, int row, int k, double[] weights, double[][] slopes, double[][] multipliers) {
        boolean alone = true;
        for (int q = 0; q < weights.length; q++) {
            alone &= q == row || weights[q] == 0;
        }
        char[][] kept = new char[graph.nodeCount()][0];
        int count = 0;
        for (int id : graph.activations()) {
            int n = graph.node(id).size();
            if (graph.isRelu(id)) {
                kept[id] = new char[n];
                for (int i = 0; i < n; i++) {
                    kept[id][i] = (char) Math.round(RowProof.ONE * slopes[id][k * n + i]);
                }
            }
            for (int at = k * n; at < (k + 1) * n && at < multipliers[id].length; at++) {
                count += multipliers[id][at] != 0 ? 1 : 0;
            }
        }
        int[] activation = new int[count];
        int[] element = new int[count];
        double[] multiplier = new double[count];
        count = 0;
        for (int id : graph.activations()) {
            int n = graph.node(id).size();
            for (int i = 0; i < n && k * n + i < multipliers[id].length; i++) {
                double m = multipliers[id][k * n + i];
                if (m != 0) {
                    activation[count] = id;
                    element[count] = i;
                    multiplier[count++] = m;
                }
            }
        }
        return new RowProof(row, alone ? new double[0] : weights.clone(), kept, activation, element, multiplier);
    }
}
