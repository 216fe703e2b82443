package org.axiomj.kernel;

/** What {@link ByteCodeTest} must find if it is there. */
final class Offender {
    private Offender() {}

    static double floating(double x, int depth) {
        assert depth >= 0;
        return depth == 0 ? x * 2 : recursive(x + 1, depth);
    }

    private static double recursive(double x, int depth) {
        return floating(x, depth - 1);
    }
}
