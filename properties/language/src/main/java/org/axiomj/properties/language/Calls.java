package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;

/** The functions of the language, and networks. */
final class Calls {
    private static final Map<String, Function> FUNCTIONS = new LinkedHashMap<>();
    private static final Map<String, Domain.Norm> BALLS =
            Map.of("linf", Domain.Norm.LINF, "l2", Domain.Norm.L2, "l1", Domain.Norm.L1);
    private static final Map<String, Formula.Exclusion> REGULAR = new LinkedHashMap<>();

    /** All names that the language gives a meaning to. */
    static final Set<String> NAMES = new TreeSet<>(
            List.of("argmax", "argmin", "top_k", "length", "linf", "l2", "l1", "dataset", "label", "output_of"));

    static {
        for (Function function : Function.values()) {
            FUNCTIONS.put(function.text(), function);
        }
        for (Formula.Exclusion exclusion : Formula.Exclusion.values()) {
            REGULAR.put(exclusion.text(), exclusion);
        }
        NAMES.addAll(FUNCTIONS.keySet());
        NAMES.addAll(REGULAR.keySet());
    }

    private final Elaborator elaborator;
    private final Arithmetic arithmetic;

    Calls(Elaborator elaborator) {
        this.elaborator = elaborator;
        this.arithmetic = new Arithmetic(elaborator);
    }

    Value call(Syntax.Call call, Map<String, Value> locals) {
        Function function = FUNCTIONS.get(call.name());
        if (function != null) {
            return function(function, call, locals);
        }
        Formula.Exclusion exclusion = REGULAR.get(call.name());
        if (exclusion != null) {
            expect(call, 1, "(value)");
            return new Value.Truth(new Formula.Regular(
                    elaborator.tensor(call.arguments().get(0), locals).expr(), exclusion));
        }
        Domain.Norm norm = BALLS.get(call.name());
        if (norm != null) {
            expect(call, 2, "(center, radius)");
            return new Regions(elaborator).ball(norm, call, locals);
        }
        return switch (call.name()) {
            case "argmax", "argmin" -> winner(call, locals);
            case "top_k" -> top(call, locals);
            case "dataset" -> new Regions(elaborator).dataset(call);
            case "label" -> label(call, locals);
            case "output_of" -> output(call, locals);
            default -> length(call, locals);
        };
    }

    private void expect(Syntax.Call call, int arguments, String form) {
        if (call.arguments().size() != arguments) {
            throw elaborator.error(
                    call.place(),
                    "expected " + arguments + (arguments == 1 ? " argument" : " arguments") + " of " + call.name()
                            + ", found " + call.arguments().size(),
                    "write " + call.name() + form);
        }
    }

    private Value.Tensor function(Function function, Syntax.Call call, Map<String, Value> locals) {
        int given = call.arguments().size();
        if (function.kind() == Function.Kind.DOT) {
            expect(call, 2, "(v, w)");
        } else if (function.kind() != Function.Kind.EXTREMUM || given == 0) {
            expect(call, 1, "(value)");
        }
        List<Expr> arguments = new ArrayList<>();
        Value.Tensor joined = elaborator.tensor(call.arguments().get(0), locals);
        arguments.add(joined.expr());
        for (Syntax syntax : call.arguments().subList(1, given)) {
            Value.Tensor next = elaborator.tensor(syntax, locals);
            ShapeTerm shape = arithmetic.join(joined, next, syntax.place(), "the comma of " + function.text());
            joined = new Value.Tensor(joined.expr(), shape);
            arguments.add(next.expr());
        }
        ShapeTerm shape = switch (function.kind()) {
            case REDUCTION, DOT -> ShapeTerm.scalar();
            case EXTREMUM -> given == 1 ? ShapeTerm.scalar() : joined.shape();
            case ELEMENTWISE -> joined.shape();
            case VECTOR -> vector(joined, call);
        };
        return new Value.Tensor(new Expr.Call(function, arguments, shape.shape()), shape);
    }

    private ShapeTerm vector(Value.Tensor argument, Syntax.Call call) {
        if (argument.shape().isUnknown()) {
            argument.shape().unify(ShapeTerm.of(List.of(ShapeTerm.Dimension.unknown(null))));
        }
        if (argument.shape().isScalar()) {
            throw elaborator.error(
                    call.arguments().get(0).place(),
                    "expected a vector or tensor in " + call.name() + ", found a number (real)",
                    "apply it to all scores together");
        }
        return argument.shape();
    }

