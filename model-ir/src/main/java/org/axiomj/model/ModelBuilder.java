package org.axiomj.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.TensorType;

/**
 * A model under construction: each call adds a layer and returns a new builder, so a prefix may be kept and continued in
 * several ways. Only {@link #build} makes weights; until then a layer of any size costs nothing. Immutable.
 *
 * <p>A layer that cannot take what the layer before yields throws {@link ShapeMismatchException} at its call; settings that
 * no layer can have (no outputs, negative padding) throw IllegalArgumentException. Layers are called by their position, from
 * 0, unless {@link #name} says otherwise; layers in blocks {@code 3.0}, {@code 3.1}, as PyTorch's Sequential calls them.
 */
public final class ModelBuilder {
    private static final String INPUT = "input";

    private final Shape input;
    private final String prefix;
    private final List<Step> steps;

    ModelBuilder(Shape input, String prefix, List<Step> steps) {
        this.input = input;
        this.prefix = prefix;
        this.steps = List.copyOf(steps);
    }

    /** Shape of one sample after the layers so far, without the batch. */
    public Shape sampleShape() {
        return steps.isEmpty() ? input : steps.get(steps.size() - 1).output();
    }

    /** A fully connected layer on vectors, or on each vector of a sequence. Images must be flattened first. */
    public ModelBuilder dense(int outputs) {
        return add(new Dense("dense", 0, outputs));
    }

    /** A fully connected layer on the last dimension, which must have {@code inputs} elements, for any shape. */
    public ModelBuilder dense(int inputs, int outputs) {
        return add(new Dense("dense", declared(inputs), outputs));
    }

    /** The same as {@link #dense(int, int)}, under PyTorch's name. */
    public ModelBuilder linear(int inputs, int outputs) {
        return add(new Dense("linear", declared(inputs), outputs));
    }

    /** A fully connected layer with these weights, {@code [output][input]}, and one bias for each output. */
    public ModelBuilder dense(float[][] weights, float[] bias) {
        GivenWeights.rectangular(weights);
        Dense layer = new Dense("dense", weights[0].length, weights.length);
        return add(layer, Map.of("weight", GivenWeights.flat(weights), "bias", bias.clone()));
    }

    /** A convolution to {@code outputs} channels with a square kernel, stride 1 and no padding. */
    public ModelBuilder conv2d(int outputs, int kernel) {
        return conv2d(outputs, kernel, Window.DEFAULT);
    }

    /** A convolution to {@code outputs} channels with a square kernel. */
    public ModelBuilder conv2d(int outputs, int kernel, Window window) {
        return add(new Conv2d(0, outputs, kernel, window));
    }

    /** A convolution of {@code inputs} channels, which is checked, to {@code outputs}. */
    public ModelBuilder conv2d(int inputs, int outputs, int kernel) {
        return conv2d(inputs, outputs, kernel, Window.DEFAULT);
    }

    /** A convolution of {@code inputs} channels, which is checked, to {@code outputs}. */
    public ModelBuilder conv2d(int inputs, int outputs, int kernel, Window window) {
        return add(new Conv2d(declared(inputs), outputs, kernel, window));
    }

    /** A convolution with these weights, {@code [output][input of the group][row][column]}, of a square kernel. */
    public ModelBuilder conv2d(float[][][][] weights, float[] bias, Window window) {
        int kernel = GivenWeights.square(weights);
        Conv2d layer = new Conv2d(weights[0].length * window.groups(), weights.length, kernel, window);
        return add(layer, Map.of("weight", GivenWeights.flat(weights), "bias", bias.clone()));
    }

    /** The maximum over each square of {@code kernel} by {@code kernel} cells, side by side. */
    public ModelBuilder maxPool2d(int kernel) {
        return maxPool2d(kernel, Window.DEFAULT);
    }

    /** The maximum under a moving square kernel; padding never wins. */
    public ModelBuilder maxPool2d(int kernel, Window window) {
        return add(new Pool2d(true, kernel, window));
    }

    /** The average of each square of {@code kernel} by {@code kernel} cells, side by side. */
    public ModelBuilder averagePool2d(int kernel) {
        return averagePool2d(kernel, Window.DEFAULT);
    }

    /** The average under a moving square kernel; padding counts as zeros. */
    public ModelBuilder averagePool2d(int kernel, Window window) {
        return add(new Pool2d(false, kernel, window));
    }

    /** The average of each channel: {@code channels x 1 x 1}. */
    public ModelBuilder globalAveragePool() {
        return add(new GlobalAverage());
    }

    /** Batch normalisation in inference, with fixed statistics per channel (the first dimension of a sample). */
    public ModelBuilder batchNorm() {
        return add(new Normalization(true));
    }

    /** Layer normalisation over the last dimension. */
    public ModelBuilder layerNorm() {
        return add(new Normalization(false));
    }

    public ModelBuilder relu() {
        return add(new Elementwise("relu", "Relu", Map.of()));
    }

    /** {@code x} where positive, {@code slope * x} elsewhere. */
    public ModelBuilder leakyRelu(double slope) {
        return add(new Elementwise("leakyRelu", "LeakyRelu", Map.of("alpha", GraphWriter.real(slope))));
    }

    public ModelBuilder sigmoid() {
        return add(new Elementwise("sigmoid", "Sigmoid", Map.of()));
    }

