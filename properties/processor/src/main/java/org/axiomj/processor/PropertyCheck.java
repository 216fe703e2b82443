package org.axiomj.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.tools.Diagnostic;
import org.axiomj.ir.Network;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.language.Environment;
import org.axiomj.properties.language.FreeNames;
import org.axiomj.properties.language.NetworkSignature;
import org.axiomj.properties.language.PropertyParser;
import org.axiomj.properties.language.SourceFile;
import org.axiomj.properties.language.TypeChecker;
import org.axiomj.properties.language.core.Shape;

/**
 * Reads the text of a property and checks its types. Types are checked only where every name is known: {@code f}, the
 * network of {@code @AxiomModel} if that takes and yields one vector, and what the text declares. Constants and datasets,
 * which a caller supplies at run time, leave a text read but not checked.
 */
final class PropertyCheck {
    private static final String NETWORK = "f";

    private PropertyCheck() {}

    /** Reports the first mistake at the text; true where there is none. */
    static boolean check(PropertyText text, Optional<Network> network) {
        try {
            SourceFile file = PropertyParser.parse(text.text(), text.isProof() ? "@Prove" : "@Ensure");
            if (file.declarations().stream().noneMatch(d -> d instanceof SourceFile.Goal)) {
                text.at()
                        .say(
                                Diagnostic.Kind.ERROR,
                                "expected a property, found nothing to " + (text.isProof() ? "prove" : "ensure")
                                        + "; write a formula such as "
                                        + (text.isProof() ? "forall x in [0, 1]. f(x)[0] >= 0" : "finite(output)"));
                return false;
            }
            if (!text.isProof()) {
                file = asCondition(file);
            }
            Optional<NetworkSignature> signature = network.flatMap(PropertyCheck::vectors);
            Set<String> free = FreeNames.of(file);
            if (free.isEmpty() || free.equals(Set.of(NETWORK)) && signature.isPresent()) {
                Environment environment = signature
                        .map(s -> Environment.empty().withNetwork(NETWORK, s))
                        .orElseGet(Environment::empty);
                TypeChecker.check(file, environment);
            }
            return true;
        } catch (InvalidPropertyException mistake) {
            text.at().say(Diagnostic.Kind.ERROR, String.valueOf(mistake.getMessage()));
            return false;
        }
    }

    /** The same formulas, as conditions on the input and the output of a run. */
    private static SourceFile asCondition(SourceFile file) {
        List<SourceFile.Declaration> declarations = new ArrayList<>();
        for (SourceFile.Declaration declaration : file.declarations()) {
            declarations.add(
                    declaration instanceof SourceFile.Goal goal
                            ? new SourceFile.Goal(true, goal.name(), goal.formula(), goal.place())
                            : declaration);
        }
        return new SourceFile(declarations, file.source());
    }

    private static Optional<NetworkSignature> vectors(Network network) {
        if (network.inputs().size() != 1 || network.outputs().size() != 1) {
            return Optional.empty();
        }
        Optional<Shape> input = vector(network.input().shape());
        Optional<Shape> output = vector(network.output().shape());
        return input.flatMap(in -> output.map(out -> NetworkSignature.of(in, out)));
    }

    /** {@code [n]} for {@code [n]} and {@code [1, n]}; images and sequences have other readings and none here. */
    private static Optional<Shape> vector(org.axiomj.ir.Shape shape) {
        boolean batched = shape.rank() == 2 && shape.dimension(0) == 1;
        return shape.rank() == 1 || batched
                ? Optional.of(Shape.of(shape.dimension(shape.rank() - 1)))
                : Optional.empty();
    }
}
