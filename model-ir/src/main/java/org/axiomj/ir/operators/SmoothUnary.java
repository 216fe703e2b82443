package org.axiomj.ir.operators;

import org.axiomj.ir.core.SmoothFunction;

/** Operators that apply one smooth function to every element. */
record SmoothUnary(SmoothFunction function) implements Operator {
    @Override
    public Value[] apply(Call call) {
        return new Value[] {call.emit().smooth(function, call.real(0))};
    }
}
