package org.axiomj.ir.operators;

import org.axiomj.ir.ElementType;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/** What a name in a graph stands for while the graph is lowered. */
sealed interface Value {
    ElementType type();

    Shape shape();

    default int size() {
        return shape().size();
    }

    /** The same elements under another shape of equal size. */
    Value reshaped(Shape shape);

    /**
     * An exact constant.
     *
     * @param name the tensor's name in the file, for messages
     */
    record Constant(Tensor tensor, String name) implements Value {
        @Override
        public ElementType type() {
            return tensor.type();
        }

        @Override
        public Shape shape() {
            return tensor.shape();
        }

        @Override
        public Constant reshaped(Shape shape) {
            return new Constant(tensor.reshaped(shape), name);
        }
    }

    /** A vector of the core graph, seen under a shape. */
    record Variable(int id, ElementType type, Shape shape) implements Value {
        @Override
        public Variable reshaped(Shape newShape) {
            return new Variable(id, type, newShape);
        }
    }
}
