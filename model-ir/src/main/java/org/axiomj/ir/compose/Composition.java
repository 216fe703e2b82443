package org.axiomj.ir.compose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axiomj.ir.Network;
import org.axiomj.ir.Port;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.SelectionMap;

/**
 * Networks applied to variables and to each other's outputs, as one core graph. Its input vector is all variables, one
 * after the other; its output vector is the chosen outputs, one after the other. One network applied to its own inputs is
 * that network's core graph itself. Immutable.
 */
public final class Composition {
    private final CoreGraph core;
    private final List<Variable> variables;
    private final List<Part> parts;
    private final BitSet float32;

    Composition(CoreGraph core, List<Variable> variables, List<Part> parts, BitSet float32) {
        this.core = core;
        this.variables = List.copyOf(variables);
        this.parts = List.copyOf(parts);
        this.float32 = float32;
    }

    /** How a part is executed. */
    public enum Arithmetic {
        /** As networks are: over the reals what its stored weights mean, executed in float32. */
        FLOAT32,
        /** Mathematics of the property itself: exact, also where a counterexample is replayed. */
        EXACT
    }

    /**
     * One step of the computation.
     *
     * @param name for messages
     * @param arithmetic {@link Arithmetic#FLOAT32} for a network
     * @param network what is applied, where it is a network
     * @param arguments ids of the nodes of the core graph that it takes; a network takes exactly one, its whole input
     * @param result id of the node of the core graph that holds its output
     */
    public record Part(
            String name, Arithmetic arithmetic, Optional<Network> network, List<Integer> arguments, int result) {
        public Part {
            arguments = List.copyOf(arguments);
        }
    }

    /** The network alone; each of its inputs is a variable of the same name and shape. */
    public static Composition of(Network network) {
        List<Variable> variables = new ArrayList<>(1);
        int offset = 0;
        for (Port port : network.inputs()) {
            Variable variable = new Variable(port.name(), port.type().shape().toList(), offset);
            variables.add(variable);
            offset += variable.size();
        }
        return alone("network", network, variables);
    }

    private static Composition alone(String name, Network network, List<Variable> variables) {
        CoreGraph core = network.core();
        Part part = new Part(name, Arithmetic.FLOAT32, Optional.of(network), List.of(core.inputId()), core.outputId());
        BitSet float32 = new BitSet();
        float32.set(0, core.nodes().size());
        float32.clear(core.inputId());
        return new Composition(core, variables, List.of(part), float32);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The whole computation: from all variables to all outputs. */
    public CoreGraph core() {
        return core;
    }

    /** The variables, in the order of the input vector. */
    public List<Variable> variables() {
        return variables;
    }

    /** What is computed, in the order of computation. */
    public List<Part> parts() {
        return parts;
    }

    /** The arithmetic of a node of the core graph; the input vector and what merely moves elements is exact. */
    public Arithmetic arithmetic(int node) {
        return float32.get(node) ? Arithmetic.FLOAT32 : Arithmetic.EXACT;
    }

    /** The network if the composition is nothing but one, applied to the input vector. */
    public Optional<Network> single() {
        Optional<Network> first =
                parts.isEmpty() ? Optional.empty() : parts.get(0).network();
        return first.isPresent() && first.get().core() == core ? first : Optional.empty();
    }

    /** Whether the property computes beside the networks: more than moves of elements and numbers that are float32. */
    public boolean computesExactly() {
        for (CoreNode node : core.nodes()) {
            if (!float32.get(node.id()) && !moves(node.op())) {
                return true;
            }
        }
        return false;
    }

    private static boolean moves(CoreOp op) {
        if (op instanceof CoreOp.Affine affine && affine.map() instanceof SelectionMap) {
            return areFloats(affine.bias());
        }
        return op instanceof CoreOp.Input
                || op instanceof CoreOp.Concat
                || op instanceof CoreOp.Constant constant && areFloats(constant.values());
    }

    private static boolean areFloats(double[] values) {
        for (double value : values) {
            if ((float) value != value) {
                return false;
            }
        }
        return true;
    }

    /**
     * Collects variables, applications and property mathematics. What no output depends on is left out of the core graph,
     * except variables.
     */
    public static final class Builder {
        final List<Step> steps = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        private Builder() {}

        /** A variable; its elements follow those of the variables before it. */
        public Value variable(String name, List<Integer> shape) {
            requireNew(name);
            return add(new Step.Free(name, List.copyOf(shape)), shape);
        }

        /** Numbers, exactly. */
        public Value constant(double... values) {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("expected finite numbers, found " + value);
                }
            }
            return add(new Step.Fixed(values.clone()), List.of(values.length));
        }

