package org.axiomj.ir.operators;

import java.util.List;
import java.util.Random;
import org.axiomj.ir.testing.Onnx;

/** Chains of operators on constants, as exporters write them to compute shapes. */
class ShapeArithmeticTest extends OperatorContract {
    @Override
    List<String> operators() {
        return List.of(
                "Shape",
                "Size",
                "ConstantOfShape",
                "Range",
                "Equal",
                "Greater",
                "Less",
                "GreaterOrEqual",
                "LessOrEqual",
                "And",
                "Or",
                "Xor",
                "Not",
                "Constant",
                "Floor",
                "Ceil");
    }

    @Override
    int seeds() {
        return 6;
    }

    @Override
    void examples(Random random, List<Onnx> models) {
        int opset = one(random, List.of(9, 11, 13, 21));
        models.add(x(opset, 0, 4, 3)
                .node("Shape", "x", "s")
                .intTensor("zero", new long[] {}, 0)
                .intTensor("rest", new long[] {1}, -1)
                .ints("i", 0)
                .node("Gather", "s i", "n")
                .node("Concat", "n rest", "t", Onnx.attribute("axis", 0))
                .node("Reshape", "x t", "y")
                .output("y"));
        models.add(x(opset, 2, 3)
                .node("Size", "x", "n")
                .node("Cast", "n", "f", Onnx.attribute("to", 1))
                .node("Div", "x f", "y")
                .output("y"));
        models.add(x(opset, 2, 3)
                .node("Shape", "x", "s")
                .node("ConstantOfShape", "s", "z")
                .node("Add", "x z", "y")
                .output("y"));
        models.add(x(Math.max(11, opset), 6)
                .intTensor("a", new long[] {}, 0)
                .intTensor("b", new long[] {}, 6)
                .intTensor("c", new long[] {}, 2)
                .node("Range", "a b c", "r")
                .node("Gather", "x r", "y")
                .output("y"));
        models.add(x(opset, 2, 3)
                .ints("p", 1, 7, 3)
                .ints("q", 1, 2, 9)
                .node("Mul", "p q", "m")
                .node("Sub", "m q", "d")
                .node("Div", "d p", "e")
                .node("Neg", "e", "g")
                .node("Cast", "g", "f", Onnx.attribute("to", 1))
                .node("Add", "x f", "y")
                .output("y"));
        logic(opset, models);
        models.add(x(opset, 2, 2)
                .node(
                        "Constant",
                        "",
                        "k",
                        Onnx.tensorAttribute(
                                "value",
                                Onnx.opset(opset)
                                        .floats("v", new long[] {2}, 3, 4)
                                        .model()
                                        .getGraph()
                                        .getInitializer(0)))
                .node("Mul", "x k", "y")
                .output("y"));
        models.add(x(13, 2, 2)
                .node("Constant", "", "k", Onnx.list("value_floats", 3f, 4f))
                .node("Mul", "x k", "y")
                .output("y"));
        models.add(x(13, 2, 2)
                .node("Constant", "", "k", Onnx.list("value_ints", 4, 1))
                .node("Reshape", "x k", "y")
                .output("y"));
        models.add(x(13, 2, 2)
                .node("Constant", "", "k", Onnx.attribute("value_float", 0.1f))
                .node("Mul", "x k", "y")
                .output("y"));
        models.add(x(15, 2, 3, 4)
                .node("Shape", "x", "s", Onnx.attribute("start", 1), Onnx.attribute("end", -1))
                .ints("m", -1)
                .node("Concat", "s m", "t", Onnx.attribute("axis", 0))
                .node("Reshape", "x t", "y")
                .output("y"));
        models.add(x(opset, 2)
                .floats("a", new long[] {2}, 1.5, -0.5)
                .node("Floor", "a", "f")
                .node("Ceil", "a", "c")
                .node("Mul", "x f", "m")
                .node("Add", "m c", "y")
                .output("y"));
        // Sums of floats that a float does not hold must not be folded: ONNX Runtime rounds, and exact arithmetic does
        // not.
        models.add(x(opset, 2)
                .floats("a", new long[] {2}, 0.1, 1)
                .floats("b", new long[] {2}, 0.7, 1e-9)
                .node("Add", "a b", "c")
                .node("Mul", "a c", "d")
                .node("Mul", "x d", "y")
                .output("y"));
    }

    private static void logic(int opset, List<Onnx> models) {
        Onnx model = x(Math.max(12, opset), 3)
                .ints("p", 1, 2, 3)
                .ints("q", 2, 2, 2)
                .node("Equal", "p q", "e")
                .node("Greater", "p q", "g")
                .node("Less", "p q", "l")
                .node("GreaterOrEqual", "p q", "ge")
                .node("LessOrEqual", "p q", "le")
                .node("And", "ge le", "a")
                .node("Or", "g e", "o")
                .node("Xor", "a o", "z")
                .node("Not", "z", "n");
        int k = 0;
        for (String truth : List.of("e", "g", "l", "ge", "le", "a", "o", "z", "n")) {
            model.node("Cast", truth, "f" + k, Onnx.attribute("to", 1))
                    .node("Mul", (k == 0 ? "x" : "h" + (k - 1)) + " two", "w" + k)
                    .node("Add", "w" + k + " f" + k, "h" + k);
            k++;
        }
        models.add(model.floats("two", new long[] {}, 2).output("h" + (k - 1)));
    }

    private static Onnx x(int opset, long... dims) {
        return Onnx.opset(opset).input("x", dims);
    }
}
