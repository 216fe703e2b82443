/**
 * Several networks, or several applications of one, as one core graph. In: networks, applied to variables and to each
 * other's outputs, and the mathematics of a property between them. Out: a {@link org.axiomj.ir.compose.Composition}, whose
 * core graph the engine treats as any other, and which still knows its parts, so that a counterexample can be replayed
 * network by network. Start at {@link org.axiomj.ir.compose.Composition#builder()}.
 */
package org.axiomj.ir.compose;
