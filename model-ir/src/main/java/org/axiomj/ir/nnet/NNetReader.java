package org.axiomj.ir.nnet;

import java.util.List;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;

/**
 * Reads the NNet format (Julian, 2016; documented in the repository sisl/NNet): comment lines that begin with {@code //};
 * a line with the number of layers, inputs, outputs and the largest layer size; the layer sizes; an unused flag; minima and
 * maxima of the inputs; means and ranges of the inputs and of the outputs; then for each layer the rows of its weight
 * matrix and its biases, one a line. ReLU follows every layer but the last.
 *
 * <p>Two decisions. The network's inputs and outputs are the <em>normalised</em> ones: {@code (x - mean) / range} is not
 * part of it, as in the ONNX files of the same ACAS Xu networks and in the properties that are published for them; the
 * five lines of minima to ranges are checked and left. And every parameter is rounded to the nearest float32: the decimals
 * are those of float32 networks, and so rounded they are bit for bit the weights of the ONNX files.
 */
public final class NNetReader {
    private static final int MAX_LAYERS = 10_000;
    private static final int HEADER_VALUES = 4;

    private NNetReader() {}

    /**
     * The network in a file; {@code fileName} is for messages.
     *
     * @throws InvalidModelException with the line and column of whatever is wrong
     */
    public static CoreGraph read(byte[] content, String fileName) {
        NumberLines lines = new NumberLines(content, fileName);
        lines.next("the number of layers, inputs, outputs and the largest layer size");
        int layers = lines.integer("the number of layers", 1, MAX_LAYERS);
        int inputs = lines.integer("the number of inputs", 1, Integer.MAX_VALUE);
        int outputs = lines.integer("the number of outputs", 1, Integer.MAX_VALUE);
        lines.integer("the largest layer size", 1, Integer.MAX_VALUE);
        lines.endOfLine(HEADER_VALUES);
        int[] sizes = sizes(lines, layers, inputs, outputs, content.length);
        skipNormalisation(lines, inputs);
        CoreGraph.Builder graph = new CoreGraph.Builder();
        int at = graph.input(inputs);
        for (int k = 1; k <= layers; k++) {
            at = layer(lines, graph, at, k, sizes[k - 1], sizes[k]);
            if (k < layers) {
                String origin = "ReLU of layer " + k;
                at = graph.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(at), sizes[k], origin);
            }
        }
        lines.end();
        return graph.build(at);
    }

    private static int[] sizes(NumberLines lines, int layers, int inputs, int outputs, int bytes) {
        lines.next("the layer sizes");
        int[] sizes = new int[layers + 1];
        long parameters = 0;
        for (int k = 0; k <= layers; k++) {
            sizes[k] = lines.integer("the size of layer " + k, 1, Integer.MAX_VALUE);
            parameters += k == 0 ? 0 : (sizes[k - 1] + 1L) * sizes[k];
            // A parameter takes a digit and a separator, so a larger network cannot be in this file.
            if (parameters > bytes) {
                throw lines.error(
                        "layer " + k + " makes it " + parameters + " parameters, more than the file can hold");
            }
            if (k == 0 && sizes[k] != inputs) {
                throw lines.error("expected the " + inputs + " inputs of the line above, found " + sizes[k]);
            } else if (k == layers && sizes[k] != outputs) {
                throw lines.error("expected the " + outputs + " outputs of the line above, found " + sizes[k]);
            }
        }
        lines.endOfLine(layers + 1);
        return sizes;
    }

    private static void skipNormalisation(NumberLines lines, int inputs) {
        lines.next("the unused flag");
        lines.number("the flag");
        lines.endOfLine(1);
        for (String what : List.of("minimum", "maximum", "mean", "range")) {
            lines.next("the input " + what + "s");
            for (int i = 0; i < inputs; i++) {
                lines.number("the " + what + " of input " + i);
            }
            if (lines.hasMore()) {
                lines.number("the " + what + " of the outputs");
            }
            lines.endOfLine(inputs + 1);
        }
    }

    private static int layer(NumberLines lines, CoreGraph.Builder graph, int at, int k, int columns, int rows) {
        double[] weights = new double[rows * columns];
        int first = 0;
        for (int i = 0, w = 0; i < rows; i++) {
            lines.next("row " + i + " of the weights of layer " + k);
            first = i == 0 ? lines.line() : first;
            for (int j = 0; j < columns; j++, w++) {
                weights[w] = lines.number("weight " + j + " of row " + i + " of layer " + k);
            }
            lines.endOfLine(columns);
        }
        double[] bias = new double[rows];
        for (int i = 0; i < rows; i++) {
            lines.next("bias " + i + " of layer " + k);
            bias[i] = lines.number("bias " + i + " of layer " + k);
            lines.endOfLine(1);
        }
        return graph.affine(new DenseMap(rows, columns, weights), bias, at, "layer " + k + " (line " + first + ")");
    }
}
