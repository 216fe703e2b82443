package org.axiomj.ir.operators;

/**
 * One operator of ONNX: its shape rule and its lowering together, for every opset from 7 to 21.
 *
 * <p>An implementation checks the call (ranks, sizes, attributes) before it allocates, throws what {@link Call#invalid} and
 * {@link Call#unsupported} make, and never rounds.
 */
interface Operator {
    /** The values of the outputs, in order; outputs that nobody may use can be left off at the end. */
    Value[] apply(Call call);
}
