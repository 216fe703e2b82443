package org.axiomj.proofs.export;

/**
 * An inequality that a combination may use, about one element of a node. With z and h a ReLU's argument and value, l and u the
 * bounds of z in force.
 */
record Use(Kind kind, int node, int element) {
    enum Kind {
        /** A bound in force, of an input (node 0) or of z. */
        LOWER,
        UPPER,
        /** A linear node's or a sum's equation, from left to right and from right to left. */
        EQUATION,
        REVERSED,
        /** {@code 0 <= h}; {@code z <= h}. */
        NONNEGATIVE,
        ABOVE,
        /** {@code h <= slope z + offset}, where {@code l < 0 < u}; {@code h <= u}, where {@code 0 <= u}. */
        LINE,
        CAP,
        /** {@code h <= z}, where {@code 0 <= l}; {@code h <= 0}, where {@code u <= 0}. */
        BELOW,
        ZERO
    }
}
