package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axiomj.properties.vnnlib.TensorDeclaration.Kind;
import org.jspecify.annotations.Nullable;

/** The networks and tensors that a VNN-LIB 2.0 text declares (sections 3.2 to 3.4 of the standard). */
final class NetworkDeclarations {
    private static final Set<String> REALS = Set.of("real", "float16", "float32", "float64", "bfloat16");
    private static final int MOST_ELEMENTS = 20_000_000;

    private final SyntaxReader tree;
    private final SourceText source;
    private final Map<String, NetworkDeclaration> networks = new LinkedHashMap<>();
    private final Map<String, TensorDeclaration> tensors = new LinkedHashMap<>();
    private final int[] counts = new int[Kind.values().length];

    NetworkDeclarations(SyntaxReader tree) {
        this.tree = tree;
        this.source = tree.source;
    }

    Map<String, NetworkDeclaration> networks() {
        return networks;
    }

    /** In the order of the text. */
    List<TensorDeclaration> tensors() {
        return new ArrayList<>(tensors.values());
    }

    @Nullable TensorDeclaration tensor(String name) {
        return tensors.get(name);
    }

    /** Number of elements of all tensors of the kind. */
    int count(Kind kind) {
        return counts[kind.ordinal()];
    }

    /** Whose file a network is: itself, or what it is equal to. */
    NetworkDeclaration original(NetworkDeclaration network) {
        return network.equalTo().isPresent() ? network(network.equalTo().get()) : network;
    }

    private NetworkDeclaration network(String name) {
        return Objects.requireNonNull(networks.get(name));
    }

    /** Reads the form {@code (declare-network ...)} that the tree holds. */
    void declare() {
        tree.requireArguments(0, 1, Integer.MAX_VALUE);
        int nameNode = 2;
        String name = name(nameNode, "a network");
        List<TensorDeclaration> own = new ArrayList<>();
        Optional<String> equalTo = Optional.empty();
        Optional<String> isomorphicTo = Optional.empty();
        for (int part = tree.next(nameNode); part < tree.next(0); part = tree.next(part)) {
            String word = tree.isList(part) && tree.next(part) > part + 1 ? tree.text(part + 1) : "";
            switch (word) {
                case "equal-to", "isomorphic-to" -> {
                    NetworkDeclaration other = reference(part, equalTo.isPresent() || isomorphicTo.isPresent());
                    if (word.equals("equal-to")) {
                        equalTo = Optional.of(other.name());
                    } else {
                        isomorphicTo = Optional.of(other.name());
                    }
                }
                case "declare-input" -> own.add(tensor(part, Kind.INPUT));
                case "declare-hidden" -> own.add(tensor(part, Kind.HIDDEN));
                case "declare-output" -> own.add(tensor(part, Kind.OUTPUT));
                default ->
                    throw source.invalid(
                            tree.start(part),
                            "expected (declare-input ...), (declare-hidden ...), (declare-output ...), (equal-to ...)"
                                    + " or (isomorphic-to ...), found " + tree.excerpt(part) + "; correct it");
            }
        }
        NetworkDeclaration network = new NetworkDeclaration(name, tree.start(nameNode), equalTo, isomorphicTo, own);
        for (Kind kind : List.of(Kind.INPUT, Kind.OUTPUT)) {
            if (network.tensors(kind).isEmpty()) {
                throw source.invalid(
                        network.offset(),
                        "expected at least one (declare-" + kind.word + " ...) in the network " + name
                                + ", found none; declare the network's " + kind.word + "s");
            }
        }
        equalTo.ifPresent(other -> requireSame(network, network(other), true));
        isomorphicTo.ifPresent(other -> requireSame(network, network(other), false));
        networks.put(name, network);
    }

    private NetworkDeclaration reference(int part, boolean second) {
        tree.requireArguments(part, 1, 1);
        int argument = tree.argument(part);
        NetworkDeclaration other = networks.get(tree.text(argument));
        if (second) {
            throw source.invalid(
                    tree.start(part),
                    "expected at most one equal-to or isomorphic-to in a network, found a second; remove one");
        }
        if (other == null) {
            throw source.invalid(
                    tree.start(argument),
                    "expected the name of a network that is declared above, found " + tree.excerpt(argument)
                            + "; declare it first, or correct its spelling");
        }
        if (other.equalTo().isPresent() || other.isomorphicTo().isPresent()) {
            throw source.invalid(
                    tree.start(argument),
                    "expected a network without equal-to or isomorphic-to, found " + tree.excerpt(argument)
                            + "; refer to the network that it refers to");
        }
        return other;
    }

