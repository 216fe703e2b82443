package org.axiomj.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Where the weights of a model that is written in Java come from. */
@FunctionalInterface
public interface Weights {
    /** The elements of a parameter, row-major, as many as its shape has. */
    float[] of(Parameter parameter);

    /**
     * Random weights that depend on the seed and the parameter's name alone: uniform with He's bound sqrt(6 / fanIn) for
     * weights (He et al., "Delving Deep into Rectifiers", ICCV 2015), 0 for biases and means, 1 for scales and variances.
     */
    static Weights seeded(long seed) {
        return parameter -> {
            float[] values = new float[parameter.shape().size()];
            boolean weight = parameter.name().endsWith("weight");
            if (weight && parameter.fanIn() > 0) {
                double bound = Math.sqrt(6.0 / parameter.fanIn());
                CRC32 hash = new CRC32();
                hash.update(parameter.name().getBytes(StandardCharsets.UTF_8));
                SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash.getValue());
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
                }
            } else if (weight || parameter.name().endsWith("running_var")) {
                java.util.Arrays.fill(values, 1);
            }
            return values;
        };
    }

    /**
     * Weights by name, as in a state dictionary. Asked for a parameter that the map lacks, throws IllegalArgumentException.
     */
    static Weights named(Map<String, float[]> tensors) {
        Map<String, float[]> all = Map.copyOf(tensors);
        return parameter -> {
            float[] values = all.get(parameter.name());
            if (values == null) {
                throw new IllegalArgumentException("no weights are named '" + parameter.name() + "' "
                        + parameter.shape() + "; the names are " + new java.util.TreeSet<>(all.keySet()));
            }
            return values;
        };
    }
}