        /**
         * The output vector of a network.
         *
         * @param name of this application, for messages; unique
         * @param arguments one for each input of the network, of its size; or any that together have its inputs' size
         * @throws IllegalArgumentException if the sizes do not fit
         */
        public Value apply(String name, Network network, Value... arguments) {
            requireNew(name);
            int given = 0;
            for (Value argument : arguments) {
                given += own(argument).size();
            }
            if (given != network.core().inputSize()) {
                throw new IllegalArgumentException(name + ": the network takes "
                        + network.core().inputSize() + " numbers, found arguments of " + given);
            }
            List<Integer> shape = network.outputs().size() == 1
                    ? network.outputShape()
                    : List.of(network.core().outputSize());
            boolean fits = Value.size(shape) == network.core().outputSize();
            return add(
                    new Step.Application(name, network, indices(arguments)),
                    fits ? shape : List.of(network.core().outputSize()));
        }

        /**
         * Mathematics of the property on whole vectors.
         *
         * @param op any but {@link CoreOp.Input} and {@link CoreOp.Constant}
         * @throws IllegalArgumentException if the operands' sizes do not fit
         */
        public Value exact(CoreOp op, Value... operands) {
            if (op instanceof CoreOp.Input || op instanceof CoreOp.Constant || operands.length == 0) {
                throw new IllegalArgumentException("expected an operation on operands, found " + op);
            }
            int total = 0;
            for (Value operand : operands) {
                total += own(operand).size();
            }
            boolean joins = op instanceof CoreOp.Concat;
            for (Value operand : operands) {
                if (!joins && operand.size() != operands[0].size()) {
                    throw new IllegalArgumentException(
                            "expected operands of " + operands[0].size() + " elements, found " + operand.size());
                }
            }
            if (op instanceof CoreOp.Affine affine) {
                return add(
                        new Step.Exact(op, indices(operands)),
                        List.of(affine.map().outputSize()));
            } else if (op instanceof CoreOp.MaxGroups max) {
                return add(new Step.Exact(op, indices(operands)), List.of(max.groups().length));
            }
            return add(new Step.Exact(op, indices(operands)), joins ? List.of(total) : operands[0].shape());
        }

        /** Some elements of a vector, in any order, repeated or not. */
        public Value select(Value from, int... elements) {
            SelectionMap map = new SelectionMap(own(from).size(), elements.clone());
            return exact(new CoreOp.Affine(map, new double[elements.length]), from);
        }

        /** A function given as a core graph, as mathematics of the property. */
        public Value exact(String name, CoreGraph function, Value... arguments) {
            int given = 0;
            for (Value argument : arguments) {
                given += own(argument).size();
            }
            if (given != function.inputSize()) {
                throw new IllegalArgumentException(name + ": the function takes " + function.inputSize()
                        + " numbers, found arguments of " + given);
            }
            return add(new Step.Function(name, function, indices(arguments)), List.of(function.outputSize()));
        }

        /** The composition whose output vector is these values, one after the other; at least one. */
        public Composition build(List<Value> outputs) {
            if (outputs.isEmpty()) {
                throw new IllegalArgumentException("a composition has at least one output");
            }
            List<Integer> chosen = new ArrayList<>();
            for (Value output : outputs) {
                chosen.add(own(output).index);
            }
            Optional<Step.Application> only = onlyApplication(chosen);
            if (only.isPresent()) {
                return alone(only.get().name(), only.get().network(), Splicer.variables(steps));
            }
            return new Splicer(steps).splice(chosen);
        }

        /** The application that is all there is, if it takes all variables in their order. */
        private Optional<Step.Application> onlyApplication(List<Integer> chosen) {
            if (chosen.size() != 1 || !(steps.get(chosen.get(0)) instanceof Step.Application application)) {
                return Optional.empty();
            }
            List<Integer> variables = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i) instanceof Step.Free) {
                    variables.add(i);
                }
            }
            return application.operands().equals(variables) ? Optional.of(application) : Optional.empty();
        }

        private void requireNew(String name) {
            if (!names.add(name)) {
                throw new IllegalArgumentException("expected different names, found '" + name + "' twice");
            }
        }

        private Value own(Value value) {
            if (value.owner != this) {
                throw new IllegalArgumentException("the value belongs to another builder");
            }
            return value;
        }

        private Value add(Step step, List<Integer> shape) {
            steps.add(step);
            return new Value(this, steps.size() - 1, shape);
        }

        private static List<Integer> indices(Value[] values) {
            List<Integer> indices = new ArrayList<>(values.length);
            for (Value value : values) {
                indices.add(value.index);
            }
            return List.copyOf(indices);
        }
    }
}
