/**
 * Networks. In: model files. Out: {@link org.axiomj.ir.Network}, which holds the graph as it was read and the core graph
 * that analyses work on. Start at {@link org.axiomj.ir.Models}.
 */
package org.axiomj.ir;
