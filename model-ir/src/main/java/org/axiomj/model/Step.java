package org.axiomj.model;

import java.util.Map;
import org.axiomj.ir.Shape;

/**
 * One layer in its place.
 *
 * @param given weights that came with the call, by the parameter's suffix
 * @param input shape of one sample that goes in
 * @param output shape of one sample that comes out
 */
record Step(LayerSpec layer, String name, Map<String, float[]> given, Shape input, Shape output) {
    Step {
        given = Map.copyOf(given);
    }

    Step named(String newName) {
        return new Step(layer, newName, given, input, output);
    }
}
