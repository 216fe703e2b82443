package org.axiomj.ir;

import java.util.List;

/** The value of a node's attribute. Arrays must not be changed. */
public sealed interface Attribute {
    /** A float32 attribute, exactly. */
    record Real(double value) implements Attribute {}

    record Int(long value) implements Attribute {}

    record Text(String value) implements Attribute {}

    record Reals(double[] values) implements Attribute {}

    record Ints(long[] values) implements Attribute {}

    record Texts(List<String> values) implements Attribute {
        public Texts {
            values = List.copyOf(values);
        }
    }

    record TensorValue(Tensor value) implements Attribute {}

    /** Something that no supported operator takes (a graph, a sparse tensor, a type); {@code kind} names it. */
    record Other(String kind) implements Attribute {}
}
