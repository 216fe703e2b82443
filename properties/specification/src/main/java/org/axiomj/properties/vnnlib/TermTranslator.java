package org.axiomj.properties.vnnlib;

import java.util.HashMap;
import java.util.Map;
import org.axiomj.ir.exact.Rational;
import org.jspecify.annotations.Nullable;

/** Translates real terms into linear sums, and holds what names stand for. Terms that are not linear are refused. */
final class TermTranslator {
    private final SyntaxReader tree;
    private final SourceText source;
    private final Declarations declarations;
    private final NumberReader numbers;
    private final Budget budget;
    /** Of let and define-fun: a {@link Formula} or a {@link LinearSum}. */
    private final Map<String, Object> bindings = new HashMap<>();

    private final FormulaTranslator formulas;

    TermTranslator(SyntaxReader tree, Declarations declarations, Budget budget, FormulaTranslator formulas) {
        this.tree = tree;
        this.source = tree.source;
        this.declarations = declarations;
        this.numbers = new NumberReader(source);
        this.budget = budget;
        this.formulas = formulas;
    }

    LinearSum term(int node) {
        LinearSum sum = new LinearSum(budget);
        add(node, Rational.ONE, sum);
        return sum;
    }

    /** {@code sum += scale * node}. */
    void add(int node, Rational scale, LinearSum sum) {
        int offset = tree.start(node);
        if (!tree.isList(node)) {
            addLeaf(node, scale, sum);
            return;
        }
        Operator operator = Operator.of(tree, node);
        switch (operator) {
            case PLUS -> {
                tree.requireArguments(node, 1, Integer.MAX_VALUE);
                for (int child = tree.argument(node); child < tree.next(node); child = tree.next(child)) {
                    add(child, scale, sum);
                }
            }
            case MINUS -> {
                int first = tree.argument(node);
                boolean unary = tree.requireArguments(node, 1, Integer.MAX_VALUE) == 1;
                add(first, unary ? scale.negate() : scale, sum);
                for (int child = tree.next(first); child < tree.next(node); child = tree.next(child)) {
                    add(child, scale.negate(), sum);
                }
            }
            case TIMES -> addProduct(node, scale, sum);
            case DIVIDE -> addQuotient(node, scale, sum);
            case ANNOTATION -> add(annotated(node), scale, sum);
            case LET -> {
                Map<String, Object> outer = enter(node);
                add(letBody(node), scale, sum);
                leave(outer);
            }
            default ->
                throw source.invalid(
                        offset,
                        "expected a number, a variable or a sum, found a formula that begins with '" + operator.word
                                + "'; only and, or, not, => and let take formulas");
        }
    }

    private void addLeaf(int node, Rational scale, LinearSum sum) {
        int start = tree.start(node);
        int end = tree.end(node);
        int key = declarations.key(start, end);
        if (key != Declarations.NONE) {
            declarations.use(key, start, end);
            sum.addVariable(start, scale, key);
        } else if (numbers.looksLikeNumber(start, end)) {
            sum.addConstant(start, scale, numbers.read(start, end));
        } else if (bound(node) instanceof LinearSum other) {
            sum.addSum(start, scale, other);
        } else if (isTruth(node) || bound(node) != null) {
            throw source.invalid(
                    start,
                    "expected a number, a variable or a sum, found the formula " + tree.excerpt(node)
                            + "; compare numbers only");
        } else {
            throw undeclared(node);
        }
    }

    private void addProduct(int node, Rational scale, LinearSum sum) {
        tree.requireArguments(node, 1, Integer.MAX_VALUE);
        Rational factor = scale;
        LinearSum variable = null;
        for (int child = tree.argument(node); child < tree.next(node); child = tree.next(child)) {
            LinearSum value = term(child);
            if (value.isConstant()) {
                factor = budget.checked(tree.start(child), factor.multiply(value.constant()));
            } else if (variable == null) {
                variable = value;
            } else {
                throw source.unsupported(
                        tree.start(child),
                        "expected a linear term, found a product of two terms with variables; "
                                + "VNN-LIB 1.0 is linear: at most one factor may hold variables");
            }
        }
        if (variable == null) {
            sum.addConstant(tree.start(node), Rational.ONE, factor);
        } else {
            sum.addSum(tree.start(node), factor, variable);
        }
    }

