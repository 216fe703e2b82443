package org.axiomj.encoders;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DivideMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.exact.Rational;

/**
 * A network as exact real constraints: equivalent to it over the reals, nothing is relaxed. Affine parts are composed into
 * terms over inputs and unstable neurons; a term that grows too long gets a variable of its own. Which pieces of a
 * piecewise-linear function can occur is read off intervals of the composed terms and the bounds that were given. Divisions
 * are exact; a map whose true coefficients are not known exactly is refused.
 */
final class NetworkEncoder {
    /** Composed terms of up to this length beat one equality a neuron; longer ones fill the solver's tableau. */
    private static final int LONGEST_TERM = 64;

    private final ScriptBuilder script;
    private final PhaseEncoder phases;
    private final CoreGraph graph;
    private final NeuronBounds bounds;
    private final List<List<LinearTerm>> values = new ArrayList<>();
    private boolean nonlinear;

    NetworkEncoder(ScriptBuilder script, CoreGraph graph, NeuronBounds bounds) {
        this.script = script;
        this.phases = new PhaseEncoder(script);
        this.graph = graph;
        this.bounds = bounds;
    }

    /** Whether variables have been multiplied. */
    boolean nonlinear() {
        return nonlinear;
    }

    /**
     * The outputs as terms over the script's variables; {@code inputs} are those of the network's inputs. Call once.
     *
     * @throws UnsupportedOperatorException naming the node, where real polynomial arithmetic cannot express it
     */
    List<LinearTerm> encode(List<LinearTerm> inputs) {
        int[] lastUse = lastUses();
        for (CoreNode node : graph.nodes()) {
            values.add(lastUse[node.id()] < 0 ? List.of() : encode(node, inputs));
            script.budget().hold(held(node.id()));
            for (int operand : node.inputs()) {
                if (lastUse[operand] == node.id()) {
                    script.budget().release(held(operand));
                    values.set(operand, List.of());
                }
            }
        }
        return values.get(graph.outputId());
    }

    private int held(int id) {
        return values.get(id).stream().mapToInt(t -> t.size() + 1).sum();
    }

    /** For each node the last one that needs it; -1 where the output does not depend on it. */
    private int[] lastUses() {
        int[] last = new int[graph.nodes().size()];
        java.util.Arrays.fill(last, -1);
        last[graph.outputId()] = Integer.MAX_VALUE;
        for (int id = graph.outputId(); id >= 0; id--) {
            if (last[id] >= 0) {
                for (int operand : graph.node(id).inputs()) {
                    last[operand] = Math.max(last[operand], id);
                }
            }
        }
        return last;
    }

