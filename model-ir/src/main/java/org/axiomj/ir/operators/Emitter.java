package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.ModelTooLargeException;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.ScaleMap;
import org.axiomj.ir.core.SelectionMap;
import org.axiomj.ir.core.SmoothFunction;

/**
 * Makes the nodes of the core graph, and the few simplifications that are exact: selections of selections are composed, a
 * constant that is added to a linear map becomes its bias, what changes nothing makes no node.
 */
final class Emitter {
    private final String file;
    private final CoreGraph.Builder builder = new CoreGraph.Builder();
    private final List<CoreOp> ops = new ArrayList<>();
    private final List<List<Integer>> operands = new ArrayList<>();
    private final List<Boolean> unbiased = new ArrayList<>();
    private final Budget budget = new Budget();
    private String origin = "input";

    Emitter(String file) {
        this.file = file;
    }

    /** Names the node that what follows comes from. */
    void at(String newOrigin) {
        origin = newOrigin;
    }

    /** The network's input vector; once. */
    int input(int size) {
        reserve(size);
        int id = builder.input(size);
        ops.add(new CoreOp.Input(size));
        operands.add(List.of());
        unbiased.add(false);
        return id;
    }

    CoreGraph finish(int output) {
        return DeadNodes.remove(builder.build(output));
    }

    void reserve(long elements) {
        if (elements < 0 || elements > Budget.MAX_ARRAY) {
            throw new InvalidModelException(
                    file + ": " + origin + ": yields " + elements + " numbers, more than " + Budget.MAX_ARRAY);
        } else if (!budget.take(elements)) {
            throw new ModelTooLargeException(file + ": " + origin + ": needs " + elements
                    + " more numbers in memory than there is room for; give Java more memory if the model is sound");
        }
    }

    private int add(CoreOp op, List<Integer> inputs, int size, boolean noBias) {
        reserve(size);
        int id = builder.add(op, inputs, size, origin);
        ops.add(op);
        operands.add(inputs);
        unbiased.add(noBias);
        return id;
    }

