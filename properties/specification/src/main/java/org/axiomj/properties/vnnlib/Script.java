package org.axiomj.properties.vnnlib;

import java.util.List;
import java.util.Set;
import org.axiomj.properties.Query;

/** Carries out the commands of a specification, one after the other. */
final class Script {
    private static final Set<String> COMMANDS = Set.of("declare-const", "declare-fun", "define-fun", "assert");
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("set-logic", "set-info", "set-option", "get-info", "get-model", "get-value", "echo");
    private static final Set<String> LAST = Set.of("check-sat", "exit");
    private static final Set<String> VERSION_2 = Set.of(
            "vnnlib-version",
            "declare-network",
            "declare-input",
            "declare-output",
            "declare-hidden",
            "equal-to",
            "isomorphic-to");

    private final SyntaxReader tree;
    private final SourceText source;
    private final Declarations declarations;
    private final FormulaTranslator formulas;
    private final CaseSplitter cases;
    private boolean finished;

    Script(SourceText source, int inputSize, int outputSize, Budget budget, int mostCases) {
        this.source = source;
        this.tree = new SyntaxReader(source);
        this.declarations = new Declarations(source, inputSize, outputSize);
        this.formulas = new FormulaTranslator(tree, declarations, budget);
        this.cases = new CaseSplitter(source, inputSize, budget, mostCases);
    }

    /** The disjoint or overlapping cases whose disjunction the assertions' conjunction is. */
    List<Query.Case> run() {
        while (tree.read()) {
            if (tree.next(0) == 1 || tree.isList(1)) {
                throw source.invalid(
                        tree.start(0),
                        "expected a command such as (assert ...), found " + tree.excerpt(0) + "; remove it");
            }
            command(tree.text(1));
        }
        declarations.check();
        return cases.split(declarations);
    }

    static boolean isCommand(SyntaxReader tree, int head) {
        String word = tree.text(head);
        return COMMANDS.contains(word) || WITHOUT_EFFECT.contains(word) || LAST.contains(word);
    }

    private void command(String word) {
        if (finished && COMMANDS.contains(word)) {
            throw source.invalid(
                    tree.start(0),
                    "expected nothing after (check-sat) or (exit), found " + word + "; move it before them");
        }
        switch (word) {
            case "assert" -> {
                tree.requireArguments(0, 1, 1);
                if (!declarations.beyondNetwork()) { // else the end is an error, and indices would not fit
                    cases.require(formulas.formula(2, true), tree.start(0));
                }
            }
            case "declare-const" -> {
                tree.requireArguments(0, 2, 2);
                declare(2, tree.next(2));
            }
            case "declare-fun" -> {
                tree.requireArguments(0, 3, 3);
                requireNoParameters(tree.next(2));
                declare(2, tree.next(tree.next(2)));
            }
            case "define-fun" -> {
                tree.requireArguments(0, 4, 4);
                define();
            }
            default -> otherCommand(word);
        }
    }

    private void declare(int name, int sort) {
        if (tree.isList(name)) {
            throw source.invalid(
                    tree.start(name), "expected the name of a variable, found " + tree.excerpt(name) + "; write X_0");
        }
        if (!tree.is(sort, "Real")) {
            throw source.invalid(
                    tree.start(sort),
                    "expected the sort Real, found " + tree.excerpt(sort) + "; inputs and outputs are real numbers");
        }
        declarations.declare(tree.start(name), tree.end(name));
    }

    private void define() {
        int parameters = tree.next(2);
        requireNoParameters(parameters);
        int sort = tree.next(parameters);
        boolean formula = tree.is(sort, "Bool");
        if (!formula && !tree.is(sort, "Real")) {
            throw source.invalid(
                    tree.start(sort), "expected the sort Real or Bool, found " + tree.excerpt(sort) + "; correct it");
        }
        if (!declarations.beyondNetwork()) {
            formulas.define(2, tree.next(sort), formula);
        }
    }

    private void requireNoParameters(int list) {
        if (!tree.isList(list)) {
            throw source.invalid(
                    tree.start(list),
                    "expected the empty parameter list (), found " + tree.excerpt(list) + "; insert ()");
        }
        if (tree.childCount(list) > 0) {
            throw source.unsupported(
                    tree.start(list),
                    "functions with parameters are not supported, found " + tree.excerpt(list)
                            + "; write the function out where it is used");
        }
    }

    private void otherCommand(String word) {
        if (VERSION_2.contains(word)) {
            throw source.unsupported(
                    tree.start(0),
                    "expected VNN-LIB 1.0, found version 2.0 (the command " + word
                            + "), which cannot be read without its networks; name them, or give the property in version 1.0");
        }
        if (LAST.contains(word)) {
            finished = true;
        } else if (!WITHOUT_EFFECT.contains(word)) {
            throw source.invalid(
                    tree.start(1),
                    "expected a command (declare-const, declare-fun, define-fun, assert, set-logic, check-sat), found "
                            + tree.excerpt(1) + "; correct its spelling or remove it");
        }
    }
}
