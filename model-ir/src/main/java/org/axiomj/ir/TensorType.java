package org.axiomj.ir;

/** Element type and shape; a symbolic batch dimension is 1 here. */
public record TensorType(ElementType element, Shape shape) {
    @Override
    public String toString() {
        return element.text() + shape;
    }
}
