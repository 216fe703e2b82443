package org.axiomj.ir.core;

/**
 * The products that everything spends its time in, written so that the just-in-time compiler vectorises them: unit
 * stride, four rows of the right factor at a time, rows whose factor is zero skipped (stable neurons make many).
 */
public final class MatrixKernel {
    private MatrixKernel() {}

    /** {@code c[r] += a[r] * b}: {@code a} is rows x inner, {@code b} inner x columns, {@code c} rows x columns. */
    public static void multiply(double[] a, int rows, int inner, double[] b, int columns, double[] c) {
        for (int r = 0; r < rows; r++) {
            accumulate(a, r * inner, inner, b, 0, columns, columns, c, r * columns);
        }
    }

    /**
     * {@code c[cAt + j] += sum over k < inner of a[aAt + k] * b[bAt + k * bStride + j]} for j below {@code columns}; zero
     * factors are skipped.
     */
    static void accumulate(
            double[] a, int aAt, int inner, double[] b, int bAt, int bStride, int columns, double[] c, int cAt) {
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
                add4(c, cAt, columns, b, bAt + k0 * bStride, a[aAt + k0], bAt + k1 * bStride, a[aAt + k1],
                        bAt + k2 * bStride, a[aAt + k2], bAt + k * bStride, a[aAt + k]);
                k0 = -1;
                k1 = -1;
                k2 = -1;
            }
        }
        if (k0 >= 0) {
            add1(c, cAt, columns, b, bAt + k0 * bStride, a[aAt + k0]);
        }
        if (k1 >= 0) {
            add1(c, cAt, columns, b, bAt + k1 * bStride, a[aAt + k1]);
        }
        if (k2 >= 0) {
            add1(c, cAt, columns, b, bAt + k2 * bStride, a[aAt + k2]);
        }
    }

    /** {@code c[cAt + j] += sum over t < terms of factor[t] * b[at[t] + j]} for j below {@code columns}. */
    static void addRuns(double[] b, int[] at, double[] factor, int terms, int columns, double[] c, int cAt) {
        int t = 0;
        for (; t + 3 < terms; t += 4) {
            add4(c, cAt, columns, b, at[t], factor[t], at[t + 1], factor[t + 1],
                    at[t + 2], factor[t + 2], at[t + 3], factor[t + 3]);
        }
        for (; t < terms; t++) {
            add1(c, cAt, columns, b, at[t], factor[t]);
        }
    }

    private static void add4(
            double[] c, int cAt, int n, double[] b,
            int b0, double f0, int b1, double f1, int b2, double f2, int b3, double f3) {
        for (int j = 0; j < n; j++) {
            c[cAt + j] += f0 * b[b0 + j] + f1 * b[b1 + j] + f2 * b[b2 + j] + f3 * b[b3 + j];
        }
    }

    private static void add1(double[] c, int cAt, int n, double[] b, int bAt, double f) {
        for (int j = 0; j < n; j++) {
            c[cAt + j] += f * b[bAt + j];
        }
    }

    /** {@code y += w x} for a rows x columns matrix. */
    public static void multiplyVector(double[] w, int rows, int columns, double[] x, double[] y) {
        for (int i = 0; i < rows; i++) {
            int at = i * columns;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int j = 0;
            for (; j + 3 < columns; j += 4) {
                s0 += w[at + j] * x[j];
                s1 += w[at + j + 1] * x[j + 1];
                s2 += w[at + j + 2] * x[j + 2];
                s3 += w[at + j + 3] * x[j + 3];
            }
            for (; j < columns; j++) {
                s0 += w[at + j] * x[j];
            }
            y[i] += (s0 + s1) + (s2 + s3);
        }
    }
}
