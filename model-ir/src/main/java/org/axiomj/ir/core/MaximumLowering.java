package org.axiomj.ir.core;

import java.util.Arrays;
import java.util.List;

/**
 * Rewrites a core graph without maxima: {@code max(a, b) = b + relu(a - b)}, exact over the reals, so that bounds, splits
 * and proofs know one kink. Sums with constants are merged into the affine map before them where that needs no arithmetic,
 * and unused nodes are dropped. The same graph yields the same nodes in the same order, on which certificates rely.
 */
public final class MaximumLowering {
    private MaximumLowering() {}

    /** Which nodes the output depends on; the input counts in any case. */
    public static boolean[] reachable(CoreGraph graph) {
        boolean[] alive = new boolean[graph.nodes().size()];
        alive[graph.outputId()] = true;
        alive[graph.inputId()] = true;
        for (int id = graph.outputId(); id >= 0; id--) {
            if (alive[id]) {
                graph.node(id).inputs().forEach(i -> alive[i] = true);
            }
        }
        return alive;
    }

    /** The same function without maxima. */
    public static CoreGraph lower(CoreGraph source) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        boolean[] alive = reachable(source);
        int[] renamed = new int[source.nodes().size()];
        for (CoreNode node : source.nodes()) {
            if (!alive[node.id()]) {
                renamed[node.id()] = -1;
                continue;
            }
            if (node.op() instanceof CoreOp.Input) {
                renamed[node.id()] = builder.input(node.size());
            } else if (node.op() instanceof CoreOp.MaxGroups max) {
                renamed[node.id()] = maximum(builder, renamed[node.input()], max.groups(), node.origin());
            } else {
                renamed[node.id()] = builder.add(
                        merge(source, node), mergedInputs(source, node, renamed), node.size(), node.origin());
            }
        }
        return builder.build(renamed[source.outputId()]);
    }

    /** Affine after a bias-free affine, where this one only adds a bias: the former's map with the latter's bias. */
    private static CoreOp merge(CoreGraph source, CoreNode node) {
        return mergesIntoInput(source, node)
                ? new CoreOp.Affine(
                        ((CoreOp.Affine) source.node(node.input()).op()).map(), ((CoreOp.Affine) node.op()).bias())
                : node.op();
    }

    private static List<Integer> mergedInputs(CoreGraph source, CoreNode node, int[] renamed) {
        CoreNode from = mergesIntoInput(source, node) ? source.node(node.input()) : node;
        return from.inputs().stream().map(i -> renamed[i]).toList();
    }

    private static boolean mergesIntoInput(CoreGraph source, CoreNode node) {
        return node.op() instanceof CoreOp.Affine shift
                && isIdentity(shift.map())
                && source.node(node.input()).op() instanceof CoreOp.Affine before
                && isZero(before.bias());
    }

    private static boolean isIdentity(LinearMap map) {
        if (map.inputSize() != map.outputSize() || !(map instanceof SelectionMap)) {
            return false;
        }
        boolean[] same = {true};
        for (int i = 0; i < map.outputSize() && same[0]; i++) {
            int row = i;
            int[] entries = {0};
            map.row(i, (column, value) -> {
                entries[0]++;
                same[0] &= column == row && value == 1;
            });
            same[0] &= entries[0] == 1;
        }
        return same[0];
    }

    private static boolean isZero(double[] values) {
        for (double v : values) {
            if (v != 0) {
                return false;
            }
        }
        return true;
    }

    /** A balanced tournament: pairs (a, b) become {@code a + relu(b - a)} until one is left in every group. */
    private static int maximum(CoreGraph.Builder builder, int input, int[][] groups, String origin) {
        int current = input;
        int[][] left = groups;
        while (longest(left) > 1) {
            int pairs = 0;
            int outputs = 0;
            for (int[] group : left) {
                pairs += group.length / 2;
                outputs += (group.length + 1) / 2;
            }
            int size = builder.size(current);
            int[] minuend = new int[pairs];
            int[] base = new int[outputs];
            int[] winner = new int[outputs];
            int[][] next = new int[left.length][];
            int pair = 0;
            int out = 0;
            for (int g = 0; g < left.length; g++) {
                int[] group = left[g];
                next[g] = new int[(group.length + 1) / 2];
                for (int i = 0; i < group.length; i += 2, out++) {
                    next[g][i / 2] = out;
                    base[out] = group[i];
                    winner[out] = -1;
                    if (i + 1 < group.length) {
                        minuend[pair] = i + 1 < group.length ? group[i + 1] : -1;
                        winner[out] = pair++;
                    }
                }
            }
            current = round(builder, current, size, pairs, minuend, base, winner, origin);
            left = next;
        }
        int[] last = new int[groups.length];
        for (int g = 0; g < last.length; g++) {
            last[g] = left[g][0];
        }
        return builder.affine(new SelectionMap(builder.size(current), last), new double[last.length], current, origin);
    }

    private static int round(
            CoreGraph.Builder builder,
            int input,
            int size,
            int pairs,
            int[] minuend,
            int[] base,
            int[] winner,
            String origin) {
        double[] values = new double[2 * pairs];
        int[] columns = new int[2 * pairs];
        int[] rowStart = new int[pairs + 1];
        for (int out = 0; out < winner.length; out++) {
            int pair = winner[out];
            if (pair >= 0) {
                boolean firstIsBase = base[out] < minuend[pair];
                columns[2 * pair] = firstIsBase ? base[out] : minuend[pair];
                values[2 * pair] = firstIsBase ? -1 : 1;
                columns[2 * pair + 1] = firstIsBase ? minuend[pair] : base[out];
                values[2 * pair + 1] = firstIsBase ? 1 : -1;
                rowStart[pair + 1] = 2;
            }
        }
        for (int p = 0; p < pairs; p++) {
            rowStart[p + 1] = 2 * (p + 1);
        }
        int difference =
                builder.affine(new SparseMap(size, rowStart, columns, values), new double[pairs], input, origin);
        int gain = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(difference), pairs, origin);
        int kept = builder.affine(new SelectionMap(size, base), new double[base.length], input, origin);
        int gained = builder.affine(new SelectionMap(pairs, winner), new double[winner.length], gain, origin);
        return builder.add(new CoreOp.Sum(), List.of(kept, gained), base.length, origin);
    }

    private static int longest(int[][] groups) {
        return Arrays.stream(groups).mapToInt(g -> g.length).max().orElse(0);
    }
}
