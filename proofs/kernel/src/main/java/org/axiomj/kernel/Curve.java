package org.axiomj.kernel;

/** The functions of one variable that a {@link KernelNetwork.Smooth} node may have. */
public enum Curve {
    SIGMOID("sigmoid"),
    EXP("exp"),
    RECIPROCAL("reciprocal"),
    SQUARE("square"),
    CUBE("cube");

    private final String word;

    Curve(String word) {
        this.word = word;
    }

    /** The word in the statement's hash. */
    public String word() {
        return word;
    }

    /**
     * 1 where the function is convex on {@code [low, high]}, -1 where concave, 0 where neither.
     *
     * @throws ArithmeticException where it is not defined on all of it
     */
    int curvature(long low, long high) {
        int side = low >= 0 ? 1 : high <= 0 ? -1 : 0;
        if (this == RECIPROCAL && (low <= 0 && high >= 0)) {
            throw new ArithmeticException("an interval with 0 in it under a reciprocal");
        }
        return this == EXP || this == SQUARE ? 1 : this == SIGMOID ? -side : side;
    }
}
