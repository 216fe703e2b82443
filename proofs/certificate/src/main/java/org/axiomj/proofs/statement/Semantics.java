package org.axiomj.proofs.statement;

import java.util.stream.IntStream;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.SelectionMap;
import org.axiomj.kernel.KernelNetwork.Tolerance;

/**
 * Which arithmetic a verdict is about; for statements, as tolerances of their linear nodes in units of 2^-60.
 *
 * <p>{@link #REAL}: exact, but for coefficients that are no dyadics (a division by 3), which the core graph keeps within a
 * stated relative error.
 *
 * <p>{@link #FLOAT32}: every IEEE-754 binary32 execution with rounding to nearest, whatever the order of summation, with
 * or without fused multiply-add, with or without flushing subnormal numbers to zero. An element of a node with n products
 * goes through at most n + 1 roundings (a product, then at most n sums, the bias included), and, where it may be folded into the
 * affine node before it, through those of that one ({@link #terms}); {@link #SPARE} more cover operators that a runtime
 * computes in a few more steps (a batch normalisation folded into factor and shift, a scaled Gemm, an average that divides
 * last). So it is off by at most {@code gamma_k (sum |W||x| + |b|)}, with {@code gamma_k = k u
 * / (1 - k u)} and {@code u = 2^-24} (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., lemma 3.1), plus, for
 * underflow, at most {@code 2^-125 (sum |W| + 2 k + 1)}: every product, sum and operand may lose {@code 2^-126}. Overflow
 * cannot happen: the kernel keeps all sums of magnitudes below 2^54.
 */
public enum Semantics {
    REAL("real"),
    FLOAT32("float32");

    /** Roundings beyond those of one sum of products. */
    static final int SPARE = 8;

    private static final double UNIT = 0x1p60;
    private static final double SMALLEST_NORMAL = 0x1p-126;

    private final String text;

    Semantics(String text) {
        this.text = text;
    }

    /** The word used on the command line, in results, statements and certificates. */
    public String text() {
        return text;
    }

    /**
     * How many products an execution may have gone through by the time that it has an element of an affine node. A node of
     * one product an element right after another affine node (a batch normalisation, a factor, a shift) may be folded into
     * that one, whose whole sum then rounds the later one's shift as well.
     */
    public static int terms(CoreGraph graph, int id) {
        long terms = 0;
        CoreNode node = graph.node(id);
        while (node.op() instanceof CoreOp.Affine affine) {
            int own = affine.map().maxTerms();
            terms += own;
            if (own > 1) {
                break;
            }
            node = graph.node(node.input());
        }
        return (int) Math.min(terms, Integer.MAX_VALUE);
    }

    /**
     * The tolerance of an affine node.
     *
     * @param terms as {@link #terms} counts them
     * @param sums the largest sum of |W| over a row
     * @param smallest the smallest magnitude of a coefficient or bias other than 0
     * @throws InexpressibleException if the number of terms is out of reach or a coefficient is subnormal in float32
     */
    Tolerance ofAffine(CoreOp.Affine affine, int terms, double sums, double smallest, String origin) {
        LinearMap map = affine.map();
        long real = units(map.relativeError());
        if (this == REAL || copies(affine)) {
            return new Tolerance(real, 0);
        }
        if (smallest < SMALLEST_NORMAL) {
            throw new InexpressibleException(origin + ": a coefficient of " + smallest
                    + " is subnormal in float32, where runtimes differ; real semantics has no such limit");
        }
        return rounded(terms, real, sums, origin);
    }

    /** The tolerance of a sum of that many vectors. */
    Tolerance ofSum(int count, String origin) {
        return this == REAL || count == 1 ? Tolerance.NONE : rounded(count, 0, count, origin);
    }

    /** The tolerance of a function of one element, computed with a product and a sum. */
    Tolerance ofFunction(double steepest, String origin) {
        return this == REAL ? Tolerance.NONE : rounded(2, 0, steepest, origin);
    }

    /**
     * How far an execution may take an element of an affine node or a sum from its exact value, relative to {@code sum
     * |W||x| + |b|}; 0 over the reals, and for nodes that do not round. For a search, which may be off by a little: the
     * statement's tolerance decides.
     */
    public double execution(CoreGraph graph, int id) {
        CoreOp op = graph.node(id).op();
        int summands = op instanceof CoreOp.Sum ? graph.node(id).inputs().size() : 1;
        boolean rounds = op instanceof CoreOp.Affine affine ? !copies(affine) : summands > 1;
        int products = op instanceof CoreOp.Affine ? terms(graph, id) : summands;
        return this == REAL || !rounds ? 0 : ((long) products + 1 + SPARE) * 0x1.01p-24;
    }

    private static boolean copies(CoreOp.Affine affine) {
        return affine.map() instanceof SelectionMap
                && IntStream.range(0, affine.bias().length).allMatch(i -> affine.bias()[i] == 0);
    }

    private static Tolerance rounded(int terms, long more, double sums, String origin) {
        long roundings = (long) terms + 1 + SPARE;
        if (roundings >= 1 << 18) {
            throw new InexpressibleException(
                    origin + ": a sum of " + terms + " products is too long for float32 semantics");
        }
        // gamma_k <= k u (1 + 2 k u) for k u <= 1/2; the factor on top covers the rounding of this line.
        double share = roundings * 0x1p-24;
        double gamma = share * (1 + 2 * share) * (1 + 0x1p-40);
        double underflow = 0x1p-125 * (sums + 2 * roundings + 1) * (1 + 0x1p-40);
        return new Tolerance(units(gamma) + more + 1, units(underflow));
    }

    /** Rounded up; 0 stays 0. */
    private static long units(double value) {
        double scaled = value * UNIT;
        if (!(scaled < 0x1p59)) {
            throw new InexpressibleException("an error of " + value + " is out of reach");
        }
        return (long) Math.ceil(scaled);
    }
}