    private void addQuotient(int node, Rational scale, LinearSum sum) {
        tree.requireArguments(node, 2, Integer.MAX_VALUE);
        int first = tree.argument(node);
        Rational factor = scale;
        for (int child = tree.next(first); child < tree.next(node); child = tree.next(child)) {
            LinearSum divisor = term(child);
            if (!divisor.isConstant()) {
                throw source.unsupported(
                        tree.start(child),
                        "expected a constant divisor, found a term with variables; "
                                + "VNN-LIB 1.0 is linear: multiply both sides out");
            }
            if (divisor.constant().signum() == 0) {
                throw source.invalid(tree.start(child), "expected a divisor other than zero, found 0; correct it");
            }
            factor = budget.checked(tree.start(child), factor.divide(divisor.constant()));
        }
        add(first, factor, sum);
    }

    /** The input of a leaf {@code X_i}, or -1. */
    int input(int node) {
        if (tree.isList(node)) {
            return -1;
        }
        int key = declarations.key(tree.start(node), tree.end(node));
        if (key < 0) {
            return -1;
        }
        declarations.use(key, tree.start(node), tree.end(node));
        return key;
    }

    boolean isVariable(int leaf) {
        return declarations.key(tree.start(leaf), tree.end(leaf)) != Declarations.NONE;
    }

    boolean isNumber(int node) {
        return !tree.isList(node) && numbers.looksLikeNumber(tree.start(node), tree.end(node));
    }

    Rational number(int node) {
        return numbers.read(tree.start(node), tree.end(node));
    }

    boolean isTruth(int leaf) {
        return tree.is(leaf, "true") || tree.is(leaf, "false");
    }

    /** What a name stands for, or null. */
    @Nullable Object bound(int leaf) {
        return bindings.isEmpty() ? null : bindings.get(tree.name(leaf));
    }

    RuntimeException undeclared(int leaf) {
        return source.invalid(
                tree.start(leaf),
                "expected a number, X_i, Y_i, or a name that is defined above, found " + tree.excerpt(leaf)
                        + "; define it, or correct its spelling");
    }

    /** Names a value; what it stood for before, or null, comes back. */
    @Nullable Object define(int name, Object value) {
        int start = tree.start(name);
        boolean symbol = !tree.isList(name) && tree.source.bytes[start] != '"' && tree.source.bytes[start] != ':';
        if (!symbol || isNumber(name) || isTruth(name) || isVariable(name)) {
            throw source.invalid(
                    start,
                    "expected a name to define, found " + tree.excerpt(name)
                            + "; choose a name other than a number, X_i, Y_i, true and false");
        }
        budget.keep(start, 100 + tree.end(name) - start);
        return bindings.put(tree.name(name), value);
    }

    boolean isDefined(int name) {
        return bindings.containsKey(tree.name(name));
    }

    /** Binds the names of a let, all at once; what they stood for before, for {@link #leave}. */
    Map<String, Object> enter(int let) {
        tree.requireArguments(let, 2, 2);
        int pairs = tree.argument(let);
        if (!tree.isList(pairs) || tree.childCount(pairs) == 0) {
            throw source.invalid(
                    tree.start(pairs),
                    "expected definitions ((name value) ...), found " + tree.excerpt(pairs)
                            + "; write (let ((a 0.5)) body)");
        }
        Map<Integer, Object> values = new java.util.LinkedHashMap<>();
        for (int pair = pairs + 1; pair < tree.next(pairs); pair = tree.next(pair)) {
            if (!tree.isList(pair) || tree.childCount(pair) != 2) {
                throw source.invalid(
                        tree.start(pair),
                        "expected a definition (name value), found " + tree.excerpt(pair)
                                + "; write (let ((a 0.5)) body)");
            }
            values.put(pair + 1, formulas.formulaOrTerm(tree.next(pair + 1)));
        }
        Map<String, Object> outer = new HashMap<>();
        for (Map.Entry<Integer, Object> value : values.entrySet()) {
            Object before = define(value.getKey(), value.getValue());
            if (outer.containsKey(tree.name(value.getKey()))) {
                throw source.invalid(
                        tree.start(value.getKey()),
                        "expected different names in one let, found " + tree.excerpt(value.getKey())
                                + " twice; rename one of them");
            }
            outer.put(tree.name(value.getKey()), before);
        }
        return outer;
    }

    void leave(Map<String, Object> outer) {
        for (Map.Entry<String, Object> name : outer.entrySet()) {
            if (name.getValue() == null) {
                bindings.remove(name.getKey());
            } else {
                bindings.put(name.getKey(), name.getValue());
            }
        }
    }

    int letBody(int let) {
        return tree.next(tree.argument(let));
    }

    /** What {@code (! it :named n)} is about. */
    int annotated(int node) {
        tree.requireArguments(node, 1, Integer.MAX_VALUE);
        return tree.argument(node);
    }
}
