package org.axiomj.encoders;

/**
 * Bounds on the elements of core nodes: {@code lower[id][i] <= node id, element i <= upper[id][i]}. Whoever gives them says
 * either that they hold for every input of the box (rounded outwards), or that only inputs for which they hold are of
 * interest, as in a leaf of a search tree. The encoding keeps to the second: where it uses a bound that it cannot derive
 * itself, it also requires it. So {@link SmtAnswer.Unsat} speaks of the inputs within the bounds.
 *
 * @param lower by node and element; nodes may be missing at the end, or have an empty row: nothing is known of them
 * @param upper in the shape of {@code lower}; the arrays are not copied and must not change
 */
public record NeuronBounds(double[][] lower, double[][] upper) {
    /** Nothing is known. */
    public static final NeuronBounds NONE = new NeuronBounds(new double[0][], new double[0][]);

    public NeuronBounds {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException(
                    "lower bounds for " + lower.length + " nodes but upper bounds for " + upper.length);
        }
        for (int id = 0; id < lower.length; id++) {
            if (lower[id].length != upper[id].length) {
                throw new IllegalArgumentException(
                        "node " + id + " has " + lower[id].length + " lower but " + upper[id].length + " upper bounds");
            }
        }
    }

    Interval of(int node, int element) {
        if (node >= lower.length || element >= lower[node].length) {
            return Interval.ALL;
        }
        double low = lower[node][element];
        double high = upper[node][element];
        return new Interval(
                Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low,
                Double.isNaN(high) ? Double.POSITIVE_INFINITY : high);
    }
}
