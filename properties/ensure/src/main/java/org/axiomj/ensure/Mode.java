package org.axiomj.ensure;

import java.util.Locale;

/** Whether assertions are evaluated: always, for a share of the outputs, or never. */
public enum Mode {
    ON,
    SAMPLE,
    OFF;

    /** The system property that sets the mode: {@code on} (the default), {@code sample} or {@code off}. */
    public static final String PROPERTY = "axiom.ensure";

    /** The system property with the number of outputs of which one is checked in mode {@link #SAMPLE}; 100 by default. */
    public static final String EVERY = "axiom.ensure.every";

    static Mode fromSystem() {
        String text = System.getProperty(PROPERTY, "on");
        for (Mode mode : values()) {
            if (mode.name().equals(text.toUpperCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "system property " + PROPERTY + ": expected on, sample or off, found '" + text + "'");
    }

    static int everyFromSystem() {
        String text = System.getProperty(EVERY, "100");
        try {
            int every = Integer.parseInt(text);
            if (every >= 1) {
                return every;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new IllegalArgumentException(
                "system property " + EVERY + ": expected a whole number from 1, found '" + text + "'");
    }
}
