package org.axiomj.ir.operators;

import java.util.Arrays;
import org.axiomj.ir.Shape;
import org.axiomj.ir.core.SparseMap;

/** Sums over groups of elements, as linear maps. */
final class Sums {
    private Sums() {}

    /** The sums of {@code count} neighbours: element i is the sum of elements {@code i * count} and on. */
    static Value.Variable consecutive(Emitter emit, Value.Variable x, int count, Shape out) {
        if (count == 1) {
            return x.reshaped(out);
        }
        emit.reserve(2L * x.size());
        int[] rowStart = new int[out.size() + 1];
        for (int i = 0; i < rowStart.length; i++) {
            rowStart[i] = i * count;
        }
        double[] ones = new double[x.size()];
        Arrays.fill(ones, 1);
        return emit.map(new SparseMap(x.size(), rowStart, Indexing.identity(x.size()), ones), x, out);
    }

    /** The sum of each group of elements; columns of a group ascend. */
    static Value.Variable groups(Emitter emit, Value.Variable x, int[][] groups, Shape out) {
        int[] rowStart = new int[groups.length + 1];
        for (int i = 0; i < groups.length; i++) {
            rowStart[i + 1] = rowStart[i] + groups[i].length;
        }
        int total = rowStart[groups.length];
        emit.reserve(2L * total);
        int[] columns = new int[total];
        double[] ones = new double[total];
        Arrays.fill(ones, 1);
        for (int i = 0; i < groups.length; i++) {
            System.arraycopy(groups[i], 0, columns, rowStart[i], groups[i].length);
        }
        return emit.map(new SparseMap(x.size(), rowStart, columns, ones), x, out);
    }
}
