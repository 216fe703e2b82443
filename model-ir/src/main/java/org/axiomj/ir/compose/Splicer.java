package org.axiomj.ir.compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.axiomj.ir.compose.Composition.Arithmetic;
import org.axiomj.ir.compose.Composition.Part;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.SelectionMap;

/** Writes the steps of a builder into one core graph: nodes are renumbered, operations and their maps are shared. */
final class Splicer {
    private final List<Step> steps;
    private final CoreGraph.Builder graph = new CoreGraph.Builder();
    private final List<Part> parts = new ArrayList<>();
    private final BitSet float32 = new BitSet();
    private final int[] nodeOf;

    Splicer(List<Step> steps) {
        this.steps = List.copyOf(steps);
        nodeOf = new int[steps.size()];
        Arrays.fill(nodeOf, -1);
    }

    static List<Variable> variables(List<Step> steps) {
        List<Variable> variables = new ArrayList<>();
        int offset = 0;
        for (Step step : steps) {
            if (step instanceof Step.Free free) {
                variables.add(new Variable(free.name(), free.shape(), offset));
                offset += variables.get(variables.size() - 1).size();
            }
        }
        return variables;
    }

    Composition splice(List<Integer> outputs) {
        List<Variable> variables = variables(steps);
        int inputSize = 0;
        for (Variable variable : variables) {
            inputSize += variable.size();
        }
        int input = graph.input(inputSize);
        BitSet needed = needed(outputs);
        int next = 0;
        for (int i = 0; i < nodeOf.length; i++) {
            boolean free = steps.get(i) instanceof Step.Free;
            if (needed.get(i)) {
                nodeOf[i] = free ? selection(variables.get(next), input, inputSize) : emit(steps.get(i));
            }
            next += free ? 1 : 0;
        }
        int output = joined(outputs, "outputs");
        return new Composition(graph.build(output), variables, parts, float32);
    }

    private BitSet needed(List<Integer> outputs) {
        BitSet needed = new BitSet();
        for (int output : outputs) {
            needed.set(output);
        }
        for (int i = nodeOf.length - 1; i >= 0; i--) {
            if (needed.get(i)) {
                for (int operand : steps.get(i).operands()) {
                    needed.set(operand);
                }
            }
        }
        return needed;
    }

    private int selection(Variable variable, int input, int inputSize) {
        if (variable.size() == inputSize) {
            return input;
        }
        int[] source = new int[variable.size()];
        for (int i = 0; i < source.length; i++) {
            source[i] = variable.offset() + i;
        }
        return graph.affine(
                new SelectionMap(inputSize, source), new double[source.length], input, "variable " + variable.name());
    }

    private int emit(Step step) {
        if (step instanceof Step.Fixed fixed) {
            return graph.add(new CoreOp.Constant(fixed.values()), List.of(), fixed.values().length, "constant");
        } else if (step instanceof Step.Application application) {
            int argument = joined(application.operands(), application.name() + ": arguments");
            int first = graph.size();
            int result = copy(application.name(), application.network().core(), argument);
            float32.set(first, graph.size());
            parts.add(new Part(
                    application.name(),
                    Arithmetic.FLOAT32,
                    Optional.of(application.network()),
                    List.of(argument),
                    result));
            return result;
        } else if (step instanceof Step.Function function) {
            int argument = joined(function.operands(), function.name() + ": arguments");
            int result = copy(function.name(), function.function(), argument);
            parts.add(new Part(function.name(), Arithmetic.EXACT, Optional.empty(), List.of(argument), result));
            return result;
        }
        Step.Exact exact = (Step.Exact) step;
        List<Integer> operands = nodes(exact.operands());
        String name = "property: " + exact.op().getClass().getSimpleName();
        int size = size(exact.op(), operands);
        int result = graph.add(exact.op(), operands, size, name);
        parts.add(new Part(name, Arithmetic.EXACT, Optional.empty(), operands, result));
        return result;
    }

    private int size(CoreOp op, List<Integer> operands) {
        if (op instanceof CoreOp.Affine affine) {
            return affine.map().outputSize();
        } else if (op instanceof CoreOp.MaxGroups max) {
            return max.groups().length;
        } else if (op instanceof CoreOp.Concat) {
            int total = 0;
            for (int operand : operands) {
                total += graph.size(operand);
            }
            return total;
        }
        return graph.size(operands.get(0));
    }

    private int copy(String name, CoreGraph from, int argument) {
        int[] copied = new int[from.nodes().size()];
        for (CoreNode node : from.nodes()) {
            if (node.id() == from.inputId()) {
                copied[node.id()] = argument;
                continue;
            }
            List<Integer> inputs = new ArrayList<>(node.inputs().size());
            for (int input : node.inputs()) {
                inputs.add(copied[input]);
            }
            copied[node.id()] = graph.add(node.op(), inputs, node.size(), name + ": " + node.origin());
        }
        return copied[from.outputId()];
    }

    private List<Integer> nodes(List<Integer> indices) {
        List<Integer> nodes = new ArrayList<>(indices.size());
        for (int index : indices) {
            nodes.add(nodeOf[index]);
        }
        return nodes;
    }

    private int joined(List<Integer> indices, String origin) {
        List<Integer> nodes = nodes(indices);
        if (nodes.size() == 1) {
            return nodes.get(0);
        }
        int size = 0;
        for (int node : nodes) {
            size += graph.size(node);
        }
        return graph.add(new CoreOp.Concat(), nodes, size, origin);
    }
}
