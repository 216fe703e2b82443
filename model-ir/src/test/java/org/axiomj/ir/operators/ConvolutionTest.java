package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.onnx.wire.AttributeProto;
import org.axiomj.ir.testing.Onnx;

class ConvolutionTest extends OperatorContract {
    @Override
    List<String> operators() {
        return List.of("Conv", "ConvTranspose");
    }

    @Override
    int seeds() {
        return 60;
    }

    @Override
    void examples(Random random, List<Onnx> models) {
        int axes = between(random, 1, 2);
        int groups = between(random, 1, 3);
        int in = groups * between(random, 1, 2);
        int out = groups * between(random, 1, 2);
        boolean transposed = random.nextBoolean();
        int[] kernel = new int[axes];
        int[] strides = new int[axes];
        int[] dilations = new int[axes];
        int[] pads = new int[2 * axes];
        int[] extra = new int[axes];
        long[] inputDims = new long[axes + 2];
        long[] weightDims = new long[axes + 2];
        inputDims[0] = random.nextBoolean() ? 0 : between(random, 1, 2);
        inputDims[1] = in;
        weightDims[0] = transposed ? in : out;
        weightDims[1] = (transposed ? out : in) / groups;
        for (int i = 0; i < axes; i++) {
            kernel[i] = between(random, 1, 3);
            strides[i] = between(random, 1, 3);
            dilations[i] = between(random, 1, 2);
            pads[i] = random.nextInt(kernel[i]);
            pads[i + axes] = random.nextInt(kernel[i]);
            extra[i] = random.nextInt(strides[i]);
            inputDims[i + 2] = between(random, 5, 8);
            weightDims[i + 2] = kernel[i];
        }
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                Onnx.list("strides", strides), Onnx.list("dilations", dilations), Onnx.attribute("group", groups)));
        if (random.nextInt(3) == 0) {
            attributes.add(Onnx.attribute("auto_pad", one(random, List.of("SAME_UPPER", "SAME_LOWER", "VALID"))));
            attributes.set(1, Onnx.list("dilations", ones(axes)));
            for (int i = 0; i < axes; i++) {
                strides[i] = Math.min(strides[i], transposed ? 1 : kernel[i] + 1);
            }
            attributes.set(0, Onnx.list("strides", strides));
        } else {
            attributes.add(Onnx.list("pads", pads));
            if (transposed) {
                attributes.add(Onnx.list("output_padding", extra));
            }
        }
        Onnx model = Onnx.opset(one(random, List.of(7, 9, 11, 13, 18, 21)))
                .input("x", inputDims)
                .random("w", random, weightDims);
        boolean bias = random.nextBoolean();
        if (bias) {
            model.random("b", random, out);
        }
        models.add(model.node(
                        transposed ? "ConvTranspose" : "Conv",
                        bias ? "x w b" : "x w",
                        "y",
                        attributes.toArray(AttributeProto[]::new))
                .output("y"));
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }
}
