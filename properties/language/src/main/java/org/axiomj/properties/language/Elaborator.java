package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Size;
import org.jspecify.annotations.Nullable;

/**
 * Turns one goal's syntax into core formulas. It runs twice over the same syntax: the first run finds the shapes of the
 * variables by unification and its result is thrown away; in the second every shape is settled, so that each expression
 * can be made with its final shape. Variables are met in the same order in both runs.
 */
final class Elaborator {
    /** Definitions are written out where they are used, which can double a formula again and again. */
    private static final long LARGEST = 500_000;

    final Scope scope;
    private final Source source;
    private final Arithmetic arithmetic = new Arithmetic(this);
    private final Relations relations = new Relations(this);
    private final Regions regions = new Regions(this);
    private final Calls calls = new Calls(this);
    private final List<ShapeTerm> variables = new ArrayList<>();
    private final Map<String, ShapeTerm.Dimension> sizes = new LinkedHashMap<>();
    /** The dataset whose rows a variable ranges over, by the variable's name. */
    final Map<String, String> rows = new LinkedHashMap<>();

    private int met;
    private long steps;
    private boolean settled;
    private Names names = new Names();
    private @Nullable Place use;

    Elaborator(Scope scope, Source source) {
        this.scope = scope;
        this.source = source;
    }

    Formula goal(SourceFile.Goal goal) {
        Map<String, Value> none = Map.of();
        formula(goal.formula(), free(goal, none));
        Names sizeNames = new Names();
        sizes.keySet().forEach(sizeNames::fresh);
        variables.forEach(shape -> shape.settle(sizeNames));
        settled = true;
        met = 0;
        steps = 0;
        rows.clear();
        names = new Names();
        Formula formula = formula(goal.formula(), free(goal, none));
        limit(formula, goal.formula().place());
        return formula;
    }

    /** An ensure speaks of the values of a run. */
    private Map<String, Value> free(SourceFile.Goal goal, Map<String, Value> locals) {
        if (!goal.ensure()) {
            return locals;
        }
        Map<String, Value> run = new LinkedHashMap<>(locals);
        run.put("input", variable("input", ShapeTerm.unknown()));
        run.put("output", variable("output", ShapeTerm.unknown()));
        return run;
    }

    /** Whether all shapes are known, so that what depends on them can be built and checked. */
    boolean settled() {
        return settled;
    }

    /** Counts what is written out towards the limit. */
    void limit(Formula formula, Place place) {
        steps += Size.upTo(formula, LARGEST);
        if (steps > LARGEST) {
            throw error(
                    place,
                    "expected at most " + LARGEST + " parts when all definitions are written out, found more",
                    "use the definitions fewer times inside each other");
        }
    }

    InvalidPropertyException error(Place place, String problem, String advice) {
        return source.error(use == null ? place : use, problem, advice);
    }

    Formula formula(Syntax syntax, Map<String, Value> locals) {
        Value value = value(syntax, locals);
        if (value instanceof Value.Truth truth) {
            return truth.formula();
        }
        throw notFormula(value, syntax.place());
    }

    private InvalidPropertyException notFormula(Value value, Place place) {
        return error(
                place,
                "expected a formula, found " + value.describe(),
                value instanceof Value.Tensor
                        ? "compare it with something, as in `0 <= f(x)`"
                        : value instanceof Value.Winner
                                ? "compare it with a class, as in `argmax(f(x)) == 3`"
                                : "a formula is a comparison, or made of formulas with and, or, not, ==>, forall, exists");
    }

    Value.Tensor tensor(Syntax syntax, Map<String, Value> locals) {
        return tensor(value(syntax, locals), syntax.place());
    }

    Value.Tensor tensor(Value value, Place place) {
        if (value instanceof Value.Tensor tensor) {
            return tensor;
        }
        if (value instanceof Value.Items items) {
            return arithmetic.stack(items, place);
        }
        String advice = "put an expression here";
        if (value instanceof Value.Truth) {
            advice = "use `if CONDITION then 1 else 0` to count a formula";
        } else if (value instanceof Value.Winner) {
            advice = "a class can be compared with == and != only: with a number, a label, or another argmax";
        } else if (value instanceof Value.Net net) {
            advice = "apply it: " + net.name() + "(x)";
        } else if (value instanceof Value.Outputs) {
            advice = "choose one, from 0: output_of(f(x), 0)";
        } else if (value instanceof Value.Region || value instanceof Value.Dataset) {
            advice = "domains stand after `in`";
        }
        throw error(place, "expected a number, vector or tensor, found " + value.describe(), advice);
    }

