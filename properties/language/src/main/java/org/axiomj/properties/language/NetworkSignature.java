package org.axiomj.properties.language;

import java.util.List;
import org.axiomj.properties.language.core.Shape;

/** The shapes that a network takes and gives, without a batch dimension. */
public record NetworkSignature(List<Shape> inputs, List<Shape> outputs) {
    public NetworkSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least one input and one output, found " + inputs.size() + " and " + outputs.size());
        }
    }

    public static NetworkSignature of(Shape input, Shape output) {
        return new NetworkSignature(List.of(input), List.of(output));
    }
}
