package org.axiomj.kernel;

import java.util.List;

/**
 * A network as the kernel sees it: vectors computed from vectors, in topological order, with exact coefficients. The
 * first node, and no other, is the {@link Input}. Immutable.
 *
 * @param nodes each uses only nodes before it
 * @param output index of the node whose vector the unsafe condition calls y
 */
public record KernelNetwork(List<Node> nodes, int output) {
    static final int MAX_NODES = 1 << 16;
    static final int MAX_SIZE = 1 << 24;
    private static final int MAX_COEFFICIENTS = 1 << 28;

    /** What a node computes. */
    public sealed interface Node permits Input, Linear, Sum, Concat, Activation {}

    /** The network's input vector. */
    public record Input(int size) implements Node {}

    /** The sum of vectors of one length; a node may be named twice. */
    public record Sum(List<Integer> inputs) implements Node {
        public Sum {
            inputs = List.copyOf(inputs);
        }
    }

    /** Vectors one after the other. */
    public record Concat(List<Integer> inputs) implements Node {
        public Concat {
            inputs = List.copyOf(inputs);
        }
    }

    /** A node that is no linear map: of its argument's elements the kernel keeps bounds. */
    public sealed interface Activation extends Node permits Relu, Smooth, Product {
        int input();
    }

    /** {@code max(0, z)} of every element. */
    public record Relu(int input) implements Activation {}

    /** A function of every element. */
    public record Smooth(Curve curve, int input) implements Activation {}

    /** {@code z[i] z[n+i]} for an argument z of 2 n elements. */
    public record Product(int input) implements Activation {}

    /**
     * How far the values of a linear node may be from the formula: {@code |e| <= relative (sum |W||x| + |b|) +
     * absolute} in every element, both in units of 2^-60. What is proved holds for all values within it; so a
     * statement about rounded execution, or about coefficients that are no dyadics, is one with a tolerance.
     */
    public record Tolerance(long relative, long absolute) {
        /** The formula holds exactly. */
        public static final Tolerance NONE = new Tolerance(0, 0);

        static final int UNIT = 60;

        public Tolerance {
            require(relative >= 0 && relative < 1L << 56, "a relative tolerance from 0 to 2^-4");
            require(absolute >= 0 && absolute < 1L << 60, "an absolute tolerance from 0 to 1");
        }

        boolean isNone() {
            return relative == 0 && absolute == 0;
        }
    }

    /**
     * {@code y = W x + b}, up to a tolerance. Sparse rows; every coefficient and bias is the dyadic {@code mantissa *
     * 2^exponent}. The arrays are copied; zero coefficients are dropped and mantissas made odd, so that equal maps are
     * equal in content.
     */
    public static final class Linear implements Node {
        final int input;
        final int columns;
        final int[] rowStart;
        final int[] column;
        final long[] mantissa;
        final int[] exponent;
        final long[] biasMantissa;
        final int[] biasExponent;
        final Tolerance tolerance;

        /**
         * @param rowStart where each row begins in the three arrays after it; one more entry than there are rows
         * @param column ascending in every row
         */
        public Linear(
                int input,
                int columns,
                int[] rowStart,
                int[] column,
                long[] mantissa,
                int[] exponent,
                long[] biasMantissa,
                int[] biasExponent,
                Tolerance tolerance) {
            int rows = biasMantissa.length;
            int given = column.length;
            require(columns >= 1 && columns <= MAX_SIZE && rows >= 1 && rows <= MAX_SIZE, "a linear map of this size");
            require(given <= MAX_COEFFICIENTS && mantissa.length == given && exponent.length == given, "coefficients");
            require(biasExponent.length == rows && rowStart.length == rows + 1, "rows");
            require(rowStart[0] == 0 && rowStart[rows] == given, "row starts");
            int kept = 0;
            for (long m : mantissa) {
                kept += m != 0 ? 1 : 0;
            }
            this.input = input;
            this.columns = columns;
            this.tolerance = tolerance;
            this.rowStart = new int[rows + 1];
            this.column = new int[kept];
            this.mantissa = new long[kept];
            this.exponent = new int[kept];
            this.biasMantissa = biasMantissa.clone();
            this.biasExponent = biasExponent.clone();
            int at = 0;
            for (int o = 0; o < rows; o++) {
                require(rowStart[o] <= rowStart[o + 1] && rowStart[o + 1] <= given, "row starts");
                int before = -1;
                for (int k = rowStart[o]; k < rowStart[o + 1]; k++) {
                    require(column[k] > before && column[k] < columns, "ascending columns");
                    before = column[k];
                    if (mantissa[k] != 0) {
                        this.column[at] = column[k];
                        this.mantissa[at] = mantissa[k];
                        this.exponent[at] = exponent[k];
                        at++;
                    }
                }
                this.rowStart[o + 1] = at;
            }
            makeOdd(this.mantissa, this.exponent);
            makeOdd(this.biasMantissa, this.biasExponent);
        }

