package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.Network;
import org.axiomj.ir.Port;
import org.axiomj.properties.vnnlib.TensorDeclaration.Kind;

/** Holds the networks that were given against those that a text declares. */
final class NetworkMatcher {
    private final SourceText source;
    private final NetworkDeclarations declarations;

    NetworkMatcher(SourceText source, NetworkDeclarations declarations) {
        this.source = source;
        this.declarations = declarations;
    }

    /** The network of every declaration, in their order; a single one that is given stands for the only original. */
    Map<String, Network> match(Map<String, Network> given) {
        List<NetworkDeclaration> originals = new ArrayList<>();
        for (NetworkDeclaration network : declarations.networks().values()) {
            if (network.equalTo().isEmpty()) {
                originals.add(network);
            }
        }
        Map<String, Network> named = given;
        if (given.size() == 1 && originals.size() == 1) {
            Network only = given.values().iterator().next();
            String name = given.keySet().iterator().next();
            if (name.isEmpty()) {
                named = Map.of(originals.get(0).name(), only);
            }
        }
        for (String name : named.keySet()) {
            if (!declarations.networks().containsKey(name)) {
                throw source.invalid(
                        originals.get(0).offset(),
                        "expected models for the networks "
                                + declarations.networks().keySet()
                                + ", found one " + (name.isEmpty() ? "without a name" : "for '" + name + "'")
                                + "; give each as NAME=FILE");
            }
        }
        Map<String, Network> matched = new LinkedHashMap<>();
        for (NetworkDeclaration network : declarations.networks().values()) {
            matched.put(network.name(), network(network, named));
        }
        return matched;
    }

    private Network network(NetworkDeclaration network, Map<String, Network> named) {
        Network own = named.get(network.name());
        Network original = named.get(declarations.original(network).name());
        if (original == null) {
            throw source.invalid(
                    network.offset(),
                    "expected a model for the network "
                            + declarations.original(network).name()
                            + ", found none; give it with --network "
                            + declarations.original(network).name() + "=FILE");
        }
        if (own != null && own != original && !own.sha256().equals(original.sha256())) {
            throw source.invalid(
                    network.offset(),
                    "expected the same model for " + network.name() + " as for "
                            + declarations.original(network).name() + ", which it is equal to, found " + own.path()
                            + " and " + original.path() + "; leave one out, or write isomorphic-to");
        }
        requirePorts(network, original, Kind.INPUT, original.inputs());
        requirePorts(network, original, Kind.OUTPUT, original.outputs());
        return original;
    }

    private void requirePorts(NetworkDeclaration network, Network model, Kind kind, List<Port> ports) {
        List<TensorDeclaration> tensors = network.tensors(kind);
        if (tensors.size() != ports.size()) {
            throw source.invalid(
                    network.offset(),
                    "expected " + ports.size() + " " + kind.word + (ports.size() == 1 ? "" : "s") + " as in "
                            + model.path() + ", found " + tensors.size()
                            + " declared; declare all of them in the order of the model");
        }
        for (int i = 0; i < ports.size(); i++) {
            TensorDeclaration tensor = tensors.get(i);
            Port port = ports.get(i);
            List<Integer> shape = port.type().shape().toList();
            if (!withoutOnes(tensor.shape()).equals(withoutOnes(shape))) {
                throw source.invalid(
                        tensor.offset(),
                        "expected the shape " + NetworkDeclarations.shapeText(shape) + " of the model's " + kind.word
                                + " '" + port.name() + "', found " + tensor.name() + " of shape "
                                + NetworkDeclarations.shapeText(tensor.shape())
                                + "; correct it (dimensions of 1 make no difference)");
            }
            String type = switch (port.type().element()) {
                case FLOAT -> "float32";
                case DOUBLE -> "float64";
                default -> port.type().element().text();
            };
            if (!tensor.type().equals("real") && !tensor.type().equals(type)) {
                throw source.invalid(
                        tensor.offset(),
                        "expected the element type " + type + " of the model's " + kind.word + " '" + port.name()
                                + "', found " + tensor.name() + " of type " + tensor.type()
                                + "; correct it, or declare it real");
            }
        }
    }

    private static List<Integer> withoutOnes(List<Integer> shape) {
        List<Integer> kept = new ArrayList<>(shape);
        kept.removeIf(d -> d == 1);
        return kept;
    }
}
