package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.testing.Onnx;

/** Arithmetic, activations, extrema and smooth functions: everything that works element by element. */
class ElementwiseTest extends OperatorContract {
    private static final List<String> BINARY = List.of("Add", "Sub", "Mul", "Div");
    private static final List<String> VARIADIC = List.of("Max", "Min", "Sum", "Mean");
    private static final List<String> UNARY = List.of(
            "Relu",
            "LeakyRelu",
            "ThresholdedRelu",
            "Abs",
            "Sign",
            "Neg",
            "HardSigmoid",
            "Sigmoid",
            "Tanh",
            "Exp",
            "Sin",
            "Cos",
            "Erf",
            "Softplus",
            "Elu",
            "Selu",
            "Softsign",
            "Identity",
            "Dropout",
            "Reciprocal");
    private static final List<String> NEW_UNARY = List.of("HardSwish", "Celu", "Mish", "Gelu");

    @Override
    List<String> operators() {
        List<String> all = new ArrayList<>(BINARY);
        all.addAll(VARIADIC);
        all.addAll(UNARY);
        all.addAll(NEW_UNARY);
        all.addAll(List.of("Clip", "PRelu", "Pow", "Sqrt", "Log", "BatchNormalization", "LayerNormalization"));
        return all;
    }

    @Override
    void examples(Random random, List<Onnx> models) {
        int opset = one(random, List.of(9, 11, 12, 13, 16, 21));
        long[] shape = one(random, List.of(new long[] {0, 3, 2}, new long[] {2, 3}, new long[] {0, 4, 2, 3}));
        long[] small =
                one(random, List.of(new long[] {1}, new long[] {}, new long[] {shape[shape.length - 1]}, new long[] {
                    shape[shape.length - 2], 1
                }));
        for (String operator : BINARY) {
            models.add(base(opset, shape)
                    .random("c", random, small)
                    .node(operator, "x c", "y")
                    .output("y"));
            models.add(away(opset, shape)
                    .random("c", random, small)
                    .node(operator, "c a", "y")
                    .output("y"));
            models.add(away(opset, shape).node(operator, "x a", "y").output("y"));
            models.add(away(opset, shape).node(operator, "a a", "y").output("y"));
        }
        for (String operator : VARIADIC) {
            models.add(base(opset, shape)
                    .random("c", random, small)
                    .node("Neg", "x", "n")
                    .node(operator, "x n c", "y")
                    .output("y"));
        }
        for (String operator : UNARY) {
            models.add(
                    operator.equals("Reciprocal")
                            ? away(opset, shape).node(operator, "a", "y").output("y")
                            : base(opset, shape).node(operator, "x", "y").output("y"));
        }
        models.add(base(opset, shape)
                .node("LeakyRelu", "x", "y", Onnx.attribute("alpha", 0.3f))
                .output("y"));
        models.add(base(opset, shape)
                .node("Elu", "x", "y", Onnx.attribute("alpha", 0.5f))
                .output("y"));
        models.add(base(20, shape).node("HardSwish", "x", "y").output("y"));
        models.add(base(20, shape)
                .node("Celu", "x", "y", Onnx.attribute("alpha", 0.5f))
                .output("y"));
        models.add(base(20, shape).node("Mish", "x", "y").output("y"));
        models.add(base(20, shape).node("Gelu", "x", "y").output("y"));
        models.add(base(20, shape)
                .node("Gelu", "x", "y", Onnx.attribute("approximate", "tanh"))
                .output("y"));
        clips(opset, shape, models);
        models.add(base(opset, shape)
                .random("s", random, small)
                .node("PRelu", "x s", "y")
                .output("y"));
        models.add(away(opset, shape).node("Sqrt", "a", "y").output("y"));
        models.add(away(opset, shape).node("Log", "a", "y").output("y"));
        for (double e : new double[] {-1, 1, 2, 3, 4, 0.5}) {
            models.add(away(opset, shape)
                    .floats("e", new long[] {}, e)
                    .node("Pow", "a e", "y")
                    .output("y"));
        }
        normalizations(random, opset, shape, models);
    }

    private static Onnx base(int opset, long[] shape) {
        return Onnx.opset(opset).input("x", shape);
    }

    /** With a value {@code a} that stays away from zero. */
    private static Onnx away(int opset, long[] shape) {
        return base(opset, shape)
                .floats("one", new long[] {1}, 0.5)
                .node("Abs", "x", "p")
                .node("Add", "p one", "a");
    }

    private static void clips(int opset, long[] shape, List<Onnx> models) {
        if (opset < 11) {
            models.add(base(opset, shape)
                    .node("Clip", "x", "y", Onnx.attribute("min", -0.5f), Onnx.attribute("max", 0.25f))
                    .output("y"));
            models.add(base(opset, shape)
                    .node("Clip", "x", "y", Onnx.attribute("min", 0f))
                    .output("y"));
            return;
        }
        models.add(base(opset, shape)
                .floats("lo", new long[] {}, -0.5)
                .floats("hi", new long[] {}, 0.25)
                .node("Clip", "x lo hi", "y")
                .output("y"));
        models.add(base(opset, shape)
                .floats("hi", new long[] {}, 0.25)
                .node("Clip", "x - hi", "y")
                .output("y"));
        models.add(base(opset, shape)
                .floats("lo", new long[] {}, 0.1)
                .node("Clip", "x lo", "y")
                .output("y"));
        models.add(base(opset, shape).node("Clip", "x", "y").output("y"));
    }

    private static void normalizations(Random random, int opset, long[] shape, List<Onnx> models) {
        long channels = shape[1];
        double[] variance = random.doubles(channels, 0.1, 2).toArray();
        models.add(base(opset, shape)
                .random("g", random, channels)
                .random("b", random, channels)
                .random("m", random, channels)
                .floats("v", new long[] {channels}, variance)
                .node("BatchNormalization", "x g b m v", "y", Onnx.attribute("epsilon", 0.01f))
                .output("y"));
        models.add(base(17, shape)
                .random("g", random, shape[shape.length - 1])
                .random("b", random, shape[shape.length - 1])
                .node("LayerNormalization", "x g b", "y", Onnx.attribute("epsilon", 0.01f))
                .output("y"));
    }
}
