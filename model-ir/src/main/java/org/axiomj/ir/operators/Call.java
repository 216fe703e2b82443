package org.axiomj.ir.operators;

import java.util.Arrays;
import java.util.Optional;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Node;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.UnsupportedOperatorException;

/**
 * One node with the values of its inputs: what an operator reads its operands and attributes from. Every accessor throws a
 * located {@link InvalidModelException} where the file does not fit.
 */
final class Call {
    private final String file;
    private final Node node;
    private final int opset;
    private final Optional<Value>[] inputs;
    private final Emitter emitter;

    Call(String file, Node node, int opset, Optional<Value>[] inputs, Emitter emitter) {
        this.file = file;
        this.node = node;
        this.opset = opset;
        this.inputs = inputs;
        this.emitter = emitter;
    }

    Node node() {
        return node;
    }

    int opset() {
        return opset;
    }

    /** Where core nodes are made. */
    Emitter emit() {
        return emitter;
    }

    /** Number of inputs that the node lists, left-out ones included. */
    int inputs() {
        return inputs.length;
    }

    int outputs() {
        return node.outputs().size();
    }

    boolean has(int input) {
        return input < inputs.length && inputs[input].isPresent();
    }

    /** Input {@code i}; it must be there. */
    Value input(int i) {
        if (!has(i)) {
            throw invalid("expects an input " + i + ", found " + inputs.length + " inputs");
        }
        return inputs[i].get();
    }

    /** Input {@code i}, which must be floating. */
    Value real(int i) {
        Value value = input(i);
        if (!value.type().isFloating()) {
            throw invalid(
                    "expects floats as input " + i + ", found " + value.type().text() + value.shape());
        }
        return value;
    }

    boolean isConstant(int i) {
        return has(i) && inputs[i].get() instanceof Value.Constant;
    }

    /** Input {@code i} as a constant; {@code what} names it for the message where it depends on the network's input. */
    Tensor constant(int i, String what) {
        if (input(i) instanceof Value.Constant constant) {
            return constant.tensor();
        }
        throw unsupported("its " + what + ", input " + i + " '" + node.inputs().get(i)
                + "', must be a constant, found one computed from the network's input");
    }

    /** Input {@code i} as constant finite floats. */
    Value.Constant finite(int i, String what) {
        constant(i, what);
        Value.Constant constant = (Value.Constant) real(i);
        emitter.requireFinite(constant);
        return constant;
    }

    /** Input {@code i} as constant integers. */
    long[] integers(int i, String what) {
        Tensor tensor = constant(i, what);
        if (!tensor.type().isInteger()) {
            throw invalid("expects integers as " + what + ", found " + tensor);
        }
        return tensor.integers();
    }

    /** The integers of input {@code i} where it is given, else those of the attribute; empty where neither is. */
    Optional<long[]> integersOrAttribute(int i, String name) {
        if (has(i)) {
            return Optional.of(integers(i, name));
        }
        return integers(name);
    }

    Optional<Attribute> attribute(String name) {
        return Optional.ofNullable(node.attributes().get(name));
    }

    long integer(String name, long otherwise) {
        Attribute a = node.attributes().get(name);
        if (a == null) {
            return otherwise;
        } else if (a instanceof Attribute.Int v) {
            return v.value();
        }
        throw wrongAttribute(name, "an integer", a);
    }

    /** An integer attribute that fits an int. */
    int smallInteger(String name, int otherwise) {
        long v = integer(name, otherwise);
        if (v != (int) v) {
            throw invalid("attribute '" + name + "' is out of range: " + v);
        }
        return (int) v;
    }

    double number(String name, double otherwise) {
        Attribute a = node.attributes().get(name);
        if (a == null) {
            return otherwise;
        } else if (a instanceof Attribute.Real v) {
            if (!Double.isFinite(v.value())) {
                throw invalid("attribute '" + name + "' is " + v.value() + ", expected a finite number");
            }
            return v.value();
        }
        throw wrongAttribute(name, "a float", a);
    }

    String text(String name, String otherwise) {
        Attribute a = node.attributes().get(name);
        if (a == null) {
            return otherwise;
        } else if (a instanceof Attribute.Text v) {
            return v.value();
        }
        throw wrongAttribute(name, "a string", a);
    }

    Optional<long[]> integers(String name) {
        Attribute a = node.attributes().get(name);
        if (a == null) {
            return Optional.empty();
        } else if (a instanceof Attribute.Ints v) {
            return Optional.of(v.values());
        }
        throw wrongAttribute(name, "integers", a);
    }

    private InvalidModelException wrongAttribute(String name, String expected, Attribute found) {
        return invalid("attribute '" + name + "' must be " + expected + ", found "
                + found.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }

    /** An axis of a tensor of rank {@code rank}, counted from the end where negative. */
    int axis(long axis, int rank) {
        long a = axis < 0 ? axis + rank : axis;
        if (a < 0 || a >= rank) {
            throw invalid("axis " + axis + " is outside a tensor of rank " + rank);
        }
        return (int) a;
    }

    /** Distinct axes, ascending. */
    int[] axes(long[] axes, int rank) {
        int[] a = new int[axes.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = axis(axes[i], rank);
        }
        Arrays.sort(a);
        for (int i = 1; i < a.length; i++) {
            if (a[i] == a[i - 1]) {
                throw invalid("axis " + a[i] + " is listed twice");
            }
        }
        return a;
    }

    /** A shape, checked for negative and absurd sizes. */
    Shape shape(long... dims) {
        int[] d = new int[dims.length];
        long product = 1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0) {
                throw invalid("yields the shape " + Arrays.toString(dims) + ", which has a negative dimension");
            }
            if (dims[i] > Integer.MAX_VALUE) {
                throw tooLarge(dims);
            }
            d[i] = (int) dims[i];
            product = Math.min(product * Math.max(1, dims[i]), 1L << 31);
        }
        if (product > Budget.MAX_ARRAY) {
            throw tooLarge(dims);
        }
        return Shape.of(d);
    }

    Shape shape(int[] dims) {
        long[] d = new long[dims.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = dims[i];
        }
        return shape(d);
    }

    private InvalidModelException tooLarge(long[] dims) {
        return invalid("yields the shape " + Arrays.toString(dims) + ", more than " + Budget.MAX_ARRAY + " elements");
    }

    /** The shape that two values broadcast to. */
    Shape broadcast(Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        Optional<int[]> dims = Indexing.broadcast(a, b);
        if (dims.isEmpty()) {
            throw invalid("the shapes " + a + " and " + b + " do not broadcast to a common one");
        }
        return shape(dims.get());
    }

    /** Pays for {@code elements} elements that the operator is about to allocate. */
    void reserve(long elements) {
        emitter.reserve(elements);
    }

    void requireRank(Value value, String what, int least, int most) {
        int rank = value.shape().rank();
        if (rank < least || rank > most) {
            throw invalid("expects " + what + " of rank " + least + (most == least ? "" : " to " + most) + ", found "
                    + value.shape());
        }
    }

    Value.Constant constantOf(Tensor tensor) {
        return new Value.Constant(
                tensor, node.outputs().isEmpty() ? node.name() : node.outputs().get(0));
    }

    Value.Constant int64(Shape shape, long... values) {
        return constantOf(Tensor.ofIntegers(ElementType.INT64, shape, values));
    }

    InvalidModelException invalid(String message) {
        return new InvalidModelException(file + ": " + node.origin() + ": " + message);
    }

    UnsupportedOperatorException unsupported(String message) {
        return new UnsupportedOperatorException(
                file + ": " + node.origin() + " (opset " + opset + ") is not supported: " + message);
    }
}
