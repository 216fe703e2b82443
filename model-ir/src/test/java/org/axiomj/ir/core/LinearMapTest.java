package org.axiomj.ir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class LinearMapTest {
    @Property(tries = 60)
    void aDenseMapIsItsMatrix(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 13) int rows,
            @ForAll @IntRange(min = 1, max = 13) int columns) {
        LinearMapContract.check(dense(rows, columns, new Random(seed)), seed);
    }

    @Property(tries = 40)
    void aTransposedMapIsTheTransposedMatrix(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns) {
        DenseMap dense = dense(rows, columns, new Random(seed));
        LinearMapContract.check(new TransposedMap(dense), seed);
        LinearMapContract.check(new TransposedMap(sparse(rows, columns, new Random(seed))), seed);
        double[][] m = LinearMapContract.matrix(dense);
        double[][] t = LinearMapContract.matrix(new TransposedMap(dense));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertThat(t[j][i]).isEqualTo(m[i][j]);
            }
        }
    }

    @Property(tries = 40)
    void aSparseMapIsItsMatrix(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns) {
        LinearMapContract.check(sparse(rows, columns, new Random(seed)), seed);
    }

    @Property(tries = 40)
    void aSelectionIsItsMatrix(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int in,
            @ForAll @IntRange(min = 1, max = 12) int out) {
        Random random = new Random(seed);
        int[] source = new int[out];
        for (int i = 0; i < out; i++) {
            source[i] = random.nextInt(in + 1) - 1;
        }
        SelectionMap map = new SelectionMap(in, source);
        LinearMapContract.check(map, seed);
        LinearMapContract.check(new TransposedMap(map), seed);
    }

    @Property(tries = 30)
    void diagonalsAreTheirMatrices(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Random random = new Random(seed);
        double[] factors = LinearMapContract.weights(size, random);
        double[] divisors = Arrays.stream(factors).map(f -> f == 0 ? 3 : f).toArray();
        LinearMapContract.check(new ScaleMap(factors, 0), seed);
        LinearMapContract.check(new ScaleMap(factors, 1e-10), seed);
        LinearMapContract.check(new DivideMap(divisors), seed);
        LinearMapContract.check(new TransposedMap(new DivideMap(divisors)), seed);
    }

    @Property(tries = 30)
    void aRepeatedMapIsBlockDiagonal(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int count,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns) {
        RepeatedMap map = new RepeatedMap(count, dense(rows, columns, new Random(seed)));
        LinearMapContract.check(map, seed);
        double[][] block = LinearMapContract.matrix(map.block());
        double[][] whole = LinearMapContract.matrix(map);
        for (int i = 0; i < map.outputSize(); i++) {
            for (int j = 0; j < map.inputSize(); j++) {
                double expected = i / rows == j / columns ? block[i % rows][j % columns] : 0;
                assertThat(whole[i][j]).isEqualTo(expected);
            }
        }
        LinearMapContract.check(new RepeatedMap(count, sparse(rows, columns, new Random(seed))), seed);
    }

    @org.junit.jupiter.api.Test
    void aDivisionKnowsWhetherItsReciprocalIsExact() {
        assertThat(new DivideMap(new double[] {4, 0.5, -1}).relativeError()).isZero();
        assertThat(new DivideMap(new double[] {4, 3}).relativeError()).isEqualTo(0x1p-53);
        assertThatThrownBy(() -> new DivideMap(new double[] {1, 0}))
                .hasMessageContaining("element 1 is divided by 0.0");
        assertThatThrownBy(() -> new DivideMap(new double[] {Double.NaN})).isInstanceOf(IllegalArgumentException.class);
    }

    @org.junit.jupiter.api.Test
    void inconsistentDataAreRejected() {
        assertThatThrownBy(() -> new SelectionMap(3, new int[] {0, 3})).hasMessageContaining("outside an input of 3");
        assertThatThrownBy(() -> new SparseMap(3, new int[] {0, 2}, new int[] {1, 1}, new double[] {1, 2}))
                .hasMessageContaining("columns must ascend");
        assertThatThrownBy(() -> new SparseMap(3, new int[] {0, 1}, new int[] {1, 2}, new double[] {1, 2}))
                .hasMessageContaining("row starts");
        assertThatThrownBy(() -> new RepeatedMap(1 << 20, new SelectionMap(1 << 12, new int[1])))
                .hasMessageContaining("too large");
    }

    private static DenseMap dense(int rows, int columns, Random random) {
        return new DenseMap(rows, columns, LinearMapContract.weights(rows * columns, random));
    }

    private static SparseMap sparse(int rows, int columns, Random random) {
        int[] start = new int[rows + 1];
        int[] at = new int[rows * columns];
        double[] values = new double[rows * columns];
        int n = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (random.nextBoolean()) {
                    at[n] = j;
                    values[n++] = (float) random.nextGaussian();
                }
            }
            start[i + 1] = n;
        }
        return new SparseMap(columns, start, Arrays.copyOf(at, n), Arrays.copyOf(values, n));
    }
}
