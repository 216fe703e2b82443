package org.axiomj.properties.vnnlib;

import java.util.List;
import java.util.Map;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.TensorType;
import org.axiomj.ir.onnx.OnnxWriter;

/** Networks of one layer, as ONNX models. */
final class SmallNetworks {
    private SmallNetworks() {}

    /** {@code max(0, W x + b)} from [1, inputs] to [1, outputs], W row-major with a row an output. */
    static Network relu(int inputs, int outputs, double... weightsThenBias) {
        double[] w = java.util.Arrays.copyOf(weightsThenBias, inputs * outputs);
        double[] b = java.util.Arrays.copyOfRange(weightsThenBias, inputs * outputs, weightsThenBias.length);
        Graph graph = new Graph(
                "relu",
                13,
                List.of(
                        new Node(
                                0,
                                "",
                                "Gemm",
                                "",
                                List.of("x", "w", "b"),
                                List.of("h"),
                                Map.of("transB", new Attribute.Int(1))),
                        new Node(1, "", "Relu", "", List.of("h"), List.of("y"), Map.of())),
                Map.of(
                        "w", Tensor.ofReals(ElementType.FLOAT, Shape.of(outputs, inputs), w),
                        "b", Tensor.ofReals(ElementType.FLOAT, Shape.of(outputs), b)),
                List.of(new Port("x", new TensorType(ElementType.FLOAT, Shape.of(1, inputs)), "", false)),
                List.of("y"));
        return Models.readOnnx(OnnxWriter.write(graph), "relu.onnx");
    }
}
