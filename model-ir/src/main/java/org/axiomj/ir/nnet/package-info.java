/**
 * The NNet text format of fully connected ReLU networks. In: the bytes of a file. Out: a {@link
 * org.axiomj.ir.core.CoreGraph}. Start at {@link org.axiomj.ir.nnet.NNetReader}.
 */
package org.axiomj.ir.nnet;