    /** A constant number, or empty. */
    static Optional<Rational> constant(Value value) {
        return value instanceof Value.Tensor tensor
                        && tensor.expr() instanceof Expr.Constant constant
                        && constant.shape().isScalar()
                ? Optional.of(constant.elements().get(0))
                : Optional.empty();
    }

    Value.Tensor scalar(Syntax syntax, Map<String, Value> locals) {
        Value.Tensor tensor = tensor(syntax, locals);
        if (!tensor.shape().unify(ShapeTerm.scalar())) {
            throw error(
                    syntax.place(),
                    "expected a number, found " + tensor.describe(),
                    "take one element, as in v[0], or a summary such as max(v)");
        }
        return tensor;
    }

    Value value(Syntax syntax, Map<String, Value> locals) {
        if (++steps > LARGEST) {
            throw error(
                    syntax.place(),
                    "expected at most " + LARGEST + " steps of checking, found more",
                    "use the definitions fewer times inside each other");
        }
        if (syntax instanceof Syntax.Number number) {
            return Arithmetic.number(number.value());
        } else if (syntax instanceof Syntax.Name name) {
            return name(name, locals);
        } else if (syntax instanceof Syntax.Call call) {
            return call(call, locals);
        } else if (syntax instanceof Syntax.Index index) {
            Value of = value(index.of(), locals);
            return of instanceof Value.Dataset dataset
                    ? regions.rows(dataset, index, locals)
                    : arithmetic.index(tensor(of, index.of().place()), index, locals);
        } else if (syntax instanceof Syntax.Without without) {
            return arithmetic.without(without, locals);
        } else if (syntax instanceof Syntax.Brackets brackets) {
            List<Value> items = new ArrayList<>();
            for (Syntax item : brackets.items()) {
                items.add(value(item, locals));
            }
            return new Value.Items(items);
        } else if (syntax instanceof Syntax.Negate negate) {
            return arithmetic.negate(tensor(negate.operand(), locals));
        } else if (syntax instanceof Syntax.Sum sum) {
            return arithmetic.sum(sum, locals);
        } else if (syntax instanceof Syntax.Product product) {
            return arithmetic.product(product, locals);
        } else if (syntax instanceof Syntax.Quotient quotient) {
            return arithmetic.quotient(quotient, locals);
        } else if (syntax instanceof Syntax.Power power) {
            return arithmetic.power(power, locals);
        } else if (syntax instanceof Syntax.Comparison comparison) {
            return new Value.Truth(relations.chain(comparison, locals));
        } else if (syntax instanceof Syntax.Set set) {
            return regions.set(set, locals);
        } else if (syntax instanceof Syntax.Conditional conditional) {
            return conditional(conditional, locals);
        } else if (syntax instanceof Syntax.And and) {
            return conjunction(and, locals);
        } else if (syntax instanceof Syntax.Text text) {
            throw error(text.place(), "expected an expression, found a text", "texts name files: dataset(\"file\")");
        }
        return new Value.Truth(connective(syntax, locals));
    }

    private Formula connective(Syntax syntax, Map<String, Value> locals) {
        if (syntax instanceof Syntax.Truth truth) {
            return new Formula.Truth(truth.value());
        } else if (syntax instanceof Syntax.Not not) {
            return new Formula.Not(formula(not.operand(), locals));
        } else if (syntax instanceof Syntax.Or or) {
            List<Formula> parts = new ArrayList<>();
            for (Syntax part : or.operands()) {
                parts.add(formula(part, locals));
            }
            return new Formula.Or(parts);
        } else if (syntax instanceof Syntax.Implies implies) {
            Formula premise = formula(implies.premise(), locals);
            return new Formula.Or(List.of(new Formula.Not(premise), formula(implies.conclusion(), locals)));
        } else if (syntax instanceof Syntax.Iff iff) {
            return new Formula.Iff(formula(iff.left(), locals), formula(iff.right(), locals));
        }
        return quantified((Syntax.Quantified) syntax, locals);
    }

