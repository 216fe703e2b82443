package org.axiomj.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.Layer;
import org.axiomj.ir.Layers;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.Shape;
import org.axiomj.ir.evaluate.Float32Evaluator;

/**
 * A network that a program holds: it can be run, shown, exported, and given to the verifier. Immutable.
 *
 * <pre>{@code
 * Model read = Model.load(Path.of("classifier.onnx"));
 * Model written = Model.input(FLOAT32, batch(), 3, 32, 32)
 *         .conv2d(8, 3).relu().flatten().dense(10).softmax().build();
 * }</pre>
 */
public final class Model {
    /** The element type of inputs: IEEE-754 binary32. */
    public static final ElementType FLOAT32 = ElementType.FLOAT;

    private final Network network;

    private Model(Network network) {
        this.network = network;
    }

    /**
     * Reads a model from a file, by its name: {@code .onnx} or {@code .nnet}, each also with {@code .gz}.
     *
     * @throws org.axiomj.ir.InvalidModelException where the file is missing, damaged or inconsistent
     * @throws org.axiomj.ir.UnsupportedOperatorException where it has an operator that is not known
     */
    public static Model load(Path path) {
        return new Model(Models.read(path));
    }

    public static Model of(Network network) {
        return new Model(network);
    }

    static Model of(Graph graph, String name) {
        return new Model(Models.of(graph, name));
    }

    /** The first dimension of an input: any number of samples at a time. */
    public static Batch batch() {
        return Batch.FREE;
    }

    /**
     * Starts a model with its input: {@code Model.input(FLOAT32, batch(), 3, 224, 224)}.
     *
     * @param element {@link #FLOAT32}
     * @param batch {@link #batch()}
     * @param dimensions the shape of one sample, each dimension at least 1
     */
    public static ModelBuilder input(ElementType element, Batch batch, int... dimensions) {
        if (element != FLOAT32) {
            throw new IllegalArgumentException("input: expected FLOAT32, found " + element);
        }
        for (int d : dimensions) {
            if (d < 1) {
                throw new IllegalArgumentException(
                        "input: expected dimensions of at least 1, found " + Arrays.toString(dimensions));
            }
        }
        if (dimensions.length == 0) {
            throw new IllegalArgumentException("input: expected the dimensions of one sample after the batch");
        }
        return new ModelBuilder(Shape.of(dimensions), "", List.of());
    }

    /** The network that analyses work on. */
    public Network network() {
        return network;
    }

    /** The input's dimensions, a free batch set to 1. */
    public List<Integer> inputShape() {
        return network.inputShape();
    }

    /** The output's dimensions, a free batch set to 1. */
    public List<Integer> outputShape() {
        return network.outputShape();
    }

    /** The layers with their shapes, in the order of computation; a free batch is written N. */
    public List<Layer> shapeTrace() {
        return Layers.symbolic(network);
    }

    /**
     * The output for one input, both row-major, in float32 as {@link Float32Evaluator} says.
     *
     * @throws IllegalArgumentException if the input has not as many elements as {@link #inputShape}
     */
    public float[] run(float[] input) {
        return Float32Evaluator.evaluate(network.core(), input);
    }

    /** The outputs for several inputs, one by one. */
    public float[][] run(float[][] inputs) {
        float[][] outputs = new float[inputs.length][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = run(inputs[i]);
        }
        return outputs;
    }

    /**
     * Writes the model as ONNX.
     *
     * @throws IllegalStateException if the model was read from a format that cannot be exported (NNet)
     * @throws UncheckedIOException if the file cannot be written
     */
    public void toOnnx(Path path) {
        byte[] bytes = network.onnx()
                .orElseThrow(() -> new IllegalStateException(
                        network.path() + ": a model of format " + network.format() + " cannot be written as ONNX"));
        try {
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return network.toString();
    }
}