    public ModelBuilder tanh() {
        return add(new Elementwise("tanh", "Tanh", Map.of()));
    }

    /** The Gaussian error linear unit, with the error function itself. */
    public ModelBuilder gelu() {
        return add(new Elementwise("gelu", "Gelu", Map.of()));
    }

    /** Nothing: at inference, dropout passes its input on. The rate is checked to lie in [0, 1). */
    public ModelBuilder dropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout: expected a rate in [0, 1), found " + rate);
        }
        return add(new Elementwise("dropout", "Identity", Map.of()));
    }

    /** Softmax along the last axis. */
    public ModelBuilder softmax() {
        return softmax(-1);
    }

    /** Softmax along an axis; axis 0 is the batch, as in PyTorch, negative ones count from the end. */
    public ModelBuilder softmax(int axis) {
        return add(new Softmax(axis));
    }

    /** All elements of a sample as one vector, row-major. */
    public ModelBuilder flatten() {
        return add(new Reshaping("flatten", List.of()));
    }

    /** Other dimensions for the same elements of a sample; one may be -1 and takes what is left. */
    public ModelBuilder reshape(int... dimensions) {
        if (dimensions.length == 0) {
            throw new IllegalArgumentException("reshape: expected dimensions, found none; .flatten() yields a vector");
        }
        List<Integer> list = new ArrayList<>();
        for (int d : dimensions) {
            list.add(d);
        }
        return add(new Reshaping("reshape", list));
    }

    /** The value plus what the block makes of it; the block must keep the shape. */
    public ModelBuilder residual(UnaryOperator<ModelBuilder> block) {
        return add(new Branches(0, List.of(branch(block, ""))));
    }

    /** What several blocks make of the value, one after the other along an axis of 1 or more; 0 would be the batch. */
    @SafeVarargs
    public final ModelBuilder concat(int axis, UnaryOperator<ModelBuilder>... blocks) {
        if (axis < 1 || blocks.length == 0) {
            throw new IllegalArgumentException("concat: expected an axis of at least 1 and a block, found axis " + axis
                    + " and " + blocks.length + " blocks");
        }
        List<ModelBuilder> branches = new ArrayList<>();
        for (int i = 0; i < blocks.length; i++) {
            branches.add(branch(blocks[i], i + "."));
        }
        return add(new Branches(axis, branches));
    }

    /** Names the layer that was added last, and with it its weights: {@code fc.weight}. */
    public ModelBuilder name(String name) {
        if (steps.isEmpty() || name.isEmpty()) {
            throw new IllegalStateException("name: expected a layer before and a name that is not empty");
        }
        List<Step> renamed = new ArrayList<>(steps);
        renamed.set(steps.size() - 1, steps.get(steps.size() - 1).named(prefix + name));
        return new ModelBuilder(input, prefix, renamed);
    }

    /** The model with weights from the seed 0. */
    public Model build() {
        return build(Weights.seeded(0));
    }

    /**
     * The model with weights from a source; those that were given with a layer stay.
     *
     * @throws IllegalArgumentException where the source has no weights for a layer, or too many or too few
     */
    public Model build(Weights weights) {
        return Model.of(graph(weights), "model");
    }

    /** The model as a graph of ONNX operators with its weights. */
    Graph graph(Weights weights) {
        GraphWriter graph = new GraphWriter(weights);
        int[] sample = input.dimensions();
        int[] dims = new int[sample.length + 1];
        dims[0] = 1;
        System.arraycopy(sample, 0, dims, 1, sample.length);
        StringBuilder declared = new StringBuilder("[N");
        for (int d : sample) {
            declared.append(", ").append(d);
        }
        TensorType type = new TensorType(ElementType.FLOAT, Shape.of(dims));
        Port port = new Port(INPUT, type, declared.append(']').toString(), true);
        String output = emit(graph, INPUT);
        if (output.equals(INPUT)) {
            output = graph.node("Identity", "output", Map.of(), INPUT);
        }
        return graph.finish("model", port, output);
    }

    String emit(GraphWriter graph, String from) {
        String value = from;
        for (Step step : steps) {
            value = step.layer().emit(graph, step, value);
        }
        return value;
    }

    private ModelBuilder branch(UnaryOperator<ModelBuilder> block, String part) {
        ModelBuilder start = new ModelBuilder(sampleShape(), prefix + steps.size() + "." + part, List.of());
        ModelBuilder result = block.apply(start);
        if (!result.prefix.equals(start.prefix) || !result.input.equals(start.input)) {
            throw new IllegalArgumentException("a block must continue the builder that it is given: x -> x.dense(...)");
        }
        return result;
    }

    private ModelBuilder add(LayerSpec layer) {
        return add(layer, Map.of());
    }

    private ModelBuilder add(LayerSpec layer, Map<String, float[]> given) {
        String name = prefix + steps.size();
        Shape from = sampleShape();
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(layer, name, given, from, layer.output(from, name + " (" + layer.kind() + ")")));
        return new ModelBuilder(input, prefix, more);
    }

    private static int declared(int inputs) {
        if (inputs < 1) {
            throw new IllegalArgumentException("expected at least 1 input feature or channel, found " + inputs);
        }
        return inputs;
    }
}