    private Value conjunction(Syntax.And and, Map<String, Value> locals) {
        Value first = value(and.operands().get(0), locals);
        if (first instanceof Value.Truth truth) {
            List<Formula> parts = new ArrayList<>(List.of(truth.formula()));
            for (Syntax part : and.operands().subList(1, and.operands().size())) {
                parts.add(formula(part, locals));
            }
            return new Value.Truth(new Formula.And(parts));
        }
        if (first instanceof Value.Items || first instanceof Value.Region || first instanceof Value.Dataset) {
            return regions.intersection(first, and, locals);
        }
        throw notFormula(first, and.operands().get(0).place());
    }

    private Value conditional(Syntax.Conditional syntax, Map<String, Value> locals) {
        Formula condition = formula(syntax.condition(), locals);
        Value yes = value(syntax.yes(), locals);
        if (yes instanceof Value.Truth truth) {
            Formula no = formula(syntax.no(), locals);
            return new Value.Truth(new Formula.And(List.of(
                    new Formula.Or(List.of(new Formula.Not(condition), truth.formula())),
                    new Formula.Or(List.of(condition, no)))));
        }
        Value.Tensor left = tensor(yes, syntax.yes().place());
        Value.Tensor right = tensor(syntax.no(), locals);
        ShapeTerm shape = arithmetic.join(left, right, syntax.place(), "if-then-else");
        return new Value.Tensor(new Expr.Conditional(condition, left.expr(), right.expr(), shape.shape()), shape);
    }

    private Value name(Syntax.Name name, Map<String, Value> locals) {
        Value local = locals.get(name.name());
        if (local != null) {
            return local;
        }
        Optional<Value> global = scope.global(name.name(), name.place(), this);
        if (global.isPresent()) {
            return global.get();
        }
        if (scope.isCallable(name.name())) {
            return call(new Syntax.Call(name.name(), List.of(), name.place()), locals);
        }
        throw unknown(name.name(), name.place(), locals);
    }

