/**
 * Sound bounds on every neuron and on linear functions of the outputs. In: a {@link org.axiomj.engine.bounds.BoundGraph}
 * and a box. Out: {@link org.axiomj.engine.bounds.NeuronBounds} and lower bounds of specification rows. Start at {@link
 * org.axiomj.engine.bounds.Bounder}.
 *
 * <p>All arithmetic is double; every class says how it accounts for rounding. Bounds are valid for exact real arithmetic
 * over the stored weights.
 */
package org.axiomj.engine.bounds;
