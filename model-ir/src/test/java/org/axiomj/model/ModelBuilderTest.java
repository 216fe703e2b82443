package org.axiomj.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axiomj.model.Model.FLOAT32;
import static org.axiomj.model.Model.batch;
import static org.axiomj.model.Window.pad;
import static org.axiomj.model.Window.stride;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.Layer;
import org.axiomj.ir.testing.OnnxRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBuilderTest {
    private static ModelBuilder image() {
        return Model.input(FLOAT32, batch(), 3, 224, 224);
    }

    @Test
    void aLinearLayerRightAfterAConvolutionIsRefusedAtItsCall() {
        ModelBuilder convolved = image().conv2d(3, 64, 3);
        assertThatThrownBy(() -> convolved.linear(64, 10))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("layer 1 (linear): expected 64 features, found 64 x 222 x 222 = 3154176 features; "
                        + "add .flatten() first: 64 x 222 x 222 = 3154176, and write .linear(3154176, 10)");
        assertThatThrownBy(() -> convolved.dense(10))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("layer 1 (dense): expected a vector of features, or a sequence of vectors, "
                        + "found 64 x 222 x 222 = 3154176 features; add .flatten() first: 64 x 222 x 222 = 3154176");
    }

    @Test
    void aLayerOfThirtyMillionWeightsCostsNothingUntilItIsBuilt() {
        ModelBuilder model =
                image().conv2d(3, 64, 3).relu().flatten().linear(3154176, 10).softmax();
        assertThat(model.sampleShape().toList()).containsExactly(10);
    }

    @Test
    void everyMismatchNamesWhatWasExpectedAndFound() {
        mismatch(
                () -> image().conv2d(1, 8, 3),
                "layer 0 (conv2d): expected 1 channels, found 3 channels in 3 x 224 x 224");
        mismatch(() -> image().flatten().conv2d(8, 3), "layer 1 (conv2d): expected an image");
        mismatch(() -> Model.input(FLOAT32, batch(), 1, 2, 2).conv2d(8, 3), "an image of at least 3 x 3");
        mismatch(() -> image().conv2d(8, 3, Window.DEFAULT.groups(2)), "channels that 2 groups divide");
        mismatch(() -> image().reshape(11, -1), "a multiple of 11 elements");
        mismatch(() -> image().reshape(3, 224), "expected 672 elements");
        mismatch(() -> image().residual(x -> x.conv2d(3, 3)), "a block that yields 3 x 224 x 224");
        mismatch(() -> image().residual(x -> x.relu().flatten().dense(5).dense(6, 7)), "layer 0.3 (dense): expected 6");
        mismatch(() -> image().concat(1, x -> x, x -> x.maxPool2d(2)), "branches of equal shapes but for axis 1");
        mismatch(() -> image().softmax(4), "axis 4");
        mismatch(() -> image().softmax(0), "axis 0");
        mismatch(
                () -> Model.input(FLOAT32, batch(), 1, 1, 2).maxPool2d(2, pad(1).dilation(2)),
                "no position in the padding alone");
        mismatch(() -> Model.input(FLOAT32, batch(), 1, 1 << 14, 1 << 14).conv2d(64, 1), "at most 2147483647 elements");
    }

    private static void mismatch(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String part) {
        assertThatThrownBy(call).isInstanceOf(ShapeMismatchException.class).hasMessageContaining(part);
    }

    @Test
    void settingsThatNoLayerHasAreRefused() {
        assertThatThrownBy(() -> image().conv2d(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> image().flatten().dense(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> image().dropout(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> image().concat(0, x -> x)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> image().residual(x -> image())).hasMessageContaining("continue the builder");
        assertThatThrownBy(() -> stride(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyLayerComputesWhatOnnxRuntimeComputes() throws Exception {
        Model model = Model.input(FLOAT32, batch(), 4, 9, 9)
                .conv2d(6, 3, stride(2).padding(1).groups(2))
                .batchNorm()
                .leakyRelu(0.1)
                .residual(x -> x.conv2d(6, 3, pad(2).dilation(2)).sigmoid())
                .concat(1, x -> x.tanh(), x -> x.gelu().conv2d(2, 1))
                .averagePool2d(3, stride(1).padding(1))
                .maxPool2d(2)
                .reshape(8, -1)
                .dense(5)
                .layerNorm()
                .dropout(0.5)
                .softmax()
                .flatten()
                .dense(40, 7)
                .name("head")
                .relu()
                .build();
        agrees(model, 3);
    }

    @Property(tries = 60)
    void shapesAreThoseOfTheNetworkAndValuesThoseOfOnnxRuntime(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        ModelBuilder model =
                Model.input(FLOAT32, batch(), 1 + random.nextInt(4), 1 + random.nextInt(7), 1 + random.nextInt(7));
        int wanted = 1 + random.nextInt(6);
        for (int attempt = 0; attempt < 40 && wanted > 0; attempt++) {
            try {
                model = extended(model, random);
                wanted--;
            } catch (ShapeMismatchException doesNotFitHere) {
                continue;
            }
        }
        Model built = model.build(Weights.seeded(seed));
        List<Integer> shape = new ArrayList<>(model.sampleShape().toList());
        shape.add(0, 1);
        assertThat(built.outputShape()).isEqualTo(shape);
        agrees(built, seed);
    }

    private static ModelBuilder extended(ModelBuilder model, Random random) {
        int kernel = 1 + random.nextInt(3);
        int outputs = 1 + random.nextInt(4);
        Window window = stride(1 + random.nextInt(2)).padding(random.nextInt(2)).dilation(1 + random.nextInt(2));
        return switch (random.nextInt(15)) {
            case 0 -> model.dense(outputs);
            case 1 -> model.conv2d(outputs, kernel, window);
            case 2 -> model.conv2d(2 * outputs, kernel, window.groups(2));
            case 3 -> model.maxPool2d(kernel + 1, window);
            case 4 -> model.averagePool2d(kernel + 1, window.dilation(1));
            case 5 -> model.globalAveragePool();
            case 6 -> model.batchNorm();
            case 7 -> model.layerNorm();
            case 8 -> model.relu();
            case 9 -> model.softmax(-1 - random.nextInt(3));
            case 10 -> model.flatten();
            case 11 -> model.reshape(-1, outputs);
            case 12 -> model.residual(x -> x.conv2d(1, 1).sigmoid());
            case 13 -> model.concat(1 + random.nextInt(3), x -> x, x -> x.conv2d(outputs, 1), x -> x.tanh());
            default -> model.linear(outputs, kernel);
        };
    }

    private static void agrees(Model model, long seed) throws Exception {
        float[] x = new float[model.network().core().inputSize()];
        double[] wide = new double[x.length];
        Random random = new Random(seed);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
            wide[i] = x[i];
        }
        float[] y = model.run(x);
        try (OnnxRuntime runtime = new OnnxRuntime(model.network().onnx().orElseThrow())) {
            double[] expected = runtime.run(wide).values();
            assertThat(expected).hasSize(y.length);
            for (int i = 0; i < y.length; i++) {
                assertThat((double) y[i]).isCloseTo(expected[i], org.assertj.core.data.Offset.offset(2e-3));
            }
        }
        assertThat(model.run(new float[][] {x, x})).isDeepEqualTo(new float[][] {y, y});
    }

    @Test
    void weightsMayBeGivenWithTheLayer() {
        Model model = Model.input(FLOAT32, batch(), 2)
                .dense(new float[][] {{1, 2}, {3, 4}, {5, 6}}, new float[] {0, 0, 1})
                .build();
        assertThat(model.run(new float[] {1, 10})).containsExactly(21, 43, 66);
        Model convolution = Model.input(FLOAT32, batch(), 1, 1, 2)
                .conv2d(new float[][][][] {{{{2}}}, {{{3}}}}, new float[] {0, 1}, Window.DEFAULT)
                .build();
        assertThat(convolution.run(new float[] {1, 10})).containsExactly(2, 20, 4, 31);
        assertThatThrownBy(() -> Model.input(FLOAT32, batch(), 3).dense(new float[][] {{1, 2}}, new float[1]))
                .hasMessageContaining("expected 2 features, found 3 features");
        assertThatThrownBy(() -> Model.input(FLOAT32, batch(), 2).dense(new float[][] {{1, 2}, {1}}, new float[2]))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> Model.input(FLOAT32, batch(), 2)
                        .dense(new float[][] {{1, 2}}, new float[3])
                        .build())
                .hasMessageContaining("'0.bias' have 3 elements, expected 1");
    }

    @Test
    void weightsAreFoundByTheNamesOfAPyTorchSequential() {
        ModelBuilder model = Model.input(FLOAT32, batch(), 1)
                .dense(1)
                .relu()
                .residual(x -> x.dense(1))
                .dense(1)
                .name("fc");
        Map<String, float[]> weights = Map.of(
                "0.weight",
                new float[] {2},
                "0.bias",
                new float[] {1},
                "2.0.weight",
                new float[] {10},
                "2.0.bias",
                new float[] {0},
                "fc.weight",
                new float[] {1},
                "fc.bias",
                new float[] {0.5f});
        assertThat(model.build(Weights.named(weights)).run(new float[] {3})).containsExactly(77.5f);
        assertThatThrownBy(() -> model.build(Weights.named(Map.of("x", new float[1]))))
                .hasMessageContaining(
                        "no weights are named '0.weight' [1, 1]; the names are " + new TreeSet<>(List.of("x")));
    }

    @Test
    void twoLayersOfOneNameAreRefused() {
        assertThatThrownBy(() -> Model.input(FLOAT32, batch(), 1)
                        .dense(1)
                        .name("a")
                        .dense(1)
                        .name("a")
                        .build())
                .hasMessageContaining("two layers are named alike");
    }

    @Test
    void seededWeightsDependOnTheSeedAlone() {
        ModelBuilder model = Model.input(FLOAT32, batch(), 4).dense(3);
        float[] x = {1, 2, 3, 4};
        assertThat(model.build(Weights.seeded(5)).run(x))
                .isEqualTo(model.build(Weights.seeded(5)).run(x));
        assertThat(model.build(Weights.seeded(5)).run(x))
                .isNotEqualTo(model.build(Weights.seeded(6)).run(x));
    }

    @Test
    void aModelIsTheSameAfterExportAndLoading(@TempDir Path folder) {
        Model model = Model.input(FLOAT32, batch(), 1, 6, 6)
                .conv2d(2, 3)
                .relu()
                .flatten()
                .dense(3)
                .name("head")
                .build();
        Path file = folder.resolve("model.onnx");
        model.toOnnx(file);
        Model read = Model.load(file);
        float[] x = new float[36];
        x[7] = 1;
        assertThat(read.run(x)).isEqualTo(model.run(x));
        assertThat(read.inputShape()).containsExactly(1, 1, 6, 6);
        assertThat(read.shapeTrace().stream().map(Layer::shape))
                .containsExactly("[N, 2, 4, 4]", "[N, 2, 4, 4]", "[N, 32]", "[N, 3]");
        assertThat(Model.of(read.network()).shapeTrace()).isEqualTo(model.shapeTrace());
    }
}
