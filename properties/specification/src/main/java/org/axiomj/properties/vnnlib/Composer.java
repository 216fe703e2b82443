package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axiomj.ir.Network;
import org.axiomj.ir.compose.Composition;
import org.axiomj.ir.compose.Value;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.properties.vnnlib.TensorDeclaration.Kind;

/**
 * Makes the composition of a text: its networks on their declared inputs, then the products of variables that its assertions
 * speak of. Inputs that are equal are one variable.
 */
final class Composer {
    private final NetworkDeclarations declarations;
    private final Map<String, Network> networks;
    private final int[] free;
    private final boolean allFree;
    private final Composition.Builder builder = Composition.builder();
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private final Value inputs;
    private final List<Value> applications = new ArrayList<>();
    private final Map<List<Integer>, Value> products = new HashMap<>();

    /** The number of the query's input for every declared input element, and how many there are. */
    Composer(NetworkDeclarations declarations, Map<String, Network> networks, int[] free, int freeCount) {
        this.declarations = declarations;
        this.networks = networks;
        this.free = free.clone();
        allFree = free.length == freeCount;
        if (!allFree) {
            inputs = builder.variable("(inputs)", List.of(freeCount));
            return;
        }
        for (TensorDeclaration tensor : declarations.tensors()) {
            if (tensor.kind() == Kind.INPUT) {
                variables.put(tensor.name(), builder.variable(tensor.name(), tensor.shape()));
            }
        }
        Value[] all = variables.values().toArray(new Value[0]);
        inputs = all.length == 1 ? all[0] : builder.exact(new CoreOp.Concat(), all);
    }

    Composition compose(Set<List<Integer>> monomials) {
        for (NetworkDeclaration network : declarations.networks().values()) {
            applications.add(builder.apply(
                    network.name(), Objects.requireNonNull(networks.get(network.name())), arguments(network)));
        }
        List<Value> outputs = new ArrayList<>(applications);
        for (List<Integer> monomial : monomials) {
            outputs.add(product(monomial));
        }
        return builder.build(outputs);
    }

    private Value[] arguments(NetworkDeclaration network) {
        List<Value> arguments = new ArrayList<>();
        List<Integer> chosen = new ArrayList<>();
        for (TensorDeclaration tensor : network.tensors(Kind.INPUT)) {
            if (allFree) {
                arguments.add(Objects.requireNonNull(variables.get(tensor.name())));
            }
            for (int i = 0; i < tensor.size(); i++) {
                chosen.add(free[tensor.first() + i]);
            }
        }
        return allFree
                ? arguments.toArray(new Value[0])
                : new Value[] {
                    builder.select(
                            inputs, chosen.stream().mapToInt(Integer::intValue).toArray())
                };
    }

    /** One number: the product of the variables with these keys, sorted. Equal halves are squared. */
    private Value product(List<Integer> keys) {
        Value known = products.get(keys);
        if (known != null) {
            return known;
        }
        Value result;
        if (keys.size() == 1) {
            result = element(keys.get(0));
        } else {
            int half = keys.size() / 2;
            Value left = product(keys.subList(0, half));
            Value right = product(keys.subList(half, keys.size()));
            result = left == right
                    ? builder.exact(new CoreOp.Smooth(SmoothFunction.SQUARE), left)
                    : builder.exact(new CoreOp.Product(), left, right);
        }
        products.put(List.copyOf(keys), result);
        return result;
    }

    private Value element(int key) {
        if (key >= 0) {
            return builder.select(inputs, key);
        }
        int offset = ~key;
        int at = 0;
        while (offset >= applications.get(at).size()) {
            offset -= applications.get(at++).size();
        }
        return builder.select(applications.get(at), offset);
    }
}
