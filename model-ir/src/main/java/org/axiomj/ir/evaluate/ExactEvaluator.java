package org.axiomj.ir.evaluate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.exact.Rational;

/**
 * The network as a function of real numbers. Sound over the reals: every output lies in its enclosure. Exact (an enclosure
 * of one point) as long as all operations are rational and their common denominator stays below some thousand bits, which
 * holds for networks of affine, piecewise-linear and max nodes; roots and transcendental functions are enclosed to about 400
 * bits. Integer arithmetic only, see {@link ExactVector} and {@link FixedPoint}.
 */
public final class ExactEvaluator {
    private ExactEvaluator() {}

    /**
     * The output for one input.
     *
     * @throws UnsupportedOperatorException if a function is not evaluated exactly, or is not defined at its argument
     */
    public static List<Enclosure> evaluate(CoreGraph graph, List<Rational> input) {
        if (input.size() != graph.inputSize()) {
            throw new IllegalArgumentException(
                    "the input has " + graph.inputSize() + " elements, found " + input.size());
        }
        List<ExactVector> values = new ArrayList<>();
        for (CoreNode node : graph.nodes()) {
            values.add(node.id() == graph.inputId() ? ExactVector.of(input) : compute(node, values));
        }
        ExactVector output = values.get(graph.outputId());
        List<Enclosure> result = new ArrayList<>();
        for (int i = 0; i < output.size(); i++) {
            result.add(output.enclosure(i));
        }
        return List.copyOf(result);
    }

    /**
     * The vector of one node, where the vectors of some are given; computes only what that needs.
     *
     * @param known exact values of some nodes, by id; what these nodes stand for is not computed
     * @throws UnsupportedOperatorException if a function is not evaluated exactly, or is not defined at its argument
     */
    public static List<Enclosure> evaluate(
            CoreGraph graph, List<Rational> input, Map<Integer, double[]> known, int node) {
        ExactVector[] values = new ExactVector[node + 1];
        BitSet needed = new BitSet();
        needed.set(node);
        for (int id = node; id >= 0; id--) {
            if (needed.get(id) && !known.containsKey(id)) {
                graph.node(id).inputs().forEach(needed::set);
            }
        }
        for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
            if (known.containsKey(id)) {
                values[id] = ExactVector.of(Objects.requireNonNull(known.get(id)));
            } else {
                values[id] =
                        id == graph.inputId() ? ExactVector.of(input) : compute(graph.node(id), Arrays.asList(values));
            }
        }
        List<Enclosure> result = new ArrayList<>();
        for (int i = 0; i < values[node].size(); i++) {
            result.add(values[node].enclosure(i));
        }
        return List.copyOf(result);
    }

    private static ExactVector compute(CoreNode node, List<ExactVector> values) {
        CoreOp op = node.op();
        List<ExactVector> operands = node.inputs().stream().map(values::get).toList();
        if (op instanceof CoreOp.Constant constant) {
            return ExactVector.of(constant.values());
        } else if (op instanceof CoreOp.Affine affine) {
            return ExactAffine.apply(affine.map(), affine.bias(), operands.get(0));
        } else if (op instanceof CoreOp.Sum) {
            return ExactAffine.sum(operands);
        } else if (op instanceof CoreOp.Concat) {
            return ExactVector.concatenated(operands);
        } else if (op instanceof CoreOp.Piecewise piecewise) {
            return ExactPiecewise.apply(piecewise, operands.get(0));
        } else if (op instanceof CoreOp.Smooth smooth) {
            return ExactSmooth.apply(smooth.function(), operands.get(0), node.origin());
        } else if (op instanceof CoreOp.MaxGroups max) {
            return largest(max.groups(), operands.get(0));
        } else if (op instanceof CoreOp.Product) {
            boolean same = node.inputs().get(0).equals(node.inputs().get(1));
            return ExactSmooth.multiply(operands.get(0), operands.get(1), same);
        }
        throw new UnsupportedOperatorException(node.origin() + ": " + op + " is not evaluated exactly");
    }

    private static ExactVector largest(int[][] groups, ExactVector x) {
        BigInteger[] low = new BigInteger[groups.length];
        BigInteger[] high = x.isExact() ? low : new BigInteger[groups.length];
        for (int i = 0; i < groups.length; i++) {
            low[i] = largest(x.lower(), groups[i]);
            high[i] = x.isExact() ? low[i] : largest(x.upper(), groups[i]);
        }
        return new ExactVector(low, high, x.exponent(), x.denominator());
    }

    private static BigInteger largest(BigInteger[] values, int[] group) {
        BigInteger best = values[group[0]];
        for (int i : group) {
            best = best.max(values[i]);
        }
        return best;
    }
}
