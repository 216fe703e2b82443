package org.axiomj.proofs;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.LinearConstraint;

/**
 * A hint in double arithmetic: whether a condition could hold of an input and a rounded output. Generous, so that nothing
 * that rounding could explain is turned away; it decides only what is not worth an exact look.
 */
final class RoughCheck {
    private static final double TOLERANCE = 1e-3;
    private final boolean all;
    private final RoughCheck[] parts;
    private final int[] inputs;
    private final double[] inputFactors;
    private final int[] outputs;
    private final double[] outputFactors;
    private final double bound;

    RoughCheck(Condition condition) {
        LinearConstraint atom = condition instanceof Condition.Atom a
                ? a.constraint()
                : new LinearConstraint(new java.util.TreeMap<>(), new java.util.TreeMap<>(), Rational.ZERO, false);
        List<Condition> children = condition instanceof Condition.And and
                ? and.parts()
                : condition instanceof Condition.Or or ? or.parts() : List.of();
        all = !(condition instanceof Condition.Or);
        parts = children.stream().map(RoughCheck::new).toArray(RoughCheck[]::new);
        inputs = indices(atom.inputs());
        inputFactors = factors(atom.inputs());
        outputs = indices(atom.outputs());
        outputFactors = factors(atom.outputs());
        bound = atom.bound().toDouble();
    }

    boolean mayHold(double[] x, double[] y) {
        for (RoughCheck part : parts) {
            if (part.mayHold(x, y) != all) {
                return !all;
            }
        }
        if (parts.length > 0 || !all) {
            return all;
        }
        double sum = -bound;
        double size = 1 + Math.abs(bound);
        for (int i = 0; i < inputs.length; i++) {
            sum += inputFactors[i] * x[inputs[i]];
            size += Math.abs(inputFactors[i] * x[inputs[i]]);
        }
        for (int i = 0; i < outputs.length; i++) {
            sum += outputFactors[i] * y[outputs[i]];
            size += Math.abs(outputFactors[i] * y[outputs[i]]);
        }
        return !(sum > TOLERANCE * size);
    }

    private static int[] indices(SortedMap<Integer, Rational> terms) {
        return terms.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] factors(SortedMap<Integer, Rational> terms) {
        return terms.entrySet().stream()
                .map(Map.Entry::getValue)
                .mapToDouble(Rational::toDouble)
                .toArray();
    }
}