    /** Throws where a constant that is about to be computed with has an infinite or NaN element, naming the element. */
    void requireFinite(Value.Constant constant) {
        if (!constant.type().isFloating()) {
            return;
        }
        double[] values = constant.tensor().reals();
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                throw new InvalidModelException(file + ": " + origin + ": tensor '" + constant.name() + "' has "
                        + values[i] + " at " + place(constant.shape(), i)
                        + ", expected a finite number; train or export the model again");
            }
        }
    }

    /** Element {@code i} as an index: {@code [5, 7]}. */
    static String place(Shape shape, int i) {
        int[] index = new int[shape.rank()];
        int rest = i;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.dimension(axis);
            rest /= shape.dimension(axis);
        }
        return java.util.Arrays.toString(index);
    }

    /** The value as a node of the core graph: a constant becomes a constant node. */
    Value.Variable variable(Value value) {
        if (value instanceof Value.Variable variable) {
            return variable;
        }
        Value.Constant constant = (Value.Constant) value;
        requireFinite(constant);
        int id = add(new CoreOp.Constant(reals(constant.tensor())), List.of(), value.size(), false);
        return new Value.Variable(id, value.type(), value.shape());
    }

    /** The elements as exact doubles. */
    double[] reals(Tensor tensor) {
        if (tensor.type().isFloating()) {
            return tensor.reals();
        }
        reserve(tensor.size());
        double[] values = new double[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            long v = tensor.integers()[i];
            if (Math.abs(v) > 1L << 53) {
                throw new InvalidModelException(
                        file + ": " + origin + ": the integer " + v + " is too large to compute with");
            }
            values[i] = v;
        }
        return values;
    }

    /** {@code map(x)}, under a shape of its own. */
    Value.Variable map(LinearMap map, Value.Variable x, Shape shape) {
        reserve(map.outputSize());
        CoreOp op = new CoreOp.Affine(map, new double[map.outputSize()]);
        return new Value.Variable(add(op, List.of(x.id()), map.outputSize(), true), x.type(), shape);
    }

    /** {@code x + bias}, elementwise; the array is kept. */
    Value.Variable addBias(Value.Variable x, double[] bias) {
        boolean nothing = true;
        for (double b : bias) {
            nothing &= b == 0;
        }
        if (nothing) {
            return x;
        }
        int id;
        if (unbiased.get(x.id()) && ops.get(x.id()) instanceof CoreOp.Affine affine) {
            id = add(new CoreOp.Affine(affine.map(), bias), operands.get(x.id()), bias.length, false);
        } else {
            reserve(bias.length);
            LinearMap same = new SelectionMap(bias.length, Indexing.identity(bias.length));
            id = add(new CoreOp.Affine(same, bias), List.of(x.id()), bias.length, false);
        }
        return new Value.Variable(id, x.type(), x.shape());
    }

    /** The elements {@code source} of a value, 0 where -1; the array is kept. */
    Value select(Value value, int[] source, Shape shape) {
        if (Indexing.isIdentity(source, value.size())) {
            return value.reshaped(shape);
        }
        reserve(source.length);
        if (value instanceof Value.Constant constant) {
            return new Value.Constant(constant.tensor().select(source, shape), constant.name());
        }
        Value.Variable x = (Value.Variable) value;
        if (source.length == 0) {
            return new Value.Constant(Tensor.ofReals(x.type(), shape), "empty");
        }
        if (unbiased.get(x.id())
                && ops.get(x.id()) instanceof CoreOp.Affine affine
                && affine.map() instanceof SelectionMap before) {
            int[] composed = new int[source.length];
            for (int i = 0; i < source.length; i++) {
                composed[i] = source[i] < 0 ? -1 : before.source()[source[i]];
            }
            Value.Variable earlier = new Value.Variable(operands.get(x.id()).get(0), x.type(), x.shape());
            return Indexing.isIdentity(composed, before.inputSize())
                    ? earlier.reshaped(shape)
                    : map(new SelectionMap(before.inputSize(), composed), earlier, shape);
        }
        return map(new SelectionMap(x.size(), source), x, shape);
    }

    /** The value broadcast to {@code shape}. */
    Value broadcast(Value value, Shape shape) {
        if (value.size() == shape.size()) {
            return value.reshaped(shape);
        }
        reserve(shape.size());
        return select(value, Indexing.broadcastSource(value.shape(), shape), shape);
    }

    /** {@code factors[i] * x[i]}; the array is kept. */
    Value.Variable scale(Value.Variable x, double[] factors, double relativeError) {
        boolean nothing = relativeError == 0;
        for (int i = 0; i < factors.length && nothing; i++) {
            nothing = factors[i] == 1;
        }
        return nothing ? x : map(new ScaleMap(factors, relativeError), x, x.shape());
    }

    Value.Variable scale(Value.Variable x, double factor) {
        double[] factors = new double[x.size()];
        java.util.Arrays.fill(factors, factor);
        return scale(x, factors, 0);
    }

    /** Values of equal size and type, added. */
    Value.Variable sum(Value.Variable a, Value.Variable b) {
        return new Value.Variable(add(new CoreOp.Sum(), List.of(a.id(), b.id()), a.size(), false), a.type(), a.shape());
    }

    /** Values of equal size, multiplied. */
    Value.Variable product(Value.Variable a, Value.Variable b) {
        return new Value.Variable(
                add(new CoreOp.Product(), List.of(a.id(), b.id()), a.size(), false), a.type(), a.shape());
    }

    Value.Variable piecewise(PiecewiseLinear function, Value.Variable x) {
        return piecewise(List.of(function), x);
    }

    /** One function for all elements or one for each. */
    Value.Variable piecewise(List<PiecewiseLinear> functions, Value.Variable x) {
        int id = add(new CoreOp.Piecewise(functions), List.of(x.id()), x.size(), false);
        return new Value.Variable(id, x.type(), x.shape());
    }

    Value.Variable smooth(SmoothFunction function, Value value) {
        Value.Variable x = variable(value);
        int id = add(new CoreOp.Smooth(function), List.of(x.id()), x.size(), false);
        return new Value.Variable(id, x.type(), x.shape());
    }

    /** The largest element of each group of elements of {@code x}. */
    Value.Variable max(Value.Variable x, int[][] groups, Shape shape) {
        int id = add(new CoreOp.MaxGroups(groups), List.of(x.id()), groups.length, false);
        return new Value.Variable(id, x.type(), shape);
    }

    /** All elements of all values, one value after the other, as one vector. */
    Value.Variable concat(List<Value> values, ElementType type) {
        List<Integer> ids = new ArrayList<>();
        int size = 0;
        for (Value value : values) {
            ids.add(variable(value).id());
            size += value.size();
        }
        return new Value.Variable(add(new CoreOp.Concat(), ids, size, false), type, Shape.of(size));
    }
}
