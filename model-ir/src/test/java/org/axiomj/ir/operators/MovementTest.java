package org.axiomj.ir.operators;

import java.util.List;
import java.util.Random;
import org.axiomj.ir.onnx.wire.AttributeProto;
import org.axiomj.ir.testing.Onnx;

/** Operators that move elements and compute none. */
class MovementTest extends OperatorContract {
    @Override
    List<String> operators() {
        return List.of(
                "Reshape",
                "Flatten",
                "Squeeze",
                "Unsqueeze",
                "Transpose",
                "Concat",
                "Split",
                "Slice",
                "Gather",
                "Pad",
                "Expand",
                "Tile",
                "DepthToSpace",
                "SpaceToDepth",
                "Resize",
                "Upsample",
                "Where",
                "ScatterND",
                "Cast");
    }

    @Override
    int seeds() {
        return 25;
    }

    @Override
    void examples(Random random, List<Onnx> models) {
        int opset = one(random, List.of(7, 9, 10, 11, 13, 18, 21));
        int a = between(random, 1, 3);
        int b = between(random, 2, 4);
        int c = between(random, 2, 5);
        reshapes(random, opset, a, b, c, models);
        slices(random, opset, b, c, models);
        pads(random, opset, b, c, models);
        resizes(random, opset, models);
        joins(random, opset, a, b, c, models);
        scatters(random, Math.max(11, opset), b, c, models);
    }

    private static void reshapes(Random random, int opset, int a, int b, int c, List<Onnx> models) {
        models.add(
                x(opset, a, b, c).ints("s", 0, -1).node("Reshape", "x s", "y").output("y"));
        models.add(x(opset, 0, b, c)
                .ints("s", -1, (long) c * b)
                .node("Reshape", "x s", "y")
                .output("y"));
        models.add(x(opset, a, b, c)
                .node("Flatten", "x", "y", Onnx.attribute("axis", random.nextInt(4)))
                .output("y"));
        models.add(squeeze(opset, "Squeeze", x(opset, a, 1, c, 1), 1, 3));
        models.add(squeeze(opset, "Unsqueeze", x(opset, a, b), 0, 2));
        int[] order = one(
                random, List.of(new int[] {0, 2, 1}, new int[] {2, 1, 0}, new int[] {1, 0, 2}, new int[] {2, 0, 1}));
        models.add(x(opset, a, b, c)
                .node("Transpose", "x", "y", Onnx.list("perm", order))
                .output("y"));
        models.add(x(opset, a, b, c)
                .node("Transpose", "x", "t")
                .node("Transpose", "t", "y", Onnx.list("perm", order))
                .output("y"));
        models.add(x(opset, a, 4, 2, 4)
                .node("DepthToSpace", "x", "y", Onnx.attribute("blocksize", 2))
                .output("y"));
        models.add(x(opset, a, 3, 2, 4)
                .node("SpaceToDepth", "x", "y", Onnx.attribute("blocksize", 2))
                .output("y"));
        models.add(x(Math.max(opset, 11), a, 8, 1, 2)
                .node("DepthToSpace", "x", "y", Onnx.attribute("blocksize", 2), Onnx.attribute("mode", "CRD"))
                .output("y"));
        models.add(x(opset, a, b)
                .node("Cast", "x", "d", Onnx.attribute("to", 11))
                .node("Cast", "d", "y", Onnx.attribute("to", 1))
                .output("y"));
    }

    private static Onnx squeeze(int opset, String operator, Onnx model, int... axes) {
        if (opset < 13) {
            return model.node(operator, "x", "y", Onnx.list("axes", axes)).output("y");
        }
        return model.ints("axes", axes[0], axes[1])
                .node(operator, "x axes", "y")
                .output("y");
    }

    private static void slices(Random random, int opset, int b, int c, List<Onnx> models) {
        int start = between(random, -c, c);
        int end = one(random, List.of(between(random, -c, c), 1 << 30, -1, -(1 << 30)));
        int step = opset < 10 ? 1 : one(random, List.of(1, 2, -1, -2));
        if (step < 0 && random.nextBoolean()) {
            start = -1;
            end = -(1 << 30);
        }
        Onnx model = x(opset, 2, b, c);
        // One more column keeps the result from being empty, which no output may be.
        String slice = "s";
        if (opset < 10) {
            model.node("Slice", "x", slice, Onnx.list("starts", start), Onnx.list("ends", end), Onnx.list("axes", 2));
        } else {
            model.ints("starts", start)
                    .ints("ends", end)
                    .ints("axes", -1)
                    .ints("steps", step)
                    .node("Slice", "x starts ends axes steps", slice);
        }
        models.add(model.node("Concat", "s x", "y", Onnx.attribute("axis", 2)).output("y"));
        models.add(split(opset, x(opset, b, 6, c), 2, 4));
        models.add(x(opset, b, 6, c)
                .node(
                        "Split",
                        "x",
                        "p q r",
                        opset < 18
                                ? new AttributeProto[] {Onnx.attribute("axis", 1)}
                                : new AttributeProto[] {Onnx.attribute("axis", 1), Onnx.attribute("num_outputs", 3)})
                .output("q", "p", "r"));
        int axis = random.nextInt(2);
        models.add(x(opset, b, c)
                .intTensor("i", new long[] {2, 2}, 0, 1, opset < 11 ? 1 : -1, 0)
                .node("Gather", "x i", "y", Onnx.attribute("axis", axis))
                .output("y"));
        models.add(x(opset, b, c)
                .intTensor("i", new long[] {}, 1)
                .node("Gather", "x i", "y", Onnx.attribute("axis", axis))
                .output("y"));
    }

