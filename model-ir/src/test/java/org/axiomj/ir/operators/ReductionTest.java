package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.testing.Onnx;

class ReductionTest extends OperatorContract {
    private static final List<String> REDUCTIONS = List.of(
            "ReduceSum",
            "ReduceMean",
            "ReduceMax",
            "ReduceMin",
            "ReduceL1",
            "ReduceL2",
            "ReduceSumSquare",
            "ReduceProd");

    @Override
    List<String> operators() {
        List<String> all = new ArrayList<>(REDUCTIONS);
        all.addAll(List.of("Softmax", "LogSoftmax"));
        return all;
    }

    @Override
    void examples(Random random, List<Onnx> models) {
        int opset = one(random, List.of(7, 11, 12, 13, 18, 21));
        long[] dims = {random.nextBoolean() ? 0 : 2, 3, 2};
        int keep = random.nextInt(2);
        int[] axes = one(random, List.of(new int[] {1}, new int[] {1, 2}, new int[] {2}, new int[] {1}));
        for (String operator : REDUCTIONS) {
            Onnx model = Onnx.opset(opset).input("x", dims);
            boolean asInput = opset >= 18 || opset >= 13 && operator.equals("ReduceSum");
            if (asInput) {
                long[] list = new long[axes.length];
                for (int i = 0; i < list.length; i++) {
                    list[i] = axes[i];
                }
                model.ints("a", list).node(operator, "x a", "y", Onnx.attribute("keepdims", keep));
            } else {
                model.node(operator, "x", "y", Onnx.list("axes", axes), Onnx.attribute("keepdims", keep));
            }
            models.add(model.output("y"));
        }
        models.add(Onnx.opset(opset)
                .input("x", 2, 3, 2)
                .node("ReduceSum", "x", "y", Onnx.attribute("keepdims", keep))
                .output("y"));
        for (String operator : List.of("Softmax", "LogSoftmax")) {
            int axis = opset < 13 ? between(random, 1, 2) : between(random, -2, 2);
            axis = axis == 0 ? 1 : axis;
            models.add(Onnx.opset(opset)
                    .input("x", dims)
                    .node(operator, "x", "y", Onnx.attribute("axis", axis))
                    .output("y"));
            models.add(
                    Onnx.opset(opset).input("x", 0, 5).node(operator, "x", "y").output("y"));
            models.add(Onnx.opset(opset)
                    .input("x", 1, 1500)
                    .node(operator, "x", "y")
                    .output("y"));
        }
    }
}