    private List<LinearTerm> encode(CoreNode node, List<LinearTerm> inputs) {
        CoreOp op = node.op();
        if (op instanceof CoreOp.Input) {
            return inputs;
        } else if (op instanceof CoreOp.Concat) {
            List<LinearTerm> out = new ArrayList<>();
            node.inputs().forEach(i -> out.addAll(values.get(i)));
            return out;
        }
        script.comment("node " + node.id() + ": " + node.origin());
        if (op instanceof CoreOp.Affine affine) {
            checkExact(node, affine.map());
        }
        List<LinearTerm> out = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            out.add(shortened(node, i, element(node, i)));
        }
        return out;
    }

    private LinearTerm element(CoreNode node, int i) {
        CoreOp op = node.op();
        if (op instanceof CoreOp.Constant constant) {
            return LinearTerm.constant(constant.values()[i]);
        } else if (op instanceof CoreOp.Affine affine) {
            return affine(values.get(node.input()), affine, i);
        } else if (op instanceof CoreOp.Sum) {
            LinearTerm.Accumulator sum = new LinearTerm.Accumulator();
            node.inputs().forEach(operand -> add(sum, values.get(operand).get(i), Rational.ONE));
            return sum.term();
        } else if (op instanceof CoreOp.Piecewise piecewise) {
            LinearTerm z = values.get(node.input()).get(i);
            return phases.piecewise(name("y", node, i), piecewise.function(i), z, within(z, node.input(), i));
        } else if (op instanceof CoreOp.MaxGroups max) {
            List<LinearTerm> members = new ArrayList<>();
            for (int member : max.groups()[i]) {
                members.add(values.get(node.input()).get(member));
            }
            return phases.maximum(name("m", node, i), members);
        } else if (op instanceof CoreOp.Product) {
            LinearTerm left = values.get(node.inputs().get(0)).get(i);
            return product(
                    name("p", node, i), left, values.get(node.inputs().get(1)).get(i));
        }
        return smooth(node, ((CoreOp.Smooth) op).function(), i);
    }

    private static void checkExact(CoreNode node, LinearMap map) {
        if (map.relativeError() > 0 && !(map instanceof DivideMap)) {
            throw new UnsupportedOperatorException(node.origin()
                    + ": its coefficients are known only to within a rounding (a square root, for instance), and the SMT"
                    + " encoding is exact; use --solver auto");
        }
    }

    private LinearTerm affine(List<LinearTerm> in, CoreOp.Affine affine, int i) {
        LinearTerm.Accumulator sum = new LinearTerm.Accumulator();
        if (affine.map() instanceof DivideMap divide) {
            add(sum, in.get(i), Rational.ONE.divide(Rational.of(divide.divisors()[i])));
        } else {
            affine.map().row(i, (column, coefficient) -> add(sum, in.get(column), Rational.of(coefficient)));
        }
        sum.add(Rational.of(affine.bias()[i]));
        return sum.term();
    }

    private void add(LinearTerm.Accumulator sum, LinearTerm term, Rational factor) {
        script.budget().compute(term.size());
        sum.add(term, factor);
    }

    private LinearTerm shortened(CoreNode node, int i, LinearTerm term) {
        if (term.size() <= LONGEST_TERM) {
            return term;
        }
        LinearTerm variable = script.declare(name("z", node, i), script.range(term));
        script.require(script.compare("=", variable, term));
        return variable;
    }

    /** The range of a node's element. A given bound that cuts off more than is known here anyway is also required. */
    private Interval within(LinearTerm term, int node, int element) {
        Interval derived = script.range(term);
        Interval given = bounds.of(node, element);
        if (given.lower() > derived.lower()) {
            script.require(script.compare(">=", term, LinearTerm.constant(given.lower())));
        }
        if (given.upper() < derived.upper()) {
            script.require(script.compare("<=", term, LinearTerm.constant(given.upper())));
        }
        return derived.and(given);
    }

    private LinearTerm product(String name, LinearTerm a, LinearTerm b) {
        if (a.isConstant()) {
            return b.times(a.constant());
        } else if (b.isConstant()) {
            return a.times(b.constant());
        }
        nonlinear = true;
        LinearTerm y = script.declare(name, script.range(a).times(script.range(b)));
        script.require("(= " + script.text(y) + " (* " + script.text(a) + " " + script.text(b) + "))");
        return y;
    }

    private LinearTerm smooth(CoreNode node, SmoothFunction function, int i) {
        LinearTerm z = values.get(node.input()).get(i);
        return switch (function) {
            case SQUARE -> product(name("s", node, i), z, z);
            case POW_3 -> product(name("c", node, i), product(name("s", node, i), z, z), z);
            case RECIPROCAL -> reciprocal(name("r", node, i), z);
            default ->
                throw new UnsupportedOperatorException(node.origin() + ": " + function
                        + " cannot be expressed by polynomials, which is all that SMT solvers of real arithmetic know;"
                        + " use --solver auto");
        };
    }

    /** At 0 the network has no value; any is allowed there, so that no proof rests on it, and a replay will object. */
    private LinearTerm reciprocal(String name, LinearTerm z) {
        if (z.isConstant() && z.constant().signum() != 0) {
            return LinearTerm.constant(Rational.ONE.divide(z.constant()));
        }
        nonlinear = true;
        LinearTerm y = script.declare(name, Interval.ALL);
        List<String> alternatives = new ArrayList<>();
        alternatives.add("(= 1.0 (* " + script.text(y) + " " + script.text(z) + "))");
        if (script.range(z).contains(0)) {
            alternatives.add(script.compare("=", z, LinearTerm.constant(Rational.ZERO)));
        }
        script.require(ScriptBuilder.any(alternatives));
        return y;
    }

    private static String name(String prefix, CoreNode node, int i) {
        return prefix + "_" + node.id() + "_" + i;
    }
}
