package org.axiomj.proofs.statement;

import java.util.Arrays;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.KernelNetwork.Tolerance;

/** Collects the rows of one linear node. Every double is a dyadic, so nothing is rounded. */
final class Coefficients {
    private final int columns;
    private final int[] rowStart;
    private final double[] bias;
    private int[] column = new int[16];
    private double[] value = new double[16];
    private int count;
    private int row;
    private double largestSum;
    private double smallest = Double.POSITIVE_INFINITY;
    private double sum;

    Coefficients(int columns, int rows) {
        this.columns = columns;
        rowStart = new int[rows + 1];
        bias = new double[rows];
    }

    /** All rows of a map with a bias. */
    static Coefficients of(LinearMap map, double[] bias) {
        Coefficients c = new Coefficients(map.inputSize(), map.outputSize());
        for (int o = 0; o < bias.length; o++) {
            map.row(o, c::add);
            c.end(bias[o]);
        }
        return c;
    }

    /** Columns ascend in every row. */
    void add(int at, double coefficient) {
        if (coefficient == 0) {
            return;
        }
        if (count == column.length) {
            column = Arrays.copyOf(column, Math.addExact(count, Math.max(16, count / 2)));
            value = Arrays.copyOf(value, column.length);
        }
        column[count] = at;
        value[count] = coefficient;
        count++;
        sum += Math.abs(coefficient);
        smallest = Math.min(smallest, Math.abs(coefficient));
    }

    void end(double rowBias) {
        bias[row] = rowBias;
        smallest = rowBias == 0 ? smallest : Math.min(smallest, Math.abs(rowBias));
        largestSum = Math.max(largestSum, sum);
        sum = 0;
        row++;
        rowStart[row] = count;
    }

    int count() {
        return count;
    }

    /** The largest sum of |W| over a row, rounded to a few units. */
    double largestSum() {
        return largestSum * (1 + 0x1p-20);
    }

    /** The smallest magnitude other than 0. */
    double smallest() {
        return smallest;
    }

    KernelNetwork.Linear node(int input, Tolerance tolerance) {
        return node(input, 0, tolerance);
    }

    /** With every coefficient, but no bias, multiplied by {@code 2^power}. */
    KernelNetwork.Linear node(int input, int power, Tolerance tolerance) {
        long[] mantissa = new long[count];
        int[] exponent = new int[count];
        split(value, count, mantissa, exponent);
        for (int k = 0; k < count; k++) {
            exponent[k] += power;
        }
        long[] biasMantissa = new long[bias.length];
        int[] biasExponent = new int[bias.length];
        split(bias, bias.length, biasMantissa, biasExponent);
        return new KernelNetwork.Linear(
                input,
                columns,
                rowStart,
                Arrays.copyOf(column, count),
                mantissa,
                exponent,
                biasMantissa,
                biasExponent,
                tolerance);
    }

    private static void split(double[] values, int length, long[] mantissa, int[] exponent) {
        for (int k = 0; k < length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new InexpressibleException("a coefficient is " + values[k]);
            }
            long bits = Double.doubleToRawLongBits(values[k]);
            int power = (int) (bits >> 52 & 0x7ff);
            long m = bits & (1L << 52) - 1 | (power == 0 ? 0 : 1L << 52);
            mantissa[k] = bits < 0 ? -m : m;
            exponent[k] = Math.max(1, power) - 1075;
        }
    }
}
