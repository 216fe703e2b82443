package org.axiomj.ir.operators;

/** Sum and Mean of any number of floating inputs, with broadcasting. */
record Variadic(boolean mean) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value result = call.real(0);
        for (int i = 1; i < call.inputs(); i++) {
            Value[] operands = Algebra.broadcast(call, result, call.real(i));
            result = Algebra.add(call.emit(), operands[0], operands[1]);
        }
        return new Value[] {mean ? Algebra.divide(call.emit(), call.emit().variable(result), call.inputs()) : result};
    }
}