    private void requireSame(NetworkDeclaration network, NetworkDeclaration other, boolean types) {
        for (Kind kind : List.of(Kind.INPUT, Kind.OUTPUT)) {
            List<TensorDeclaration> own = network.tensors(kind);
            List<TensorDeclaration> theirs = other.tensors(kind);
            boolean same = own.size() == theirs.size();
            for (int i = 0; same && i < own.size(); i++) {
                same = own.get(i).shape().equals(theirs.get(i).shape())
                        && (!types || own.get(i).type().equals(theirs.get(i).type()));
            }
            if (!same) {
                throw source.invalid(
                        network.offset(),
                        "expected the same " + kind.word + "s as those of " + other.name() + ", " + texts(theirs)
                                + ", found " + texts(own) + "; make them agree");
            }
        }
    }

    private static String texts(List<TensorDeclaration> tensors) {
        StringBuilder text = new StringBuilder();
        for (TensorDeclaration tensor : tensors) {
            text.append(text.length() == 0 ? "" : " and ")
                    .append(tensor.type())
                    .append(' ')
                    .append(shapeText(tensor.shape()));
        }
        return text.toString();
    }

    static String shapeText(List<Integer> shape) {
        return shape.toString().replace(" ", "");
    }

    private TensorDeclaration tensor(int list, Kind kind) {
        int most = kind == Kind.OUTPUT ? 3 : 4;
        int count = tree.requireArguments(list, kind == Kind.HIDDEN ? 4 : 3, most);
        int nameNode = tree.argument(list);
        String name = name(nameNode, "a tensor");
        int typeNode = tree.next(nameNode);
        String type = tree.isList(typeNode) ? "" : tree.text(typeNode).toLowerCase(Locale.ROOT);
        if (!REALS.contains(type)) {
            boolean integer = type.matches("u?int(4|8|16|32|64)|bool|string|complex(64|128)|float8.*|float4.*");
            String found = "expected the element type real, float64, float32, float16 or bfloat16, found "
                    + tree.excerpt(typeNode);
            throw integer
                    ? source.unsupported(
                            tree.start(typeNode), found + ", which is not supported; use a model over floats")
                    : source.invalid(tree.start(typeNode), found + "; correct it");
        }
        int shapeNode = tree.next(typeNode);
        List<Integer> shape = numbers(shapeNode, "a shape such as [1,5], or [] for a scalar", 1);
        if (count == 4) {
            int last = tree.next(shapeNode);
            if (kind == Kind.INPUT && !tree.is(last, "initialized")) {
                throw source.invalid(
                        tree.start(last),
                        "expected ')' or the word initialized, found " + tree.excerpt(last) + "; remove it");
            }
            if (kind == Kind.HIDDEN && source.bytes[tree.start(last)] != '"') {
                throw source.invalid(
                        tree.start(last),
                        "expected the node's name in the model in double quotes, found " + tree.excerpt(last)
                                + "; quote it");
            }
        }
        TensorDeclaration tensor =
                new TensorDeclaration(name, kind, type, shape, tree.start(nameNode), counts[kind.ordinal()]);
        if ((long) counts[kind.ordinal()] + tensor.size() > MOST_ELEMENTS) {
            throw source.unsupported(
                    tree.start(shapeNode),
                    "expected at most " + MOST_ELEMENTS + " elements, found more; correct the shape");
        }
        counts[kind.ordinal()] += tensor.size();
        tensors.put(name, tensor);
        return tensor;
    }

    private String name(int node, String what) {
        String text = tree.isList(node) ? "" : tree.text(node);
        if (!text.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw source.invalid(
                    tree.start(node),
                    "expected the name of " + what + ", found " + tree.excerpt(node)
                            + "; begin with a letter and go on with letters, digits and _");
        }
        boolean taken = networks.containsKey(text) || tensors.containsKey(text);
        if (taken) {
            throw source.invalid(
                    tree.start(node),
                    "expected a name that is not taken, found " + tree.excerpt(node)
                            + " for the second time; rename one of them");
        }
        return text;
    }

    /** Numbers in brackets, none of them below {@code least}. */
    private List<Integer> numbers(int node, String expected, int least) {
        List<Integer> values = tree.isList(node) ? null : TensorElements.numbers(tree.text(node));
        if (values == null || values.stream().anyMatch(v -> v < least)) {
            throw source.invalid(
                    tree.start(node), "expected " + expected + ", found " + tree.excerpt(node) + "; correct it");
        }
        return values;
    }
}
