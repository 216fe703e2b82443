package org.axiomj.ir.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.axiomj.ir.onnx.wire.AttributeProto;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        boolean ceil = false;
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
                ceil = random.nextBoolean();
                attributes.add(Onnx.attribute("ceil_mode", ceil ? 1 : 0));
            }
        }
        if (!max) {
            boolean countPads = random.nextBoolean();
            attributes.add(Onnx.attribute("count_include_pad", countPads ? 1 : 0));
            // Before, ONNX Runtime 1.28 divides by the whole kernel where it sticks out of the padding; see the last
            // test.
            opset = ceil && countPads ? Math.max(opset, 19) : opset;
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

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 13, 19, 21})
    void an_average_is_over_the_part_of_the_kernel_that_lies_in_the_padded_input(int opset) {
        Onnx model = Onnx.opset(opset)
                .input("x", 1, 1, 6)
                .node(
                        "AveragePool",
                        "x",
                        "y",
                        Onnx.list("kernel_shape", 3),
                        Onnx.list("strides", 2),
                        Onnx.list("pads", 1, 1),
                        Onnx.attribute("ceil_mode", 1),
                        Onnx.attribute("count_include_pad", 1))
                .output("y");

        Network network = Models.readOnnx(model.bytes(), "average");

        assertThat(DoubleEvaluator.evaluate(network.core(), new double[] {1, 2, 3, 4, 5, 6}))
                .containsExactly(1, 3, 5, 3);
    }
}
