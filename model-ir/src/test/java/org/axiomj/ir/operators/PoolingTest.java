package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.onnx.wire.AttributeProto;
import org.axiomj.ir.testing.Onnx;

class PoolingTest extends OperatorContract {
    @Override
    List<String> operators() {
        return List.of("MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool");
    }

    @Override
    int seeds() {
        return 60;
    }

    @Override
    void examples(Random random, List<Onnx> models) {
        int axes = between(random, 1, 3);
        boolean max = random.nextBoolean();
        int opset = one(random, List.of(7, 10, 11, 13, 19, 21));
        int[] kernel = new int[axes];
        int[] strides = new int[axes];
        int[] dilations = new int[axes];
        int[] pads = new int[2 * axes];
        long[] dims = new long[axes + 2];
        dims[0] = random.nextBoolean() ? 0 : 2;
        dims[1] = between(random, 1, 2);
        for (int i = 0; i < axes; i++) {
            kernel[i] = between(random, 1, 3);
            strides[i] = between(random, 1, 3);
            dilations[i] = between(random, 1, 2);
            pads[i] = random.nextInt(kernel[i]);
            pads[i + axes] = random.nextInt(kernel[i]);
            dims[i + 2] = between(random, 5, 8);
        }
        List<AttributeProto> attributes =
                new ArrayList<>(List.of(Onnx.list("kernel_shape", kernel), Onnx.list("strides", strides)));
        if (random.nextInt(4) == 0) {
            for (int i = 0; i < axes; i++) {
                strides[i] = Math.min(strides[i], kernel[i] + 1);
            }
            attributes.set(1, Onnx.list("strides", strides));
            attributes.add(Onnx.attribute("auto_pad", one(random, List.of("SAME_UPPER", "SAME_LOWER", "VALID"))));
        } else {
            attributes.add(Onnx.list("pads", pads));
            if (opset >= 10 && (max || opset >= 19)) {
                attributes.add(Onnx.list("dilations", dilations));
            }
            if (opset >= 10) {
                attributes.add(Onnx.attribute("ceil_mode", random.nextInt(2)));
            }
        }
        if (!max) {
            attributes.add(Onnx.attribute("count_include_pad", random.nextInt(2)));
        }
        models.add(Onnx.opset(opset)
                .input("x", dims)
                .node(max ? "MaxPool" : "AveragePool", "x", "y", attributes.toArray(AttributeProto[]::new))
                .output("y"));
        models.add(Onnx.opset(opset)
                .input("x", dims)
                .node(max ? "GlobalMaxPool" : "GlobalAveragePool", "x", "y")
                .output("y"));
    }
}
