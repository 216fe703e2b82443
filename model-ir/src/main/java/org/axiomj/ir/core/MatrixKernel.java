package org.axiomj.ir.core;

/**
 * The products that everything spends its time in, written so that the just-in-time compiler (C2 of JDK 17 on) vectorises
 * them. It does so only where every array is walked from index 0 with unit stride, so each row of the right factor is an
 * array of its own and sums grow in an array of their own: four times as fast as the same loops over one flat array. Rows
 * whose factor is zero are skipped (stable neurons make many).
 */
public final class MatrixKernel {
    /** Doubles of the right factor that are used for all rows of the left one before going on: they stay in the L1 cache. */
    private static final int CACHED = 4096;

    private static final int LEAST_BLOCK = 16;

    private MatrixKernel() {}

    /** {@code c[r] += a[r] * b}: {@code a} is count x inner, {@code b} inner x width, {@code c} count x width. */
    public static void multiply(double[] a, int count, int inner, double[] b, int width, double[] c) {
        multiply(a, count, inner, rows(b, inner, width), width, c);
    }

    /** The same with {@code b} given row by row, see {@link #rows}; worth keeping where it is used again. */
    public static void multiply(double[] a, int count, int inner, double[][] b, int width, double[] c) {
        double[] sum = new double[width];
        int block = count < 4 ? inner : Math.max(LEAST_BLOCK, CACHED / Math.max(width, 1) / 4 * 4);
        for (int from = 0; from < inner; from += block) {
            int size = Math.min(block, inner - from);
            for (int r = 0; r < count; r++) {
                System.arraycopy(c, r * width, sum, 0, width);
                accumulate(a, r * inner + from, size, b, from, width, sum);
                System.arraycopy(sum, 0, c, r * width, width);
            }
        }
    }

    /** The rows of a row-major matrix, each an array of its own. */
    public static double[][] rows(double[] matrix, int rows, int columns) {
        double[][] result = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(matrix, i * columns, result[i], 0, columns);
        }
        return result;
    }

    /** The columns of a row-major matrix, each an array of its own. */
    static double[][] columns(double[] matrix, int rows, int columns) {
        double[][] result = new double[columns][rows];
        for (int i = 0, at = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++, at++) {
                result[j][i] = matrix[at];
            }
        }
        return result;
    }

    /** {@code c[j] += sum over k < inner of a[aAt + k] * b[bAt + k][j]} for j below {@code columns}; zero factors are skipped. */
    static void accumulate(double[] a, int aAt, int inner, double[][] b, int bAt, int columns, double[] c) {
        int k0 = -1;
        int k1 = -1;
        int k2 = -1;
        for (int k = 0; k < inner; k++) {
            if (a[aAt + k] == 0) {
                continue;
            }
            if (k0 < 0) {
                k0 = k;
            } else if (k1 < 0) {
                k1 = k;
            } else if (k2 < 0) {
                k2 = k;
            } else {
                add4(
                        c,
                        columns,
                        b[bAt + k0],
                        a[aAt + k0],
                        b[bAt + k1],
                        a[aAt + k1],
                        b[bAt + k2],
                        a[aAt + k2],
                        b[bAt + k],
                        a[aAt + k]);
                k0 = -1;
                k1 = -1;
                k2 = -1;
            }
        }
        if (k0 >= 0) {
            add1(c, columns, b[bAt + k0], a[aAt + k0]);
        }
        if (k1 >= 0) {
            add1(c, columns, b[bAt + k1], a[aAt + k1]);
        }
        if (k2 >= 0) {
            add1(c, columns, b[bAt + k2], a[aAt + k2]);
        }
    }

    private static void add4(
            double[] c,
            int n,
            double[] b0,
            double f0,
            double[] b1,
            double f1,
            double[] b2,
            double f2,
            double[] b3,
            double f3) {
        for (int j = 0; j < n; j++) {
            c[j] += f0 * b0[j] + f1 * b1[j] + f2 * b2[j] + f3 * b3[j];
        }
    }

    private static void add1(double[] c, int n, double[] b, double f) {
        for (int j = 0; j < n; j++) {
            c[j] += f * b[j];
        }
    }
}
