package org.axiomj.ir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

/** What every linear map must satisfy: it is checked against the matrix that its {@code row} spells out. */
final class LinearMapContract {
    private static final double UNIT = 0x1p-52;
    private static final int BATCH = 3;

    private LinearMapContract() {}

    static void check(LinearMap map, long seed) {
        double[][] matrix = matrix(map);
        Random random = new Random(seed);
        checkTerms(map, matrix);
        checkForward(map, matrix, random);
        checkTransposed(map, matrix, random);
        checkAdjoint(map, random);
        checkAbsolute(map, matrix);
        checkFloat(map, matrix, random);
        checkColumns(map, matrix);
    }

    static double[][] matrix(LinearMap map) {
        double[][] m = new double[map.outputSize()][map.inputSize()];
        for (int i = 0; i < m.length; i++) {
            int row = i;
            int[] last = {-1};
            map.row(i, (j, coefficient) -> {
                assertThat(j)
                        .as("columns of row %d ascend", row)
                        .isGreaterThan(last[0])
                        .isLessThan(map.inputSize());
                assertThat(coefficient).as("a visited coefficient").isNotZero();
                last[0] = j;
                m[row][j] = coefficient;
            });
        }
        return m;
    }

    private static void checkTerms(LinearMap map, double[][] matrix) {
        int[] columnTerms = new int[map.inputSize()];
        for (double[] row : matrix) {
            int terms = 0;
            for (int j = 0; j < row.length; j++) {
                terms += row[j] != 0 ? 1 : 0;
                columnTerms[j] += row[j] != 0 ? 1 : 0;
            }
            assertThat(terms).isLessThanOrEqualTo(map.maxTerms());
        }
        for (int terms : columnTerms) {
            assertThat(terms).isLessThanOrEqualTo(map.maxTermsTransposed());
        }
    }

    private static void checkForward(LinearMap map, double[][] matrix, Random random) {
        double[] x = vector(BATCH * map.inputSize(), random);
        double[] before = vector(BATCH * map.outputSize(), random);
        double[] y = before.clone();
        map.apply(x, BATCH, y);
        double[] one = java.util.Arrays.copyOf(before, map.outputSize());
        map.apply(java.util.Arrays.copyOf(x, map.inputSize()), 1, one);
        for (int r = 0; r < BATCH; r++) {
            for (int i = 0; i < map.outputSize(); i++) {
                int at = r * map.outputSize() + i;
                double sum = before[at];
                double magnitude = Math.abs(sum);
                for (int j = 0; j < map.inputSize(); j++) {
                    sum += matrix[i][j] * x[r * map.inputSize() + j];
                    magnitude += Math.abs(matrix[i][j] * x[r * map.inputSize() + j]);
                }
                double error = (2 * map.maxTerms() + 4) * UNIT * magnitude;
                assertThat(y[at]).isCloseTo(sum, within(error));
                if (r == 0) {
                    assertThat(one[i]).isCloseTo(sum, within(error));
                }
            }
        }
    }

    private static void checkTransposed(LinearMap map, double[][] matrix, Random random) {
        double[] y = vector(BATCH * map.outputSize(), random);
        double[] before = vector(BATCH * map.inputSize(), random);
        double[] x = before.clone();
        map.applyTransposed(y, BATCH, x);
        for (int r = 0; r < BATCH; r++) {
            for (int j = 0; j < map.inputSize(); j++) {
                int at = r * map.inputSize() + j;
                double sum = before[at];
                double magnitude = Math.abs(sum);
                for (int i = 0; i < map.outputSize(); i++) {
                    sum += matrix[i][j] * y[r * map.outputSize() + i];
                    magnitude += Math.abs(matrix[i][j] * y[r * map.outputSize() + i]);
                }
                assertThat(x[at]).isCloseTo(sum, within((2 * map.maxTermsTransposed() + 4) * UNIT * magnitude));
            }
        }
    }

    /** {@code <y, A x> = <A^T y, x>}. */
    private static void checkAdjoint(LinearMap map, Random random) {
        double[] x = vector(map.inputSize(), random);
        double[] y = vector(map.outputSize(), random);
        double[] ax = new double[map.outputSize()];
        double[] aty = new double[map.inputSize()];
        map.apply(x, 1, ax);
        map.applyTransposed(y, 1, aty);
        double left = 0;
        double magnitude = 0;
        for (int i = 0; i < y.length; i++) {
            left += ax[i] * y[i];
            magnitude += Math.abs(ax[i] * y[i]);
        }
        double right = 0;
        for (int j = 0; j < x.length; j++) {
            right += aty[j] * x[j];
            magnitude += Math.abs(aty[j] * x[j]);
        }
        assertThat(left).isCloseTo(right, within(1e-11 * (1 + 10 * magnitude)));
    }

    private static void checkAbsolute(LinearMap map, double[][] matrix) {
        double[][] absolute = matrix(map.absolute());
        assertThat(absolute).hasDimensions(matrix.length, map.inputSize());
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < map.inputSize(); j++) {
                assertThat(absolute[i][j]).isEqualTo(Math.abs(matrix[i][j]));
            }
        }
        assertThat(map.absolute().relativeError()).isEqualTo(map.relativeError());
    }

    private static void checkFloat(LinearMap map, double[][] matrix, Random random) {
        float[] x = new float[map.inputSize()];
        for (int j = 0; j < x.length; j++) {
            x[j] = (float) random.nextGaussian();
        }
        float[] y = new float[map.outputSize()];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) random.nextGaussian();
        }
        float[] before = y.clone();
        map.apply(x, y);
        for (int i = 0; i < y.length; i++) {
            double sum = before[i];
            double magnitude = Math.abs(sum);
            for (int j = 0; j < x.length; j++) {
                sum += matrix[i][j] * x[j];
                magnitude += Math.abs(matrix[i][j] * x[j]);
            }
            assertThat((double) y[i]).isCloseTo(sum, within((map.maxTerms() + 3) * 0x1p-23 * magnitude));
        }
    }

    private static void checkColumns(LinearMap map, double[][] matrix) {
        if (map instanceof ColumnAccess columns) {
            for (int j = 0; j < map.inputSize(); j++) {
                double[] column = new double[map.outputSize()];
                int[] last = {-1};
                columns.column(j, (i, coefficient) -> {
                    assertThat(i).isGreaterThan(last[0]);
                    last[0] = i;
                    column[i] = coefficient;
                });
                for (int i = 0; i < column.length; i++) {
                    assertThat(column[i]).isEqualTo(matrix[i][j]);
                }
            }
        }
    }

    /** Normal values with a quarter of zeros, to meet the paths that skip them. */
    static double[] vector(int size, Random random) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            v[i] = random.nextInt(4) == 0 ? 0 : random.nextGaussian();
        }
        return v;
    }

    /** Float32 values, a few of them zero. */
    static double[] weights(int size, Random random) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            v[i] = random.nextInt(8) == 0 ? 0 : (float) random.nextGaussian();
        }
        return v;
    }
}
