package org.axiomj.encoders.facts;

import java.util.Optional;
import org.axiomj.properties.language.core.Function;

/** Another program that executes functions in float32, such as ONNX Runtime with a model of one node. */
public interface Float32Runtime {
    /** With its version. */
    String name();

    /**
     * The function of each row of {@code row} elements (softmax) or of each element.
     *
     * @return as many elements as {@code x} has; nothing if the runtime does not execute this function
     */
    Optional<float[]> run(Function function, float[] x, int row);
}
