package org.axiomj.ensure;

import java.util.Optional;
import java.util.OptionalInt;

/** An output did not have a property that was ensured of it. Carries what a person needs to reproduce it. */
public final class EnsureViolation extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MOST_SHOWN = 8;

    private final String property;
    private final int index;
    private final double value;
    private final float @org.jspecify.annotations.Nullable [] input;

    EnsureViolation(
            String property,
            int index,
            double value,
            String expected,
            float @org.jspecify.annotations.Nullable [] input) {
        super(message(property, index, value, expected, input));
        this.property = property;
        this.index = index;
        this.value = value;
        this.input = input == null ? null : input.clone();
    }

    /** The property as the program names it: {@code sumsToOne(1.0E-6)}. */
    public String property() {
        return property;
    }

    /** The first element that violates it; empty where the property is about all elements together. */
    public OptionalInt index() {
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The element's value, or that of the sum or other number that the property is about. */
    public double value() {
        return value;
    }

    /** The network's input, where it was given by {@link Ensured#from}. */
    public Optional<float[]> input() {
        return input == null ? Optional.empty() : Optional.of(input.clone());
    }

    private static String message(
            String property, int index, double value, String expected, float @org.jspecify.annotations.Nullable [] x) {
        StringBuilder text = new StringBuilder(property).append(" does not hold: ");
        text.append(index < 0 ? "" : "element " + index + " is ");
        text.append(value).append(", expected ").append(expected);
        if (x != null) {
            text.append("; input [");
            for (int i = 0; i < Math.min(x.length, MOST_SHOWN); i++) {
                text.append(i == 0 ? "" : ", ").append(x[i]);
            }
            text.append(x.length > MOST_SHOWN ? ", ... (" + x.length + " numbers)]" : "]");
        }
        return text.toString();
    }
}
