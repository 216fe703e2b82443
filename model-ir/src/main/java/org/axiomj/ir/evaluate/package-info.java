/**
 * Runs a core graph. In: a {@link org.axiomj.ir.core.CoreGraph} and an input. Out: its output, in one of four
 * arithmetics: double as a hint ({@link org.axiomj.ir.evaluate.DoubleEvaluator}, with gradients), float32 as one possible
 * execution ({@link org.axiomj.ir.evaluate.Float32Evaluator}), rigorous double intervals ({@link
 * org.axiomj.ir.evaluate.EnclosureEvaluator}) and the real numbers themselves ({@link
 * org.axiomj.ir.evaluate.ExactEvaluator}).
 */
package org.axiomj.ir.evaluate;
