package org.axiomj.kernel;

import java.util.Arrays;

/**
 * A linear map with integer weights: {@code |W - weight 2^-shift| <= residual 2^-(shift+24)} and
 * {@code 0 <= b - bias 2^-biasShift <= biasError 2^-biasShift} in every row. The shift is chosen so that
 * {@code sum_o |weight[o][i]| 2^B < 2^62} for every column, checked: then no sum of products with B-bit multipliers can
 * leave 62 bits, whatever their signs and order, and the loops here need no check of their own. Sound; exact where the
 * coefficients fit.
 */
final class PreparedLinear {
    /** Biases and clipped bounds are kept below this many bits. */
    static final int REACH = 36;

    private static final int RESIDUAL_BITS = 24;
    /** Tolerances are added up in units this many bits finer than bounds. */
    private static final int FINER = 20;

    final int rows;
    final int columns;
    final int shift;
    final int biasShift;
    final long[] bias;
    private final boolean dense;
    /** Dense: rows one after the other, every column. Sparse: as in the statement. */
    private final long[] weight;

    private final int[] rowStart;
    private final int[] column;
    private final long[] residual;
    private final boolean[] biasInexact;
    private final KernelNetwork.Tolerance tolerance;

    PreparedLinear(KernelNetwork.Linear map, int bits, int unit) {
        rows = map.rows();
        columns = map.columns;
        tolerance = map.tolerance;
        long cells = (long) rows * columns;
        dense = cells <= 2L * map.count() && cells < 1 << 28;
        rowStart = map.rowStart;
        column = map.column;
        residual = new long[rows];
        weight = new long[dense ? (int) cells : map.count()];
        shift = weights(map, bits);
        bias = new long[rows];
        biasInexact = new boolean[rows];
        int top = -2000;
        for (int o = 0; o < rows; o++) {
            top = map.biasMantissa[o] == 0 ? top : Math.max(top, Exact.bits(map.biasMantissa[o]) + map.biasExponent[o]);
        }
        biasShift = top == -2000 ? unit : Math.min(unit + 12, REACH - top);
        for (int o = 0; o < rows; o++) {
            int by = -map.biasExponent[o] - biasShift;
            bias[o] = Exact.floorShift(map.biasMantissa[o], by);
            biasInexact[o] = by > 0 && map.biasMantissa[o] != 0;
        }
    }

    /** Chooses the shift, fills weights and residuals. */
    private int weights(KernelNetwork.Linear map, int bits) {
        int top = -2000;
        int finest = -2000;
        for (int k = 0; k < map.count(); k++) {
            top = Math.max(top, Exact.bits(map.mantissa[k]) + map.exponent[k]);
            finest = Math.max(finest, -map.exponent[k]);
        }
        if (map.count() == 0) {
            return 0;
        }
        long[] sums = new long[columns];
        for (int k = 0; k < map.count(); k++) {
            long up = Exact.ceilShift(Exact.magnitude(map.mantissa[k]), top - 36 - map.exponent[k]);
            sums[map.column[k]] = Exact.sum(sums[map.column[k]], up);
        }
        long most = Arrays.stream(sums).max().orElse(0);
        int chosen = Math.min(finest, 36 - top + Exact.BITS - 1 - bits - Exact.bits(most));
        while (!fill(map, chosen, bits)) {
            chosen--;
        }
        return chosen;
    }

    private boolean fill(KernelNetwork.Linear map, int shift, int bits) {
        long[] sums = new long[columns];
        for (int o = 0; o < rows; o++) {
            long worst = 0;
            for (int k = map.rowStart[o]; k < map.rowStart[o + 1]; k++) {
                long m = map.mantissa[k];
                int by = -(map.exponent[k] + shift);
                long w = by > Exact.BITS ? 0 : Exact.floorShift(by > 0 ? m + (1L << by - 1) : m, by);
                if (by > 0) {
                    long rest = by > Exact.BITS ? m : m - (w << by);
                    worst = Math.max(worst, Exact.ceilShift(Exact.magnitude(rest), by - RESIDUAL_BITS));
                }
                int i = map.column[k];
                weight[dense ? o * columns + i : k] = w;
                sums[i] = Exact.sum(sums[i], Exact.magnitude(w));
            }
            residual[o] = worst;
        }
        for (long sum : sums) {
            if (Exact.bits(sum) + bits > Exact.BITS) {
                return false;
            }
        }
        return true;
    }

    /**
     * How far an element of the node can be from what the integer weights say: the rounding of the weights and the
     * tolerance.
     *
     * @param low bounds of h, as {@code high}, in units of {@code 2^-unit}
     * @param error filled, one number a row, each below 2^30
     * @return the scale: the numbers are in units of {@code 2^-scale}; all are 0 where everything is exact
     */
    int errors(long[] low, long[] high, int unit, long[] error) {
        long[] magnitude = new long[columns];
        long reach = 0;
        for (int i = 0; i < columns; i++) {
            magnitude[i] = Math.max(Exact.magnitude(low[i]), Exact.magnitude(high[i]));
            reach = Exact.sum(reach, magnitude[i]);
        }
        int scale = rounding(reach, unit, error);
        if (!tolerance.isNone()) {
            scale = addTolerance(magnitude, reach, unit, error, scale);
        }
        long most = 0;
        for (int o = 0; o < rows; o++) {
            most = Math.max(most, error[o]);
        }
        int by = Math.max(0, Exact.bits(most) - 29);
        for (int o = 0; o < rows; o++) {
            error[o] = Exact.ceilShift(error[o], by);
        }
        return scale - by;
    }

