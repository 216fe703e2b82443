package org.axiomj.ir.operators;

import org.axiomj.ir.ElementType;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** Equal, Greater, Less, ... and And, Or, Xor on constants, as shape arithmetic uses them. */
record Comparison(Kind kind) implements Operator {
    enum Kind {
        EQUAL,
        GREATER,
        LESS,
        GREATER_OR_EQUAL,
        LESS_OR_EQUAL,
        AND,
        OR,
        XOR
    }

    @Override
    public Value[] apply(Call call) {
        Tensor a = call.constant(0, "left side");
        Tensor b = call.constant(1, "right side");
        boolean numbers = a.type().isFloating() || a.type().isInteger();
        if (a.type() != b.type() || !numbers) {
            throw call.invalid(
                    "compares " + a.type().text() + " with " + b.type().text());
        }
        Value[] operands = Algebra.broadcast(call, call.input(0), call.input(1));
        Tensor x = ((Value.Constant) operands[0]).tensor();
        Tensor y = ((Value.Constant) operands[1]).tensor();
        Shape shape = x.shape();
        call.reserve(shape.size());
        long[] truth = new long[shape.size()];
        for (int i = 0; i < truth.length; i++) {
            boolean holds = x.type().isFloating()
                    ? holds(sign(x.reals()[i], y.reals()[i]))
                    : logical()
                            ? logic(x.integers()[i] != 0, y.integers()[i] != 0)
                            : holds(Long.compare(x.integers()[i], y.integers()[i]));
            truth[i] = holds ? 1 : 0;
        }
        return new Value[] {call.constantOf(Tensor.ofIntegers(ElementType.BOOL, shape, truth))};
    }

    private boolean logical() {
        return kind == Kind.AND || kind == Kind.OR || kind == Kind.XOR;
    }

    /** As Double.compare but for zeros of both signs, which are equal; 2 for NaN, which is nothing. */
    private static int sign(double x, double y) {
        return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
    }

    private boolean holds(int sign) {
        return switch (kind) {
            case EQUAL -> sign == 0;
            case GREATER -> sign == 1;
            case LESS -> sign == -1;
            case GREATER_OR_EQUAL -> sign == 0 || sign == 1;
            case LESS_OR_EQUAL -> sign == 0 || sign == -1;
            default -> false;
        };
    }

    private boolean logic(boolean x, boolean y) {
        return switch (kind) {
            case AND -> x && y;
            case OR -> x || y;
            default -> x != y;
        };
    }
}