    InvalidPropertyException unknown(String name, Place place, Map<String, Value> locals) {
        List<String> known = new ArrayList<>(locals.keySet());
        known.addAll(scope.names());
        known.addAll(Calls.NAMES);
        String advice = Names.nearest(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("declare it with `let`, `def` or `network`, bind it with `forall`, or pass it in");
        return error(place, "expected a name that is declared or bound here, found '" + name + "'", advice);
    }

    private Value call(Syntax.Call call, Map<String, Value> locals) {
        Value local = locals.get(call.name());
        if (local instanceof Value.Net network) {
            return calls.apply(network, call, locals);
        }
        if (local != null) {
            throw error(
                    call.place(),
                    "expected a function or network, found '" + call.name() + "', which is " + local.describe(),
                    "write [i] for an element and * for a product");
        }
        SourceFile.Definition definition = scope.definition(call.name());
        if (definition != null) {
            return define(definition, call, locals);
        }
        Value.Net network = scope.network(call.name());
        if (network != null) {
            return calls.apply(network, call, locals);
        }
        if (Calls.NAMES.contains(call.name())) {
            return calls.call(call, locals);
        }
        NamedProperty named = scope.named(call.name());
        if (named != null) {
            return named(named, call, locals);
        }
        Optional<Value> global = scope.global(call.name(), call.place(), this);
        if (global.isPresent()) {
            throw error(
                    call.place(),
                    "expected a function or network, found '" + call.name() + "', which is "
                            + global.get().describe(),
                    "write [i] for an element and * for a product");
        }
        throw unknown(call.name(), call.place(), locals);
    }

    private Value define(SourceFile.Definition definition, Syntax.Call call, Map<String, Value> locals) {
        int expected = definition.parameters().size();
        if (call.arguments().size() != expected) {
            throw error(
                    call.place(),
                    "expected " + expected + (expected == 1 ? " argument" : " arguments") + " of " + definition.name()
                            + ", found " + call.arguments().size(),
                    "write " + definition.name() + "(" + String.join(", ", definition.parameters()) + ")");
        }
        Map<String, Value> inner = new LinkedHashMap<>();
        for (int i = 0; i < expected; i++) {
            inner.put(definition.parameters().get(i), value(call.arguments().get(i), locals));
        }
        scope.enter(definition.name(), call.place(), this);
        Value result = definition.property()
                ? new Value.Truth(formula(definition.body(), inner))
                : value(definition.body(), inner);
        scope.leave(definition.name());
        return result;
    }

    private Value named(NamedProperty property, Syntax.Call call, Map<String, Value> locals) {
        List<NamedProperty.Parameter> parameters = property.parameters();
        long required =
                parameters.stream().filter(NamedProperty.Parameter::required).count();
        int given = call.arguments().size();
        if (given < required || given > parameters.size()) {
            throw error(
                    call.place(),
                    "expected "
                            + (required == parameters.size() ? "" + required : required + " to " + parameters.size())
                            + " arguments of " + property.name() + ", found " + given,
                    "write " + property.name() + "("
                            + String.join(
                                    ", ",
                                    parameters.stream()
                                            .map(p -> p.required() ? p.name() : "[" + p.name() + "]")
                                            .toList())
                            + ")");
        }
        Map<String, Value> inner = new LinkedHashMap<>();
        Map<String, NetworkSignature> signatures = new LinkedHashMap<>();
        for (int i = 0; i < given; i++) {
            NamedProperty.Parameter parameter = parameters.get(i);
            Syntax argument = call.arguments().get(i);
            Value value = argument(parameter, value(argument, locals), argument.place(), property);
            inner.put(parameter.name(), value);
            if (value instanceof Value.Net network) {
                signatures.put(parameter.name(), network.signature());
            }
        }
        // Mistakes inside the catalogue's text are reported where the file uses it.
        Place outer = use;
        use = outer == null ? call.place() : outer;
        scope.enter(property.name(), call.place(), this);
        Value result = new Value.Truth(formula(property.expand(given, signatures), inner));
        scope.leave(property.name());
        use = outer;
        return result;
    }

    private Value argument(NamedProperty.Parameter parameter, Value value, Place place, NamedProperty property) {
        boolean fits = switch (parameter.kind()) {
            case NETWORK -> value instanceof Value.Net;
            case NUMBER ->
                value instanceof Value.Tensor tensor && tensor.shape().unify(ShapeTerm.scalar());
            case TENSOR -> value instanceof Value.Tensor || value instanceof Value.Items;
            case DOMAIN ->
                value instanceof Value.Region || value instanceof Value.Items || value instanceof Value.Dataset;
            case FORMULA -> value instanceof Value.Truth;
        };
        if (!fits) {
            throw error(
                    place,
                    "expected " + parameter.kind().text + " for '" + parameter.name() + "' of " + property.name()
                            + ", found " + value.describe(),
                    "see docs/property-language.md for what named properties take");
        }
        return value;
    }

    private Formula quantified(Syntax.Quantified syntax, Map<String, Value> locals) {
        Map<String, Value> inner = new LinkedHashMap<>(locals);
        List<Expr.Variable> bound = new ArrayList<>();
        List<Domain> domains = new ArrayList<>();
        for (Syntax.Binding binding : syntax.bindings()) {
            // A domain sees the variables of the bindings before its own.
            Map<String, Value> outer = new LinkedHashMap<>(inner);
            for (String name : binding.names()) {
                Value.Tensor variable = variable(name, type(binding));
                domains.add(
                        binding.domain().isPresent()
                                ? regions.domain(binding.domain().get(), variable, outer)
                                : new Domain.Everything());
                bound.add((Expr.Variable) variable.expr());
                inner.put(name, variable);
            }
        }
        Formula formula = formula(syntax.body(), inner);
        for (int i = bound.size() - 1; i >= 0; i--) {
            formula = syntax.universal()
                    ? new Formula.ForAll(bound.get(i), domains.get(i), formula)
                    : new Formula.Exists(bound.get(i), domains.get(i), formula);
        }
        return formula;
    }

    /** A new variable; in the second run with the shape that the first found. */
    Value.Tensor variable(String name, ShapeTerm declared) {
        if (met == variables.size()) {
            variables.add(declared);
        }
        ShapeTerm shape = variables.get(met++);
        return new Value.Tensor(new Expr.Variable(names.fresh(name), shape.shape()), shape);
    }

    ShapeTerm type(Syntax.Binding binding) {
        if (binding.type().isEmpty()) {
            return ShapeTerm.unknown();
        }
        List<ShapeTerm.Dimension> dimensions = new ArrayList<>();
        for (String text : binding.type().get().dimensions()) {
            dimensions.add(
                    Character.isDigit(text.charAt(0))
                            ? ShapeTerm.Dimension.of(
                                    Scope.size(text, binding.type().get().place(), source))
                            : sizes.computeIfAbsent(text, ShapeTerm.Dimension::unknown));
        }
        return ShapeTerm.of(dimensions);
    }
}
