package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.Network;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;
import org.axiomj.properties.vnnlib.TensorDeclaration.Kind;

/**
 * Reads VNN-LIB 2.0 ("The VNN-LIB standard for neural network verification queries", version 2.0). The text is read twice:
 * first for the input elements that assertions make equal, which become one input of the query, then for everything.
 */
final class Version2 implements Inputs {
    private static final String COMMAND = "vnnlib-version";

    private final SourceText source;
    private final Budget budget;
    private NetworkDeclarations declarations;
    private InputClasses classes = new InputClasses(0);
    private boolean asserted;

    private Version2(SourceText source, Budget budget) {
        this.source = source;
        this.budget = budget;
        declarations = new NetworkDeclarations(new SyntaxReader(source, true));
    }

    /** Whether the text says so itself: its first command is {@code vnnlib-version}. */
    static boolean isVersion2(SourceText source) {
        byte[] bytes = source.bytes;
        int at = 0;
        while (at < bytes.length && bytes[at] != '(') {
            if (bytes[at] == ';') {
                while (at < bytes.length && bytes[at] != '\n') {
                    at++;
                }
            } else {
                at++;
            }
        }
        at++;
        while (at < bytes.length && bytes[at] <= ' ') {
            at++;
        }
        return at + COMMAND.length() <= bytes.length && source.matches(at, at + COMMAND.length(), COMMAND);
    }

    /** Reads declarations and assertions; refuses what is wrong with them, whatever the networks. */
    static void check(SourceText source, Budget budget) {
        Version2 reader = new Version2(source, budget);
        reader.equalities();
        reader.formulas(new CaseSplitter(source, reader.freeCount(), budget, CaseSplitter.MOST_CASES));
    }

    /** The problem for networks by name; a single one may be under any name. */
    static Problem read(SourceText source, Map<String, Network> networks, Budget budget) {
        Version2 reader = new Version2(source, budget);
        reader.equalities();
        NetworkDeclarations declared = reader.declarations;
        Map<String, Network> matched = new NetworkMatcher(source, declared).match(networks);
        CaseSplitter cases = new CaseSplitter(source, reader.freeCount(), budget, CaseSplitter.MOST_CASES);
        PolynomialReader formulas = reader.formulas(cases);
        List<Query.Case> split = cases.split(reader);
        int[] free = reader.classes.numbers();
        Composer composer = new Composer(reader.declarations, matched, free, reader.freeCount());
        var composition = composer.compose(formulas.monomials().keySet());
        Query query =
                new Query(composition.core().inputSize(), composition.core().outputSize(), split);
        return new Problem(composition, query, reader.tensors(free));
    }

    private int freeCount() {
        int most = 0;
        for (int number : classes.numbers()) {
            most = Math.max(most, number + 1);
        }
        return most;
    }

    private List<Problem.Tensor> tensors(int[] free) {
        List<Problem.Tensor> tensors = new ArrayList<>();
        for (TensorDeclaration tensor : declarations.tensors()) {
            if (tensor.kind() != Kind.HIDDEN) {
                List<Integer> elements = new ArrayList<>(tensor.size());
                boolean input = tensor.kind() == Kind.INPUT;
                for (int i = 0; i < tensor.size(); i++) {
                    elements.add(input ? free[tensor.first() + i] : tensor.first() + i);
                }
                tensors.add(new Problem.Tensor(tensor.name(), tensor.type(), tensor.shape(), input, elements));
            }
        }
        return tensors;
    }

    /** First reading: declarations, and which inputs are equal. */
    private void equalities() {
        SyntaxReader tree = new SyntaxReader(source, true);
        declarations = new NetworkDeclarations(tree);
        TensorElements elements = new TensorElements(tree, declarations);
        version(tree);
        while (tree.read()) {
            if (command(tree).equals("declare-network")) {
                if (asserted) {
                    throw source.invalid(
                            tree.start(0),
                            "expected all networks before the first assertion, found declare-network after it;"
                                    + " move it up");
                }
                declarations.declare();
            } else {
                tree.requireArguments(0, 1, 1);
                if (!asserted) {
                    asserted = true;
                    classes = new InputClasses(declarations.count(Kind.INPUT));
                }
                join(tree, 2, elements);
            }
        }
        if (declarations.networks().isEmpty()) {
            throw source.invalid(
                    source.bytes.length,
                    "expected at least one (declare-network ...), found none; declare the network");
        }
        if (!asserted) {
            throw source.invalid(
                    source.bytes.length, "expected at least one (assert ...), found none; say what is asked");
        }
    }

