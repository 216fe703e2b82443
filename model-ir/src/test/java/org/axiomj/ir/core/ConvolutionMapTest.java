package org.axiomj.ir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ConvolutionMapTest {
    @Property(tries = 150)
    void aConvolutionIsItsMatrix(@ForAll("geometries") ConvolutionGeometry geometry, @ForAll long seed) {
        double[] kernel = LinearMapContract.weights(geometry.kernelSize(), new Random(seed));
        ConvolutionMap map = new ConvolutionMap(geometry, kernel);
        LinearMapContract.check(map, seed);
        assertThat(LinearMapContract.matrix(map)).isDeepEqualTo(definition(geometry, kernel));
    }

    @Property(tries = 60)
    void aTransposedConvolutionIsItsMatrix(@ForAll("geometries") ConvolutionGeometry geometry, @ForAll long seed) {
        double[] kernel = LinearMapContract.weights(geometry.kernelSize(), new Random(seed));
        LinearMapContract.check(new TransposedMap(new ConvolutionMap(geometry, kernel)), seed);
    }

    @Test
    void impossibleGeometriesAreRejected() {
        assertThatThrownBy(() -> new ConvolutionGeometry(2, 3, 5, 5, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0))
                .hasMessageContaining("2 groups do not divide 3 input");
        assertThatThrownBy(() -> new ConvolutionGeometry(1, 1, 2, 5, 1, 3, 1, 1, 1, 1, 1, 0, 0, 0, 0))
                .hasMessageContaining("does not fit into an input of height 2");
        assertThatThrownBy(() -> new ConvolutionGeometry(1, 1 << 10, 1 << 15, 1 << 15, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0))
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> new ConvolutionGeometry(
                        1, 1, 1, 1, 1, 1, 1, 1, 1, Integer.MAX_VALUE, 1, Integer.MAX_VALUE, 1, Integer.MAX_VALUE, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConvolutionMap(
                        new ConvolutionGeometry(1, 1, 5, 5, 1, 3, 3, 1, 1, 1, 1, 0, 0, 0, 0), new double[8]))
                .hasMessageContaining("has 9 weights, found 8");
    }

    /** The definition of the convolution in ONNX, written out. */
    private static double[][] definition(ConvolutionGeometry g, double[] kernel) {
        double[][] m = new double[g.outputSize()][g.inputSize()];
        int inPerGroup = g.inChannels() / g.groups();
        int outPerGroup = g.outChannels() / g.groups();
        for (int o = 0; o < g.outChannels(); o++) {
            for (int r = 0; r < g.outHeight(); r++) {
                for (int s = 0; s < g.outWidth(); s++) {
                    for (int c = 0; c < inPerGroup; c++) {
                        for (int i = 0; i < g.kernelHeight(); i++) {
                            for (int j = 0; j < g.kernelWidth(); j++) {
                                int y = r * g.strideY() + i * g.dilationY() - g.padTop();
                                int x = s * g.strideX() + j * g.dilationX() - g.padLeft();
                                if (y >= 0 && y < g.inHeight() && x >= 0 && x < g.inWidth()) {
                                    int channel = o / outPerGroup * inPerGroup + c;
                                    m[(o * g.outHeight() + r) * g.outWidth() + s][
                                                    (channel * g.inHeight() + y) * g.inWidth() + x] =
                                            kernel[((o * inPerGroup + c) * g.kernelHeight() + i) * g.kernelWidth() + j];
                                }
                            }
                        }
                    }
                }
            }
        }
        return m;
    }

    @Provide
    Arbitrary<ConvolutionGeometry> geometries() {
        return Arbitraries.randomValue(random -> {
            while (true) {
                int groups = 1 + random.nextInt(3);
                try {
                    return new ConvolutionGeometry(
                            groups,
                            groups * (1 + random.nextInt(4)),
                            1 + random.nextInt(7),
                            1 + random.nextInt(12),
                            groups * (1 + random.nextInt(10)),
                            1 + random.nextInt(4),
                            1 + random.nextInt(4),
                            1 + random.nextInt(3),
                            1 + random.nextInt(3),
                            1 + random.nextInt(2),
                            1 + random.nextInt(3),
                            random.nextInt(3),
                            random.nextInt(3),
                            random.nextInt(3),
                            random.nextInt(3));
                } catch (IllegalArgumentException kernelTooLarge) {
                    // Drawn again: this kernel does not fit into its input.
                }
            }
        });
    }
}