    private static Onnx split(int opset, Onnx model, int... sizes) {
        if (opset < 13) {
            return model.node("Split", "x", "p q", Onnx.attribute("axis", 1), Onnx.list("split", sizes))
                    .output("p", "q");
        }
        return model.ints("sizes", sizes[0], sizes[1])
                .node("Split", "x sizes", "p q", Onnx.attribute("axis", 1))
                .output("p", "q");
    }

    private static void pads(Random random, int opset, int b, int c, List<Onnx> models) {
        for (String mode : List.of("constant", "reflect", "edge")) {
            int[] pads = {0, random.nextInt(2), random.nextInt(2), 0, 1, random.nextInt(2)};
            Onnx model = x(opset, 2, b, c);
            if (opset < 11) {
                model.node(
                        "Pad",
                        "x",
                        "y",
                        Onnx.attribute("mode", mode),
                        Onnx.list("pads", pads),
                        Onnx.attribute("value", 1.5f));
            } else {
                model.ints("p", pads[0], pads[1], pads[2], pads[3], pads[4], pads[5])
                        .floats("v", new long[] {}, 1.5)
                        .node("Pad", mode.equals("constant") ? "x p v" : "x p", "y", Onnx.attribute("mode", mode));
            }
            models.add(model.output("y"));
        }
        if (opset >= 18) {
            models.add(x(opset, 2, b, c)
                    .ints("p", 1, 2)
                    .ints("a", -1)
                    .node("Pad", "x p - a", "y")
                    .output("y"));
        }
        if (opset >= 11) {
            models.add(x(opset, 2, b, c)
                    .ints("p", 0, -1, 1, 0, 0, -1)
                    .node("Pad", "x p", "y")
                    .output("y"));
        }
    }

    private static void resizes(Random random, int opset, List<Onnx> models) {
        double sy = one(random, List.of(2.0, 1.5, 3.0, 1.0));
        double sx = one(random, List.of(2.0, 2.5, 1.0));
        Onnx model = x(opset, 1, 2, 4, 6);
        if (opset >= 18) {
            models.add(x(opset, 1, 2, 4, 6)
                    .floats("s", new long[] {2}, 2, 3)
                    .node("Resize", "x - s", "y", Onnx.list("axes", 3, 2), Onnx.attribute("nearest_mode", "floor"))
                    .output("y"));
        }
        if (opset < 9) {
            models.add(model.node("Upsample", "x", "y", Onnx.list("scales", 1, 1, (float) sy, (float) sx))
                    .output("y"));
        } else if (opset == 9) {
            models.add(model.floats("s", new long[] {4}, 1, 1, sy, sx)
                    .node("Upsample", "x s", "y")
                    .output("y"));
        } else if (opset == 10) {
            models.add(model.floats("s", new long[] {4}, 1, 1, sy, sx)
                    .node("Resize", "x s", "y")
                    .output("y"));
            models.add(x(opset, 1, 2, 4, 6)
                    .floats("s", new long[] {4}, 1, 1, 0.5, 0.5)
                    .node("Resize", "x s", "y")
                    .output("y"));
        } else {
            AttributeProto[] attributes = {
                Onnx.attribute(
                        "coordinate_transformation_mode",
                        one(random, List.of("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel"))),
                Onnx.attribute(
                        "nearest_mode",
                        one(random, List.of("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")))
            };
            models.add(model.floats("s", new long[] {4}, 1, 1, random.nextBoolean() ? sy : 0.6, sx)
                    .floats("roi", new long[] {0})
                    .node("Resize", "x roi s", "y", attributes)
                    .output("y"));
            models.add(x(opset, 1, 2, 4, 6)
                    .ints("z", 1, 2, between(random, 2, 9), between(random, 2, 9))
                    .floats("roi", new long[] {0})
                    .floats("none", new long[] {0})
                    .node("Resize", "x roi none z", "y", attributes)
                    .output("y"));
        }
    }

    private static void joins(Random random, int opset, int a, int b, int c, List<Onnx> models) {
        int axis = random.nextInt(3);
        models.add(x(opset, a, b, c)
                .random("k", random, a, b, c)
                .node("Relu", "x", "r")
                .node("Concat", "x k r", "y", Onnx.attribute("axis", axis))
                .output("y"));
        models.add(x(Math.max(opset, 8), a, 1, c)
                .ints("s", b, 1)
                .node("Expand", "x s", "y")
                .output("y"));
        models.add(x(opset, a, b, c).ints("n", 2, 1, 3).node("Tile", "x n", "y").output("y"));
    }

    private static void scatters(Random random, int opset, int b, int c, List<Onnx> models) {
        models.add(x(opset, b, c)
                .random("d", random, b, c)
                .intTensor("i", new long[] {2, 2}, 0, 1, 1, 0)
                .random("u", random, 2)
                .node("ScatterND", "x i u", "y")
                .output("y"));
        models.add(x(opset, b, c)
                .random("d", random, b, c)
                .intTensor("i", new long[] {1, 1}, 1)
                .node("Slice", "x s e", "u")
                .ints("s", 0)
                .ints("e", 1)
                .node("ScatterND", "d i u", "y")
                .output("y"));
        byte[] condition = new byte[b * c];
        for (int i = 0; i < condition.length; i++) {
            condition[i] = (byte) random.nextInt(2);
        }
        models.add(x(opset, b, c)
                .tensor("k", 9, new long[] {b, c}, condition)
                .node("Neg", "x", "n")
                .node("Where", "k x n", "y")
                .output("y"));
        models.add(x(opset, b, c)
                .tensor("k", 9, new long[] {b, c}, condition)
                .floats("f", new long[] {}, 2)
                .node("Where", "k x f", "y")
                .output("y"));
    }

    private static Onnx x(int opset, long... dims) {
        return Onnx.opset(opset).input("x", dims);
    }
}
