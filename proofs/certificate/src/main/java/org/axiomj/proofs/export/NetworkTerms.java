package org.axiomj.proofs.export;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.KernelNetwork.Tolerance;

/**
 * The variables and equations of a network: one real variable for every element of every node; a concatenation's elements are
 * those of its parts. {@code h = relu(z)} is said as {@code 0 <= h}, {@code z <= h} and {@code h <= 0 or h <= z}, which is the
 * maximum's definition with no conjunction in it.
 */
final class NetworkTerms {
    /** A coefficient takes some hundred bytes here, and as many in a checker. */
    private static final int MOST_COEFFICIENTS = 2_000_000;

    private final KernelNetwork network;
    private final int[] sizes;
    private final Equations[] equations;
    private final int[] users;

    /** @throws NotExportableException where a linear node holds only up to a tolerance, or the network is too large */
    NetworkTerms(KernelNetwork network) {
        this.network = network;
        sizes = network.sizes();
        int n = sizes.length;
        equations = new Equations[n];
        users = new int[n];
        users[network.output()]++;
        long coefficients = 0;
        for (int k = 0; k < n; k++) {
            KernelNetwork.Node node = network.nodes().get(k);
            if (node instanceof KernelNetwork.Linear map) {
                if (!map.tolerance().equals(Tolerance.NONE)) {
                    throw new NotExportableException(
                            "node " + k + " holds only up to a tolerance (float32 arithmetic, or a"
                                    + " coefficient such as 1/3); proofs are exported for exact real arithmetic, so prove with"
                                    + " --semantics real, or let `axiom check` check this one");
                }
                coefficients += map.rowStart(map.rows());
                if (coefficients > MOST_COEFFICIENTS) {
                    throw new NotExportableException("the network has more than " + MOST_COEFFICIENTS
                            + " coefficients when its layers are written out, too many for an outside checker;"
                            + " `axiom check` has no such limit");
                }
                equations[k] = new Equations(map, sizes[map.input()]);
            }
            inputs(node).forEach(i -> users[i]++);
        }
    }

    private static List<Integer> inputs(KernelNetwork.Node node) {
        if (node instanceof KernelNetwork.Linear linear) {
            return List.of(linear.input());
        } else if (node instanceof KernelNetwork.Relu relu) {
            return List.of(relu.input());
        } else if (node instanceof KernelNetwork.Sum sum) {
            return sum.inputs();
        } else if (node instanceof KernelNetwork.Concat concat) {
            return concat.inputs();
        } else if (node instanceof KernelNetwork.Activation) {
            throw new NotExportableException(
                    "the network has products of variables or smooth functions, which proofs in"
                            + " linear arithmetic have no rule for; `axiom check` checks them");
        }
        return List.of();
    }

    int count() {
        return sizes.length;
    }

    int size(int node) {
        return sizes[node];
    }

    int output() {
        return network.output();
    }

    KernelNetwork.Node node(int k) {
        return network.nodes().get(k);
    }

    Equations equations(int linear) {
        return equations[linear];
    }

    /** Whether nothing but one node, or the unsafe condition, reads a node. */
    boolean readOnce(int node) {
        return users[node] == 1;
    }

    String name(int node, int element) {
        if (network.nodes().get(node) instanceof KernelNetwork.Concat concat) {
            int at = element;
            for (int in : concat.inputs()) {
                if (at < sizes[in]) {
                    return name(in, at);
                }
                at -= sizes[in];
            }
        }
        return node == 0 ? "x" + element : "n" + node + "_" + element;
    }

    /** {@code 2^scale y}, the left side of a linear node's equation. */
    String left(int linear, int row) {
        BigInteger factor = BigInteger.ONE.shiftLeft(equations[linear].scale);
        return Terms.times(Terms.integer(factor), name(linear, row));
    }

    /** Its right side. */
    String right(int linear, int row) {
        Equations map = equations[linear];
        List<String> parts = new ArrayList<>();
        for (int at = map.from(row); at < map.to(row); at++) {
            parts.add(Terms.times(Terms.integer(map.weight(at)), name(map.input, map.column(at))));
        }
        if (map.bias[row].signum() != 0 || parts.isEmpty()) {
            parts.add(Terms.integer(map.bias[row]));
        }
        return Terms.sum(parts);
    }

    /** The right side of a sum's equation. */
    String summands(KernelNetwork.Sum sum, int element) {
        return Terms.sum(sum.inputs().stream().map(in -> name(in, element)).toList());
    }

    String equation(int node, int element) {
        return network.nodes().get(node) instanceof KernelNetwork.Sum sum
                ? "(= " + name(node, element) + " " + summands(sum, element) + ")"
                : "(= " + left(node, element) + " " + right(node, element) + ")";
    }
}
