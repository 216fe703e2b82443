package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** Pad in all its modes; pads are an attribute up to opset 10, inputs since. Negative pads crop. */
final class Pad implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        int rank = x.shape().rank();
        long[] pads = pads(call, rank);
        String mode = call.text("mode", "constant");
        int[][] positions = new int[rank][];
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            if (Math.abs(pads[i]) > 1 << 28 || Math.abs(pads[i + rank]) > 1 << 28) {
                throw call.invalid("its pads make no sense: " + Arrays.toString(pads));
            }
            dims[i] = x.shape().dimension(i) + pads[i] + pads[i + rank];
        }
        Shape shape = call.shape(dims);
        call.reserve(2L * shape.size());
        for (int i = 0; i < rank; i++) {
            positions[i] = new int[shape.dimension(i)];
            for (int k = 0; k < positions[i].length; k++) {
                positions[i][k] = position(call, mode, k - pads[i], x.shape().dimension(i));
            }
        }
        int[] source = Indexing.along(x.shape(), shape, positions);
        return new Value[] {filled(call, call.emit().select(x, source, shape), source)};
    }

    private static long[] pads(Call call, int rank) {
        long[] given;
        if (call.opset() < 11) {
            given = call.integers("pads").orElse(new long[0]);
        } else {
            given = call.integers(1, "pads");
        }
        long[] pads = new long[2 * rank];
        if (call.has(3)) {
            long[] axes = call.integers(3, "axes");
            call.axes(axes, rank);
            if (given.length != 2 * axes.length) {
                throw call.invalid("has " + given.length + " pads for " + axes.length + " axes");
            }
            for (int i = 0; i < axes.length; i++) {
                int axis = call.axis(axes[i], rank);
                pads[axis] = given[i];
                pads[axis + rank] = given[i + axes.length];
            }
            return pads;
        } else if (given.length != 2 * rank) {
            throw call.invalid("has " + given.length + " pads, expected " + 2 * rank + " for " + rank + " axes");
        }
        return given;
    }

    /** The position of the input that padding puts at {@code at} (0 is the input's first); -1 for the constant. */
    private static int position(Call call, String mode, long at, int size) {
        if (at >= 0 && at < size) {
            return (int) at;
        }
        long position = switch (mode) {
            case "constant" -> -1;
            case "edge" -> at < 0 ? 0 : size - 1;
            case "reflect" -> at < 0 ? -at : 2L * (size - 1) - at;
            case "wrap" -> size == 0 ? -1 : Math.floorMod(at, (long) size);
            default ->
                throw call.invalid("attribute 'mode' is '" + mode + "', expected constant, reflect, edge or wrap");
        };
        if (!mode.equals("constant") && (position < 0 || position >= size)) {
            throw call.invalid("its pads reach further than mode '" + mode + "' allows for a size of " + size);
        }
        return (int) position;
    }

    /** The constant where padding put nothing. */
    private static Value filled(Call call, Value padded, int[] source) {
        if (call.opset() >= 11 && call.has(2) && !call.isConstant(2)) {
            throw call.unsupported("a padding value that depends on the network's input");
        }
        Tensor given = call.opset() >= 11 && call.has(2) ? call.constant(2, "padding value") : zero();
        double value = call.opset() < 11 ? call.number("value", 0) : given.size() == 0 ? 0 : given.real(0);
        if (value == 0) {
            return padded;
        }
        call.reserve(source.length);
        if (padded instanceof Value.Constant constant) {
            Tensor t = constant.tensor();
            if (!t.type().isFloating()) {
                throw call.unsupported("padding of integers by " + value);
            }
            double[] y = t.reals().clone();
            for (int i = 0; i < y.length; i++) {
                y[i] = source[i] < 0 ? value : y[i];
            }
            return call.constantOf(Tensor.ofReals(t.type(), t.shape(), y));
        }
        if (!Double.isFinite(value)) {
            throw call.unsupported("padding by " + value);
        }
        double[] bias = new double[source.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = source[i] < 0 ? value : 0;
        }
        return call.emit().addBias((Value.Variable) padded, bias);
    }

    private static Tensor zero() {
        return Tensor.ofReals(org.axiomj.ir.ElementType.FLOAT, Shape.SCALAR, 0);
    }
}
