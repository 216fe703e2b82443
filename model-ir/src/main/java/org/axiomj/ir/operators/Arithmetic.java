package org.axiomj.ir.operators;

import java.util.Optional;
import org.axiomj.ir.Tensor;

/** Add, Sub, Mul and Div with broadcasting. Integers are computed here, floats in the core graph unless exact. */
record Arithmetic(Kind kind) implements Operator {
    enum Kind {
        ADD,
        SUB,
        MUL,
        DIV
    }

    @Override
    public Value[] apply(Call call) {
        Value a = call.input(0);
        Value b = call.input(1);
        if (a.type() != b.type()) {
            throw call.invalid("expects operands of one type, found " + a.type().text() + " and "
                    + b.type().text());
        }
        Value[] operands = Algebra.broadcast(call, a, b);
        if (operands[0] instanceof Value.Constant x && operands[1] instanceof Value.Constant y) {
            Optional<Tensor> folded = fold(call, x.tensor(), y.tensor());
            if (folded.isPresent()) {
                return new Value[] {call.constantOf(folded.get())};
            }
        }
        if (!a.type().isFloating()) {
            throw call.unsupported("arithmetic on integers that depend on the network's input");
        }
        return new Value[] {lower(call, operands[0], operands[1])};
    }

    private Value lower(Call call, Value a, Value b) {
        return switch (kind) {
            case ADD -> Algebra.add(call.emit(), a, b);
            case SUB -> Algebra.subtract(call.emit(), a, b);
            case MUL -> Algebra.multiply(call.emit(), a, b);
            case DIV -> Algebra.divide(call, a, b);
        };
    }

    private Optional<Tensor> fold(Call call, Tensor a, Tensor b) {
        call.reserve(a.size());
        if (!a.type().isFloating() && !a.type().isInteger()) {
            throw call.unsupported("arithmetic on " + a.type().text());
        }
        try {
            Optional<Tensor> folded = ExactFold.apply(kind, a, b);
            if (a.type().isInteger() && folded.isPresent()) {
                requireFitting(call, folded.get());
            }
            return folded;
        } catch (ArithmeticException overflowOrZero) {
            throw call.invalid("integer arithmetic fails: " + overflowOrZero.getMessage());
        }
    }

    /** Runtimes wrap around where a narrow type overflows; no sound model means that. */
    private static void requireFitting(Call call, Tensor result) {
        for (long value : result.integers()) {
            if (!Cast.fits(value, result.type())) {
                throw call.invalid("integer arithmetic fails: " + value + " is no "
                        + result.type().text());
            }
        }
    }
}
