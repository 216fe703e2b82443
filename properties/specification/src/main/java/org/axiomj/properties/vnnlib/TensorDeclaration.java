package org.axiomj.properties.vnnlib;

import java.util.List;

/**
 * A tensor that a VNN-LIB 2.0 text declares.
 *
 * @param offset where its name stands
 * @param first number of its first element among all elements of its kind
 */
record TensorDeclaration(String name, Kind kind, String type, List<Integer> shape, int offset, int first) {
    enum Kind {
        INPUT("input"),
        HIDDEN("hidden node"),
        OUTPUT("output");

        final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    int size() {
        long size = 1;
        for (int dimension : shape) {
            size = Math.min(size * dimension, Integer.MAX_VALUE);
        }
        return (int) size;
    }

    /** As the text writes an element: {@code X[0,1]}, or the name alone for a scalar. */
    String element(int index) {
        if (shape.isEmpty()) {
            return name;
        }
        StringBuilder text = new StringBuilder("]");
        int rest = index;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            text.insert(0, rest % shape.get(axis)).insert(0, axis == 0 ? "[" : ",");
            rest /= shape.get(axis);
        }
        return name + text;
    }
}
