package org.axiomj.engine.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.Network;
import org.axiomj.ir.Port;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.UnsupportedPropertyException;
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
            String written = PropertyPrinter.ascii(property.written());
            String words = PlainProperty.of(property);
            if (FormulaFacts.speaksOfNetworks(property.formula())) {
                List<Goal> goals = PropertyLowering.lower(property, networks, DatasetRows.NONE);
                for (int i = 0; i < goals.size(); i++) {
                    String name = goals.size() == 1 ? property.name() : property.name() + "[" + i + "]";
                    claims.add(new Claim(name, written, words, property.formula(), Optional.of(goals.get(i)), ""));
                }
            } else {
                claims.add(aboutFunctions(property, written, words));
            }
        }
        return claims;
    }

    /** Functions may be asked about without bounds, for which there is no problem but a prover of its own. */
    private static Claim aboutFunctions(TypedProperty property, String text, String words) {
        Optional<Goal> goal = Optional.empty();
        String why = "";
        try {
            List<Goal> goals = PropertyLowering.lower(property, Map.of(), DatasetRows.NONE);
            goal = goals.size() == 1 ? Optional.of(goals.get(0)) : goal;
            why = goals.size() == 1 ? "" : "it is a conjunction";
        } catch (InvalidPropertyException | UnsupportedPropertyException e) {
            why = String.valueOf(e.getMessage());
        }
        return new Claim(property.name(), text, words, property.formula(), goal, why);
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
