package org.axiomj.model;

import org.axiomj.ir.Shape;

/** A kind of layer with its settings: what it does to shapes, and the ONNX nodes that compute it. Holds no weights. */
interface LayerSpec {
    /** The name of the call that adds it: {@code conv2d}. */
    String kind();

    /**
     * Shape of one sample after the layer.
     *
     * @throws ShapeMismatchException where the layer cannot take {@code in}; {@code at} names the layer in it
     */
    Shape output(Shape in, String at);

    /** Adds the nodes, which read the value {@code input}; returns the name of the result. */
    String emit(GraphWriter graph, Step step, String input);
}