        private static void makeOdd(long[] mantissa, int[] exponent) {
            for (int k = 0; k < mantissa.length; k++) {
                int zeros = mantissa[k] == 0 ? 0 : Long.numberOfTrailingZeros(mantissa[k]);
                mantissa[k] >>= zeros;
                exponent[k] = mantissa[k] == 0 ? 0 : Math.addExact(exponent[k], zeros);
                require(mantissa[k] > -(1L << 60) && mantissa[k] < 1L << 60, "a mantissa below 2^60");
                require(exponent[k] >= -1200 && exponent[k] <= 1100, "an exponent within -1200..1100");
            }
        }

        public int rows() {
            return biasMantissa.length;
        }

        int count() {
            return column.length;
        }

        public int input() {
            return input;
        }

        public Tolerance tolerance() {
            return tolerance;
        }

        /** Where a row's coefficients begin; the row after the last one begins at their end. */
        public int rowStart(int row) {
            return rowStart[row];
        }

        public int column(int at) {
            return column[at];
        }

        public long mantissa(int at) {
            return mantissa[at];
        }

        public int exponent(int at) {
            return exponent[at];
        }

        public long biasMantissa(int row) {
            return biasMantissa[row];
        }

        public int biasExponent(int row) {
            return biasExponent[row];
        }
    }

    public KernelNetwork {
        nodes = List.copyOf(nodes);
        require(!nodes.isEmpty() && nodes.size() <= MAX_NODES, "1 to " + MAX_NODES + " nodes");
        require(output >= 0 && output < nodes.size(), "an output node");
        int[] sizes = sizes(nodes);
        for (int size : sizes) {
            require(size >= 1 && size <= MAX_SIZE, "vectors of 1 to " + MAX_SIZE + " elements");
        }
    }

    /** Length of every node's vector. */
    public int[] sizes() {
        return sizes(nodes);
    }

    public int inputSize() {
        return ((Input) nodes.get(0)).size();
    }

    private static int[] sizes(List<Node> nodes) {
        int[] sizes = new int[nodes.size()];
        for (int k = 0; k < sizes.length; k++) {
            Node node = nodes.get(k);
            require(k == 0 == node instanceof Input, "exactly one input node, the first");
            if (node instanceof Input in) {
                sizes[k] = in.size();
            } else if (node instanceof Linear linear) {
                require(sizes[before(linear.input, k)] == linear.columns, "matching sizes at node " + k);
                sizes[k] = linear.rows();
            } else if (node instanceof Product product) {
                require(sizes[before(product.input(), k)] % 2 == 0, "an even number of factors at node " + k);
                sizes[k] = sizes[product.input()] / 2;
            } else if (node instanceof Activation activation) {
                sizes[k] = sizes[before(activation.input(), k)];
            } else if (node instanceof Sum sum) {
                require(!sum.inputs().isEmpty(), "a summand at node " + k);
                sizes[k] = sizes[before(sum.inputs().get(0), k)];
                for (int in : sum.inputs()) {
                    require(sizes[before(in, k)] == sizes[k], "matching sizes at node " + k);
                }
            } else if (node instanceof Concat concat) {
                for (int in : concat.inputs()) {
                    sizes[k] = Math.addExact(sizes[k], sizes[before(in, k)]);
                }
            }
        }
        return sizes;
    }

    private static int before(int input, int node) {
        require(input >= 0 && input < node, "inputs before node " + node);
        return input;
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("a kernel statement needs " + what);
        }
    }
}
