package org.axiomj.proofs;

import java.util.List;
import org.axiomj.ir.exact.Rational;

/**
 * A point of a box and what the runtimes are given for it.
 *
 * @param exact inside the box
 * @param input32 equal to {@code exact} wherever the box holds a float32, else the float32 nearest to it
 * @param isFloat whether the two are equal
 */
record BoxPoint(List<Rational> exact, float[] input32, boolean isFloat) {}
