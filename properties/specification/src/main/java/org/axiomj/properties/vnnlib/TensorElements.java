package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.properties.vnnlib.TensorDeclaration.Kind;
import org.jspecify.annotations.Nullable;

/** Finds the tensor element that a word such as {@code X[0,1]} names. */
final class TensorElements {
    private final SyntaxReader tree;
    private final SourceText source;
    private final NetworkDeclarations declarations;

    TensorElements(SyntaxReader tree, NetworkDeclarations declarations) {
        this.tree = tree;
        this.source = tree.source;
        this.declarations = declarations;
    }

    /** An element: its tensor and its number within it. */
    record Element(TensorDeclaration tensor, int index) {}

    /** The element that a word names; its indices may be a word of their own, {@code indices}, else -1. */
    Element element(int word, int indices) {
        String text = tree.text(word) + (indices < 0 ? "" : tree.text(indices));
        int bracket = text.indexOf('[');
        String name = bracket < 0 ? text : text.substring(0, bracket).trim();
        TensorDeclaration tensor = declarations.tensor(name);
        int offset = tree.start(word);
        if (tensor == null) {
            throw source.invalid(
                    offset,
                    "expected a number or an element of a tensor that is declared above, found " + tree.excerpt(word)
                            + "; "
                            + (declarations.networks().containsKey(name)
                                    ? name + " is a network: name one of its tensors"
                                    : "declare it, or correct its spelling"));
        }
        if (bracket < 0) {
            if (!tensor.shape().isEmpty()) {
                throw source.invalid(
                        offset,
                        "expected indices after " + name + ", whose shape is "
                                + NetworkDeclarations.shapeText(tensor.shape()) + ", found none; write "
                                + tensor.element(0));
            }
            return new Element(tensor, 0);
        }
        List<Integer> at = numbers(text.substring(bracket));
        if (at == null || at.size() != tensor.shape().size()) {
            throw source.invalid(
                    offset,
                    "expected " + tensor.shape().size() + " indices of " + name + ", whose shape is "
                            + NetworkDeclarations.shapeText(tensor.shape()) + ", found "
                            + source.excerpt(tree.start(word), indices < 0 ? tree.end(word) : tree.end(indices))
                            + "; write " + tensor.element(0));
        }
        int index = 0;
        for (int axis = 0; axis < at.size(); axis++) {
            int size = tensor.shape().get(axis);
            if (at.get(axis) < 0 || at.get(axis) >= size) {
                throw source.invalid(
                        offset,
                        "expected an index from 0 to " + (size - 1) + " in dimension " + axis + " of " + name
                                + ", whose shape is " + NetworkDeclarations.shapeText(tensor.shape()) + ", found "
                                + at.get(axis) + "; correct it");
            }
            index = index * size + at.get(axis);
        }
        return new Element(tensor, index);
    }

    /** The number of an input element among all, or -1 for anything else. */
    int inputNumber(Element element) {
        return element.tensor().kind() == Kind.INPUT ? element.tensor().first() + element.index() : -1;
    }

    /** What {@code [1, 2]} lists; null if it is no such list. */
    static @Nullable List<Integer> numbers(String text) {
        if (text.length() < 2 || text.charAt(0) != '[' || text.charAt(text.length() - 1) != ']') {
            return null;
        }
        String inner = text.substring(1, text.length() - 1);
        List<Integer> values = new ArrayList<>();
        if (inner.isBlank()) {
            return values;
        }
        for (String part : inner.split(",", -1)) {
            String number = part.strip();
            if (!number.matches("-?[0-9]{1,9}")) {
                return null;
            }
            values.add(Integer.parseInt(number));
        }
        return values;
    }
}
