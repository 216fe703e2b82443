package org.axiomj.properties.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a file's names may mean besides its own declarations. A declaration of the file goes before a constant of the
 * same name; a network that both know must have the same signature.
 *
 * @param networks by name
 * @param constants by name
 * @param named properties of the catalogue, by name
 */
public record Environment(
        Map<String, NetworkSignature> networks,
        Map<String, Constant> constants,
        Map<String, NamedProperty> named,
        Datasets datasets) {
    public Environment {
        networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    public static Environment empty() {
        return new Environment(Map.of(), Map.of(), Map.of(), fileName -> Optional.empty());
    }

    public Environment withNetwork(String name, NetworkSignature signature) {
        Map<String, NetworkSignature> more = new LinkedHashMap<>(networks);
        more.put(name, signature);
        return new Environment(more, constants, named, datasets);
    }

    public Environment withConstant(String name, Constant constant) {
        Map<String, Constant> more = new LinkedHashMap<>(constants);
        more.put(name, constant);
        return new Environment(networks, more, named, datasets);
    }

    public Environment withNamed(NamedProperty property) {
        Map<String, NamedProperty> more = new LinkedHashMap<>(named);
        more.put(property.name(), property);
        return new Environment(networks, constants, more, datasets);
    }

    public Environment withDatasets(Datasets other) {
        return new Environment(networks, constants, named, other);
    }
}
