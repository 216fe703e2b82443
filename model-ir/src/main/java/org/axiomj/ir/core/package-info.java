/**
 * The core graph: the handful of vector operations that every analysis is written over.
 *
 * <p>In: a network whose operators have been lowered. Out: nothing; this is the common language of the exact, float32
 * and double evaluators, the bound propagation, the SMT encoding and the proof problem. Start at {@link
 * org.axiomj.ir.core.CoreGraph}, then {@link org.axiomj.ir.core.CoreOp} and {@link org.axiomj.ir.core.LinearMap}.
 *
 * <p>Every coefficient is the exact value of a stored number (float32 and float64 both fit a Java double). Nothing here
 * has been folded or rounded, unless {@link org.axiomj.ir.core.LinearMap#relativeError()} says so.
 */
package org.axiomj.ir.core;
