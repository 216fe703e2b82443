package org.axiomj.encoders;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DivideMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.evaluate.EnclosureEvaluator;
import org.axiomj.ir.exact.Rational;

/**
 * A network as exact real constraints. Affine parts are composed into terms over inputs and unstable neurons; a term that
 * grows too long gets a variable of its own. A piecewise-linear element that interval bounds leave on one piece is replaced
 * by that piece (sound: the bounds hold for every input of the box); any other becomes a variable with one alternative a
 * piece. Equivalent to the network over the reals, nothing is relaxed.
 */
final class NetworkEncoder {
    private static final int LONGEST_TERM = 64;
    private final ScriptBuilder script;
    private final CoreGraph graph;
    private final double[] boxLower;
    private final double[] boxUpper;
    private final List<List<LinearTerm>> values = new ArrayList<>();
    private boolean nonlinear;

    /** The box is rounded outwards to doubles. */
    NetworkEncoder(ScriptBuilder script, CoreGraph graph, double[] boxLower, double[] boxUpper) {
        this.script = script;
        this.graph = graph;
        this.boxLower = boxLower;
        this.boxUpper = boxUpper;
    }

    boolean nonlinear() {
        return nonlinear;
    }

    /** The outputs as terms over the script's variables; {@code inputs} are those of the network's inputs. */
    List<LinearTerm> encode(List<LinearTerm> inputs) {
        for (CoreNode node : graph.nodes()) {
            values.add(node.id() > graph.outputId() ? List.of() : shorten(node, encode(node, inputs)));
        }
        return values.get(graph.outputId());
    }

    private List<LinearTerm> encode(CoreNode node, List<LinearTerm> inputs) {
        CoreOp op = node.op();
        if (op instanceof CoreOp.Input) {
            return inputs;
        } else if (op instanceof CoreOp.Constant constant) {
            List<LinearTerm> out = new ArrayList<>();
            for (double v : constant.values()) {
                out.add(LinearTerm.constant(Rational.of(v)));
            }
            return out;
        } else if (op instanceof CoreOp.Affine affine) {
            return affine(node, affine);
        } else if (op instanceof CoreOp.Sum) {
            return sum(node);
        } else if (op instanceof CoreOp.Concat) {
            List<LinearTerm> out = new ArrayList<>();
            node.inputs().forEach(i -> out.addAll(values.get(i)));
            return out;
        } else if (op instanceof CoreOp.Piecewise piecewise) {
            return piecewise(node, piecewise);
        } else if (op instanceof CoreOp.MaxGroups max) {
            return maximum(node, max);
        } else if (op instanceof CoreOp.Product) {
            return product(node);
        }
        return smooth(node, ((CoreOp.Smooth) op).function());
    }

    private List<LinearTerm> affine(CoreNode node, CoreOp.Affine affine) {
        List<LinearTerm> in = values.get(node.input());
        LinearMap map = affine.map();
        double[] divisors = map instanceof DivideMap divide ? divide.divisors() : new double[0];
        if (divisors.length == 0 && map.relativeError() > 0) {
            throw new UnsupportedOperatorException(
                    node.origin() + ": its factors are irrational (a square root), which no SMT encoding here covers; "
                            + "use --solver auto");
        }
        List<LinearTerm> out = new ArrayList<>();
        for (int o = 0; o < node.size(); o++) {
            LinearTerm.Accumulator sum = new LinearTerm.Accumulator();
            if (divisors.length > 0) {
                sum.add(in.get(o), Rational.ONE.divide(Rational.of(divisors[o])));
            } else {
                map.row(o, (column, coefficient) -> sum.add(in.get(column), Rational.of(coefficient)));
            }
            sum.add(Rational.of(affine.bias()[o]));
            out.add(sum.term());
        }
        return out;
    }

