package org.axiomj.properties.vnnlib;

/** The functions that a formula or a term may begin with. */
enum Operator {
    AND("and", true),
    OR("or", true),
    NOT("not", true),
    IMPLIES("=>", true),
    AT_MOST("<=", true),
    LESS("<", true),
    AT_LEAST(">=", true),
    GREATER(">", true),
    EQUAL("=", true),
    PLUS("+", false),
    MINUS("-", false),
    TIMES("*", false),
    DIVIDE("/", false),
    LET("let", true),
    ANNOTATION("!", true);

    final String word;
    /** Whether it makes a formula; {@link #LET} and {@link #ANNOTATION} make what their body makes. */
    final boolean formula;

    private static final Operator[] ALL = values();
    private static final String[] KNOWN_BUT_UNSUPPORTED = {
        "ite",
        "xor",
        "distinct",
        "forall",
        "exists",
        "abs",
        "div",
        "mod",
        "to_real",
        "to_int",
        "is_int",
        "^",
        "pow",
        "exp",
        "sin",
        "cos",
        "tan",
        "sqrt",
        "max",
        "min"
    };

    Operator(String word, boolean formula) {
        this.word = word;
        this.formula = formula;
    }

    boolean transparent() {
        return this == LET || this == ANNOTATION;
    }

    /** The operator at the head of a list. */
    static Operator of(SyntaxReader tree, int list) {
        int head = list + 1;
        if (head >= tree.next(list)) {
            throw tree.source.invalid(
                    tree.start(list),
                    "expected a function and its arguments in parentheses, found '()'; fill or remove it");
        }
        if (!tree.isList(head)) {
            for (Operator operator : ALL) {
                if (tree.is(head, operator.word)) {
                    return operator;
                }
            }
        }
        throw unknown(tree, list, head);
    }

    private static RuntimeException unknown(SyntaxReader tree, int list, int head) {
        if (tree.isList(head)) {
            return tree.source.invalid(
                    tree.start(head),
                    "expected the name of a function after '(', found another '('; remove one pair of parentheses");
        }
        String found = tree.excerpt(head);
        for (String word : KNOWN_BUT_UNSUPPORTED) {
            if (tree.is(head, word)) {
                return tree.source.unsupported(
                        tree.start(head),
                        "the function " + found + " is not supported; write the property with and, or, not, =>, "
                                + "comparisons and linear terms");
            }
        }
        if (Script.isCommand(tree, head)) {
            return tree.source.invalid(
                    tree.start(head),
                    "expected a formula or a term, found the command " + found
                            + "; a ')' is probably missing before it");
        }
        int second = tree.next(head);
        if (second < tree.next(list) && !tree.isList(second)) {
            for (Operator operator : ALL) {
                if (tree.is(second, operator.word)) {
                    return tree.source.invalid(
                            tree.start(head),
                            "expected the operator first, found " + found + " before " + tree.excerpt(second)
                                    + "; write (" + operator.word + " a b) instead of (a " + operator.word + " b)");
                }
            }
        }
        return tree.source.invalid(
                tree.start(head),
                "expected a function (and, or, not, =>, <=, <, >=, >, =, +, -, *, /, let), found " + found
                        + "; correct its spelling");
    }
}
