package org.axiomj.proofs.export;

import java.math.BigInteger;
import org.axiomj.kernel.KernelNetwork;

/** A linear node as equations with integer coefficients: {@code 2^scale y_o = sum weight h + bias}, exactly. */
final class Equations {
    final int input;
    final int rows;
    final int scale;
    final BigInteger[] bias;
    private final int columns;
    private final int[] rowStart;
    private final int[] column;
    private final BigInteger[] weight;

    Equations(KernelNetwork.Linear map, int columns) {
        input = map.input();
        rows = map.rows();
        this.columns = columns;
        int count = map.rowStart(rows);
        int finest = 0;
        for (int k = 0; k < count; k++) {
            finest = Math.max(finest, -map.exponent(k));
        }
        for (int o = 0; o < rows; o++) {
            finest = Math.max(finest, -map.biasExponent(o));
        }
        scale = finest;
        rowStart = new int[rows + 1];
        column = new int[count];
        weight = new BigInteger[count];
        bias = new BigInteger[rows];
        for (int o = 0; o < rows; o++) {
            bias[o] = BigInteger.valueOf(map.biasMantissa(o)).shiftLeft(map.biasExponent(o) + finest);
            rowStart[o + 1] = map.rowStart(o + 1);
        }
        for (int k = 0; k < count; k++) {
            column[k] = map.column(k);
            weight[k] = BigInteger.valueOf(map.mantissa(k)).shiftLeft(map.exponent(k) + finest);
        }
    }

    int from(int row) {
        return rowStart[row];
    }

    int to(int row) {
        return rowStart[row + 1];
    }

    int column(int at) {
        return column[at];
    }

    BigInteger weight(int at) {
        return weight[at];
    }

    /** {@code W^T v}: the coefficients on h that coefficients on y come to. */
    DyadicVector transposed(DyadicVector v) {
        BigInteger[] out = DyadicVector.zeros(columns).value();
        for (int o = 0; o < rows; o++) {
            BigInteger f = v.value()[o];
            if (f.signum() != 0) {
                for (int k = rowStart[o]; k < rowStart[o + 1]; k++) {
                    out[column[k]] = out[column[k]].add(f.multiply(weight[k]));
                }
            }
        }
        return new DyadicVector(out, v.scale() + scale).trimmed();
    }
}
