package org.axiomj.model;

import java.util.Map;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/**
 * A fully connected layer. As PyTorch's Linear it works on the last dimension; without a declared size of its input it takes
 * vectors and sequences of vectors, but no images, for which its meaning would be a guess.
 *
 * @param inputs the declared size of the last dimension; 0 takes what comes
 */
record Dense(String kind, int inputs, int outputs) implements LayerSpec {
    Dense {
        if (inputs < 0 || outputs < 1) {
            throw new IllegalArgumentException(
                    kind + ": expected at least 1 feature, found " + inputs + " in and " + outputs + " out");
        }
    }

    @Override
    public Shape output(Shape in, String at) {
        int last = in.rank() == 0 ? 0 : in.dimension(in.rank() - 1);
        if (inputs == 0 && in.rank() >= 1 && in.rank() <= 2 || inputs > 0 && inputs == last) {
            int[] dims = in.dimensions();
            long[] out = new long[dims.length];
            for (int i = 0; i < dims.length; i++) {
                out[i] = i == dims.length - 1 ? outputs : dims[i];
            }
            return Shapes.checked(at, in, out);
        }
        String expected = inputs > 0 ? inputs + " features" : "a vector of features, or a sequence of vectors";
        throw new ShapeMismatchException(at, expected, Shapes.features(in), fix(in));
    }

    private String fix(Shape in) {
        String call = kind + "(" + (inputs == 0 ? "" : in.size() + ", ") + outputs + ")";
        if (in.rank() <= 1) {
            return "write ." + call;
        }
        return "add .flatten() first: " + Shapes.text(in) + " = " + in.size()
                + (inputs == 0 || inputs == in.size() ? "" : ", and write ." + call);
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        int in = step.input().dimension(step.input().rank() - 1);
        String weight = graph.parameter(step, "weight", Shape.of(outputs, in), in, outputs);
        String bias = graph.parameter(step, "bias", Shape.of(outputs), in, outputs);
        if (step.input().rank() == 1) {
            return graph.node("Gemm", step.name(), Map.of("transB", GraphWriter.integer(1)), input, weight, bias);
        }
        graph.replace(weight, transposed(graph.tensor(weight)));
        String product = graph.node("MatMul", step.name() + ".product", Map.of(), input, weight);
        return graph.node("Add", step.name(), Map.of(), product, bias);
    }

    private static Tensor transposed(Tensor weight) {
        int rows = weight.shape().dimension(0);
        int columns = weight.shape().dimension(1);
        double[] values = new double[weight.size()];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[j * rows + i] = weight.reals()[i * columns + j];
            }
        }
        return Tensor.ofReals(ElementType.FLOAT, Shape.of(columns, rows), values);
    }
}
