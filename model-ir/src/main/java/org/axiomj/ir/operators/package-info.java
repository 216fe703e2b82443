/**
 * The operators of ONNX, each defined once: a class that says what shape its output has and how it is written with the
 * few operations of the core graph.
 *
 * <p>In: a {@link org.axiomj.ir.Graph}. Out: a core graph and the table of layers. Start at {@link
 * org.axiomj.ir.operators.Lowering}; {@link org.axiomj.ir.operators.Operators} is the registry; a new operator is one
 * class that implements {@link org.axiomj.ir.operators.Operator} and one line there.
 *
 * <p>Values are either exact constants or vectors that depend on the input. Arithmetic on constants happens here only where
 * its result is exact (integers, data movement, float results that a proof of exactness covers); everything else becomes
 * nodes of the core graph, so that lowering never rounds. The exceptions are factors with a square root (batch
 * normalisation), which carry their error with them.
 */
package org.axiomj.ir.operators;
