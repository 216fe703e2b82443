package org.axiomj.ir.operators;

import org.axiomj.ir.ElementType;
import org.axiomj.ir.Tensor;

/**
 * Cast (and CastLike). Between floating types it is the identity on what depends on the input: in real arithmetic nothing
 * is rounded. On constants it rounds to nearest as every runtime does, which is what the operator means.
 */
record Cast(boolean like) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        ElementType target = like ? call.input(1).type() : target(call);
        if (x.type() == target) {
            return new Value[] {x};
        }
        if (x instanceof Value.Constant constant) {
            return new Value[] {call.constantOf(convert(call, constant.tensor(), target))};
        }
        if (!target.isFloating()) {
            throw call.unsupported("rounding of values that depend on the network's input to " + target.text());
        }
        Value.Variable v = (Value.Variable) x;
        return new Value[] {new Value.Variable(v.id(), target, v.shape())};
    }

    private static ElementType target(Call call) {
        int code = call.smallInteger("to", 0);
        var type = ElementType.of(code);
        if (type.isEmpty()) {
            throw call.unsupported("the element type with number " + code);
        }
        return type.get();
    }

    private static Tensor convert(Call call, Tensor x, ElementType target) {
        if (!(x.type().isFloating() || x.type().isInteger()) || !(target.isFloating() || target.isInteger())) {
            throw call.unsupported("conversion of " + x.type().text() + " to " + target.text());
        }
        call.reserve(x.size());
        if (target.isFloating()) {
            double[] y = new double[x.size()];
            for (int i = 0; i < y.length; i++) {
                y[i] = rounded(call, x, i, target);
            }
            return Tensor.ofReals(target, x.shape(), y);
        }
        long[] y = new long[x.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = integer(call, x, i, target);
        }
        return Tensor.ofIntegers(target, x.shape(), y);
    }

    private static double rounded(Call call, Tensor x, int i, ElementType target) {
        boolean integer = x.type().isInteger();
        if (target == ElementType.DOUBLE) {
            return integer ? (double) x.integers()[i] : x.reals()[i];
        } else if (target == ElementType.FLOAT) {
            return integer ? (float) x.integers()[i] : (float) x.reals()[i];
        }
        double value = x.real(i);
        if (Double.isFinite(value) && !target.holds(value)) {
            throw call.unsupported("rounding of the constant " + value + " to " + target.text());
        }
        return value;
    }

    private static long integer(Call call, Tensor x, int i, ElementType target) {
        if (target == ElementType.BOOL) {
            return x.type().isInteger() ? (x.integers()[i] != 0 ? 1 : 0) : (x.reals()[i] != 0 ? 1 : 0);
        }
        if (!x.type().isInteger() && !(Math.abs(x.reals()[i]) < 0x1p63)) {
            throw call.invalid("converts " + x.reals()[i] + " to " + target.text());
        }
        long value = x.type().isInteger() ? x.integers()[i] : (long) x.reals()[i];
        if (!fits(value, target)) {
            throw call.invalid("converts " + value + " to " + target.text() + ", which cannot hold it");
        }
        return value;
    }

    /** Whether an integer type holds the value. */
    static boolean fits(long value, ElementType target) {
        return switch (target) {
            case UINT8 -> value >= 0 && value < 1 << 8;
            case INT8 -> value == (byte) value;
            case UINT16 -> value >= 0 && value < 1 << 16;
            case INT16 -> value == (short) value;
            case INT32 -> value == (int) value;
            case UINT32 -> value >= 0 && value < 1L << 32;
            case UINT64 -> value >= 0;
            default -> true;
        };
    }
}