    private List<LinearTerm> sum(CoreNode node) {
        List<LinearTerm> out = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            LinearTerm.Accumulator sum = new LinearTerm.Accumulator();
            for (int input : node.inputs()) {
                sum.add(values.get(input).get(i), Rational.ONE);
            }
            out.add(sum.term());
        }
        return out;
    }

    /** Long terms are named once something other than another affine node uses them. */
    private List<LinearTerm> shorten(CoreNode node, List<LinearTerm> terms) {
        List<LinearTerm> out = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            LinearTerm term = terms.get(i);
            out.add(term.coefficients().size() > LONGEST_TERM ? named("z", node, i, term) : term);
        }
        return out;
    }

    private LinearTerm named(String prefix, CoreNode node, int i, LinearTerm term) {
        LinearTerm variable = fresh(prefix, node, i);
        script.require(script.compare("=", variable, term));
        return variable;
    }

    private LinearTerm fresh(String prefix, CoreNode node, int i) {
        return LinearTerm.variable(script.declare(prefix + "_" + node.id() + "_" + i));
    }

    private List<LinearTerm> piecewise(CoreNode node, CoreOp.Piecewise op) {
        double[][] bounds =
                EnclosureEvaluator.evaluate(new CoreGraph(graph.nodes(), graph.inputId(), node.input()), boxLower, boxUpper);
        List<LinearTerm> in = values.get(node.input());
        script.comment(node.origin());
        List<LinearTerm> out = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            out.add(element(node, i, op.function(i), in.get(i), bounds[0][i], bounds[1][i]));
        }
        return out;
    }

    private LinearTerm element(CoreNode node, int i, PiecewiseLinear f, LinearTerm z, double lower, double upper) {
        for (int piece = 0; piece < f.slopes().length; piece++) {
            boolean fromLeft = piece == 0 || lower > f.breakpoints()[piece - 1];
            boolean toRight = piece == f.breakpoints().length || upper < f.breakpoints()[piece];
            if (fromLeft && toRight) {
                return line(f, piece, z);
            }
        }
        LinearTerm y = fresh("y", node, i);
        List<String> alternatives = new ArrayList<>();
        for (int piece = 0; piece < f.slopes().length; piece++) {
            List<String> parts = new ArrayList<>();
            if (piece > 0) {
                parts.add(script.compare(">", z, LinearTerm.constant(Rational.of(f.breakpoints()[piece - 1]))));
            }
            if (piece < f.breakpoints().length) {
                parts.add(script.compare("<", z, LinearTerm.constant(Rational.of(f.breakpoints()[piece]))));
            }
            parts.add(script.compare("=", y, line(f, piece, z)));
            alternatives.add(ScriptBuilder.all(parts));
        }
        for (int k = 0; k < f.breakpoints().length; k++) {
            alternatives.add(ScriptBuilder.all(List.of(
                    script.compare("=", z, LinearTerm.constant(Rational.of(f.breakpoints()[k]))),
                    script.compare("=", y, LinearTerm.constant(Rational.of(f.valuesAt()[k]))))));
        }
        script.require(ScriptBuilder.any(alternatives));
        return y;
    }

    private static LinearTerm line(PiecewiseLinear f, int piece, LinearTerm z) {
        return z.times(Rational.of(f.slopes()[piece])).plus(LinearTerm.constant(Rational.of(f.intercepts()[piece])));
    }

    private List<LinearTerm> maximum(CoreNode node, CoreOp.MaxGroups op) {
        List<LinearTerm> in = values.get(node.input());
        List<LinearTerm> out = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            int[] group = op.groups()[i];
            if (group.length == 1) {
                out.add(in.get(group[0]));
                continue;
            }
            LinearTerm y = fresh("m", node, i);
            List<String> equal = new ArrayList<>();
            for (int member : group) {
                script.require(script.compare(">=", y, in.get(member)));
                equal.add(script.compare("=", y, in.get(member)));
            }
            script.require(ScriptBuilder.any(equal));
            out.add(y);
        }
        return out;
    }

    private List<LinearTerm> product(CoreNode node) {
        List<LinearTerm> a = values.get(node.inputs().get(0));
        List<LinearTerm> b = values.get(node.inputs().get(1));
        List<LinearTerm> out = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            if (a.get(i).isConstant()) {
                out.add(b.get(i).times(a.get(i).constant()));
            } else if (b.get(i).isConstant()) {
                out.add(a.get(i).times(b.get(i).constant()));
            } else {
                out.add(multiplied(node, i, "p", a.get(i), b.get(i)));
            }
        }
        return out;
    }

    private LinearTerm multiplied(CoreNode node, int i, String prefix, LinearTerm a, LinearTerm b) {
        nonlinear = true;
        LinearTerm y = fresh(prefix, node, i);
        script.require("(= " + script.text(y) + " (* " + script.text(a) + " " + script.text(b) + "))");
        return y;
    }

    private List<LinearTerm> smooth(CoreNode node, SmoothFunction function) {
        List<LinearTerm> in = values.get(node.input());
        List<LinearTerm> out = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            LinearTerm z = in.get(i);
            switch (function) {
                case SQUARE -> out.add(multiplied(node, i, "s", z, z));
                case POW_3 -> out.add(multiplied(node, i, "c", z, multiplied(node, i, "s", z, z)));
                case RECIPROCAL -> {
                    nonlinear = true;
                    LinearTerm y = fresh("r", node, i);
                    script.require("(= 1.0 (* " + script.text(y) + " " + script.text(z) + "))");
                    out.add(y);
                }
                default -> throw new UnsupportedOperatorException(
                        node.origin() + ": " + function + " is not expressible in real arithmetic; use --solver auto");
            }
        }
        return out;
    }
}
