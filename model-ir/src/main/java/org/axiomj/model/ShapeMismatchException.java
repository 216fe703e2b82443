package org.axiomj.model;

/** A layer that cannot take what the layer before it yields. Thrown by the very call that adds the layer. */
public final class ShapeMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String layer;
    private final String expected;
    private final String found;
    private final String fix;

    ShapeMismatchException(String layer, String expected, String found, String fix) {
        super("layer " + layer + ": expected " + expected + ", found " + found + "; " + fix);
        this.layer = layer;
        this.expected = expected;
        this.found = found;
        this.fix = fix;
    }

    /** The layer's position and kind: {@code 1 (linear)}; inside a block {@code 3.0 (dense)}. */
    public String layer() {
        return layer;
    }

    /** What the layer takes: {@code 64 features}. */
    public String expected() {
        return expected;
    }

    /** What the layer before yields: {@code 64 x 222 x 222 = 3154176 features}. */
    public String found() {
        return found;
    }

    /** What to change. */
    public String fix() {
        return fix;
    }
}