    private Value.Winner winner(Syntax.Call call, Map<String, Value> locals) {
        boolean first = call.arguments().size() == 2
                && call.arguments().get(1) instanceof Syntax.Name name
                && name.name().equals("first");
        if (!first) {
            expect(call, 1, "(scores), or " + call.name() + "(scores, first) if the lowest index shall win ties");
        }
        Value.Tensor scores = arithmetic.vector(call.arguments().get(0), locals);
        return new Value.Winner(scores, call.name().equals("argmax"), first);
    }

    private Value.Top top(Syntax.Call call, Map<String, Value> locals) {
        expect(call, 2, "(scores, k)");
        Value.Tensor scores = arithmetic.vector(call.arguments().get(0), locals);
        Syntax second = call.arguments().get(1);
        int count = arithmetic.wholeNumber(elaborator.value(second, locals), second.place(), "a number of places");
        if (count == 0) {
            throw elaborator.error(
                    second.place(), "expected at least one place in top_k, found 0", "write top_k(v, 1)");
        }
        return new Value.Top(scores, count);
    }

    private Value.Tensor length(Syntax.Call call, Map<String, Value> locals) {
        expect(call, 1, "(vector)");
        Value.Tensor vector = elaborator.tensor(call.arguments().get(0), locals);
        return Arithmetic.number(
                Rational.of(arithmetic.size(vector, call.arguments().get(0).place())));
    }

    private Value.Tensor label(Syntax.Call call, Map<String, Value> locals) {
        expect(call, 1, "(row)");
        Value.Tensor row = elaborator.tensor(call.arguments().get(0), locals);
        String dataset = row.expr() instanceof Expr.Variable v ? elaborator.rows.get(v.name()) : null;
        if (dataset == null) {
            throw elaborator.error(
                    call.arguments().get(0).place(),
                    "expected a variable that ranges over a dataset in label, found another value",
                    "write forall x in dataset(\"file\")[0..9]. argmax(f(x)) == label(x)");
        }
        if (!elaborator
                .scope
                .datasets()
                .describe(dataset)
                .map(Datasets.Description::labelled)
                .orElse(false)) {
            throw elaborator.error(
                    call.place(),
                    "expected a dataset with labels, found none in \"" + dataset + "\"",
                    "add the labels");
        }
        return new Value.Tensor(new Expr.Label((Expr.Variable) row.expr()), ShapeTerm.scalar());
    }

    private Value.Tensor output(Syntax.Call call, Map<String, Value> locals) {
        expect(call, 2, "(f(x), i)");
        Syntax first = call.arguments().get(0);
        Syntax second = call.arguments().get(1);
        Value value = elaborator.value(first, locals);
        int index = arithmetic.wholeNumber(elaborator.value(second, locals), second.place(), "an output");
        if (value instanceof Value.Tensor tensor && tensor.expr() instanceof Expr.Apply && index == 0) {
            return tensor;
        }
        if (!(value instanceof Value.Outputs outputs)) {
            throw elaborator.error(
                    first.place(),
                    "expected a network with several outputs, found " + value.describe(),
                    "apply a network here, as in output_of(f(x), 0)");
        }
        arithmetic.inside(index, outputs.outputs().size(), second.place());
        return outputs.outputs().get(index);
    }

    Value apply(Value.Net network, Syntax.Call call, Map<String, Value> locals) {
        List<Shape> inputs = network.signature().inputs();
        if (call.arguments().size() != inputs.size()) {
            throw elaborator.error(
                    call.place(),
                    "expected " + inputs.size() + (inputs.size() == 1 ? " input" : " inputs") + " of the network '"
                            + network.name() + "', found " + call.arguments().size(),
                    "give one tensor for each of its inputs: "
                            + String.join(
                                    ", ", inputs.stream().map(Shape::toString).toList()));
        }
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Value.Tensor argument = elaborator.tensor(call.arguments().get(i), locals);
            if (!argument.shape().unify(ShapeTerm.of(inputs.get(i)))) {
                throw elaborator.error(
                        call.arguments().get(i).place(),
                        "expected " + inputs.get(i) + " as input of the network '" + network.name() + "', found "
                                + argument.shape(),
                        "make the shapes equal; a number does not count for every element here");
            }
            arguments.add(argument.expr());
        }
        List<Value.Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < network.signature().outputs().size(); i++) {
            Shape shape = network.signature().outputs().get(i);
            outputs.add(new Value.Tensor(new Expr.Apply(network.name(), arguments, i, shape), ShapeTerm.of(shape)));
        }
        return outputs.size() == 1 ? outputs.get(0) : new Value.Outputs(outputs);
    }
}