    private void version(SyntaxReader tree) {
        tree.read();
        tree.requireArguments(0, 1, 1);
        String version = tree.text(2);
        if (!version.matches("<[0-9]+\\.[0-9]+>|[0-9]+\\.[0-9]+")) {
            throw source.invalid(
                    tree.start(2), "expected a version such as <2.0>, found " + tree.excerpt(2) + "; correct it");
        }
        if (!version.startsWith("<2.")
                && !version.startsWith("2.")) { // the brackets are missing in some published files
            throw source.unsupported(
                    tree.start(2),
                    "expected version 2.0, found " + tree.excerpt(2) + "; give the property in version 2.0");
        }
    }

    private String command(SyntaxReader tree) {
        String word = tree.next(0) == 1 || tree.isList(1) ? "" : tree.text(1);
        if (!word.equals("declare-network") && !word.equals("assert")) {
            throw source.invalid(
                    tree.start(0),
                    "expected (declare-network ...) or (assert ...), found " + tree.excerpt(0) + "; correct it");
        }
        return word;
    }

    /** What holds in any case: equalities of two inputs, by themselves or in conjunctions. */
    private void join(SyntaxReader tree, int node, TensorElements elements) {
        if (!tree.isList(node) || tree.next(node) == node + 1) {
            return;
        }
        if (tree.is(node + 1, "and")) {
            for (int child = tree.next(node + 1); child < tree.next(node); child = tree.next(child)) {
                join(tree, child, elements);
            }
        } else if (tree.is(node + 1, "==") && tree.childCount(node) == 3) {
            int left = tree.argument(node);
            int right = tree.next(left);
            if (isWord(tree, left) && isWord(tree, right)) {
                TensorElements.Element a = elements.element(left, -1);
                TensorElements.Element b = elements.element(right, -1);
                boolean inputs = elements.inputNumber(a) >= 0 && elements.inputNumber(b) >= 0;
                if (inputs && a.tensor().type().equals(b.tensor().type())) {
                    classes.join(elements.inputNumber(a), elements.inputNumber(b));
                }
            }
        }
    }

    private boolean isWord(SyntaxReader tree, int node) {
        return !tree.isList(node) && Character.isLetter(source.bytes[tree.start(node)]);
    }

    /** Second reading: every assertion goes to the cases. */
    private PolynomialReader formulas(CaseSplitter cases) {
        SyntaxReader tree = new SyntaxReader(source, true);
        TensorElements elements = new TensorElements(tree, declarations);
        PolynomialReader formulas =
                new PolynomialReader(tree, elements, classes.numbers(), declarations.count(Kind.OUTPUT), budget);
        while (tree.read()) {
            if (tree.is(1, "assert")) {
                cases.require(formulas.formula(2), tree.start(0));
            }
        }
        return formulas;
    }

    @Override
    public String inputName(int index) {
        TensorElements.Element element = first(index);
        return element.tensor().element(element.index());
    }

    @Override
    public int inputOffset(int index) {
        return first(index).tensor().offset();
    }

    /** The first element that is the query's input of that number. */
    private TensorElements.Element first(int index) {
        int[] free = classes.numbers();
        for (TensorDeclaration tensor : declarations.tensors()) {
            for (int i = 0; tensor.kind() == Kind.INPUT && i < tensor.size(); i++) {
                if (free[tensor.first() + i] == index) {
                    return new TensorElements.Element(tensor, i);
                }
            }
        }
        throw new IllegalArgumentException("there is no input " + index);
    }
}
