package org.axiomj.engine.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.Network;
import org.axiomj.ir.Port;
import org.axiomj.properties.language.Environment;
import org.axiomj.properties.language.NetworkSignature;
import org.axiomj.properties.language.PlainProperty;
import org.axiomj.properties.language.PropertyParser;
import org.axiomj.properties.language.PropertyPrinter;
import org.axiomj.properties.language.TypeChecker;
import org.axiomj.properties.language.TypedProperty;
import org.axiomj.properties.language.core.Shape;
import org.axiomj.properties.language.lower.DatasetRows;
import org.axiomj.properties.language.lower.Goal;
import org.axiomj.properties.language.lower.PropertyLowering;

/** Reads texts of the property language against networks. Knows nothing of the prover, so that a check can use it too. */
public final class ClaimReader {
    private ClaimReader() {}

    /**
     * What a text claims, in its order; what it only ensures of runs is left out.
     *
     * @param fileName as messages shall name the text
     * @param networks by the names that the text uses
     * @throws org.axiomj.properties.InvalidPropertyException at the first mistake, with its place and what to do
     * @throws org.axiomj.properties.UnsupportedPropertyException for what the language has but problems cannot say
     */
    public static List<Claim> read(String text, String fileName, Map<String, Network> networks) {
        Environment environment = Environment.empty();
        for (Map.Entry<String, Network> network : networks.entrySet()) {
            environment = environment.withNetwork(network.getKey(), signature(network.getValue()));
        }
        List<Claim> claims = new ArrayList<>();
        for (TypedProperty property : TypeChecker.check(PropertyParser.parse(text, fileName), environment)) {
            if (property.ensure()) {
                continue;
            }
            List<Goal> goals = PropertyLowering.lower(property, networks, DatasetRows.NONE);
            for (int i = 0; i < goals.size(); i++) {
                claims.add(new Claim(
                        goals.size() == 1 ? property.name() : property.name() + "[" + i + "]",
                        PropertyPrinter.ascii(property.written()),
                        PlainProperty.of(property),
                        goals.get(i)));
            }
        }
        return claims;
    }

    /** The shapes without the batch; an image of one row is a vector. */
    static NetworkSignature signature(Network network) {
        return new NetworkSignature(shapes(network.inputs()), shapes(network.outputs()));
    }

    private static List<Shape> shapes(List<Port> ports) {
        List<Shape> shapes = new ArrayList<>();
        for (Port port : ports) {
            List<Integer> all = port.type().shape().toList();
            List<Integer> sizes = all.size() > 1 && all.get(0) == 1 ? all.subList(1, all.size()) : all;
            long size = sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            shapes.add(
                    sizes.isEmpty() || sizes.contains((int) size)
                            ? Shape.of(size)
                            : Shape.of(
                                    sizes.stream().mapToLong(Integer::longValue).toArray()));
        }
        return shapes;
    }
}