    boolean hasTolerance() {
        return !tolerance.isNone();
    }

    /** Adds the tolerance of every row; returns the scale of the sum. */
    private int addTolerance(long[] magnitude, long reach, int unit, long[] error, int scale) {
        int fine = unit + FINER;
        int common = Math.min(scale, fine);
        for (int o = 0; o < rows; o++) {
            long size = Exact.ceilShift(Exact.magnitude(bias[o]) + 1, biasShift - unit);
            size = Exact.sum(size, -Exact.productFloor(-residual[o], reach, shift + RESIDUAL_BITS));
            int from = dense ? o * columns : rowStart[o];
            int to = dense ? from + columns : rowStart[o + 1];
            for (int k = from; k < to; k++) {
                long w = -Exact.magnitude(weight[k]);
                size = Exact.sum(size, -Exact.productFloor(w, magnitude[dense ? k - from : column[k]], shift));
            }
            long allowed = -Exact.productFloor(-size, tolerance.relative(), KernelNetwork.Tolerance.UNIT - FINER);
            long absolute = Exact.ceilShift(tolerance.absolute(), KernelNetwork.Tolerance.UNIT - fine);
            long total = Exact.sum(allowed, absolute);
            error[o] = Exact.sum(Exact.ceilShift(error[o], scale - common), Exact.ceilShift(total, fine - common));
        }
        return common;
    }

    /** The rounding of weights and biases alone. */
    private int rounding(long reach, int unit, long[] error) {
        int drop = Math.max(0, Exact.bits(reach) - 30);
        long coarse = Exact.ceilShift(reach, drop);
        int scale = shift + RESIDUAL_BITS + unit - drop;
        boolean biased = false;
        for (int o = 0; o < rows; o++) {
            biased |= biasInexact[o];
        }
        int common = biased ? Math.min(scale, biasShift + 20) : scale;
        for (int o = 0; o < rows; o++) {
            error[o] = Exact.ceilShift(Math.multiplyExact(residual[o], coarse), scale - common);
            if (biasInexact[o]) {
                error[o] = Exact.sum(error[o], Exact.ceilShift(1, biasShift - common));
            }
        }
        return common;
    }

    /** Bounds of {@code W h + b} with the errors, from bounds of h; all in units of {@code 2^-unit}. */
    void interval(long[] low, long[] high, long[] error, int errorScale, int unit, long[] outLow, long[] outHigh) {
        for (int o = 0; o < rows; o++) {
            long slack = Exact.ceilShift(error[o], errorScale - unit);
            long least = Exact.sum(Exact.floorShift(bias[o], biasShift - unit), -slack);
            long most = Exact.sum(Exact.ceilShift(bias[o], biasShift - unit), slack);
            int from = dense ? o * columns : rowStart[o];
            int to = dense ? from + columns : rowStart[o + 1];
            for (int k = from; k < to; k++) {
                long w = weight[k];
                if (w != 0) {
                    int i = dense ? k - from : column[k];
                    least = Exact.sum(least, Exact.productFloor(w, w > 0 ? low[i] : high[i], shift));
                    most = Exact.sum(most, -Exact.productFloor(-w, w > 0 ? high[i] : low[i], shift));
                }
            }
            outLow[o] = least;
            outHigh[o] = most;
        }
    }

    /** {@code out += weight^T multipliers}, over the rows listed; the multipliers have at most B bits. */
    void transposed(long[] multipliers, int[] row, int count, long[] out) {
        if (!dense) {
            for (int r = 0; r < count; r++) {
                long f = multipliers[row[r]];
                for (int k = rowStart[row[r]]; k < rowStart[row[r] + 1]; k++) {
                    out[column[k]] += f * weight[k];
                }
            }
            return;
        }
        int r = 0;
        for (; r + 3 < count; r += 4) {
            four(multipliers, row, r, out);
        }
        for (; r < count; r++) {
            one(multipliers[row[r]], row[r] * columns, out);
        }
    }

    private void four(long[] multipliers, int[] row, int r, long[] out) {
        long[] w = weight;
        int n = columns;
        int a = row[r] * n;
        int b = row[r + 1] * n;
        int c = row[r + 2] * n;
        int d = row[r + 3] * n;
        long fa = multipliers[row[r]];
        long fb = multipliers[row[r + 1]];
        long fc = multipliers[row[r + 2]];
        long fd = multipliers[row[r + 3]];
        for (int i = 0; i < n; i++) {
            out[i] += fa * w[a + i] + fb * w[b + i] + fc * w[c + i] + fd * w[d + i];
        }
    }

    private void one(long factor, int at, long[] out) {
        long[] w = weight;
        int n = columns;
        for (int i = 0; i < n; i++) {
            out[i] += factor * w[at + i];
        }
    }
}
