package org.axiomj.engine.bounds;

/** The constants of rounding-error analysis in double (Higham, Accuracy and Stability of Numerical Algorithms, ch. 3). */
final class Rounding {
    /** Unit roundoff of double. */
    static final double UNIT = 0x1p-53;

    /** Covers every underflow in a sum of fewer than 2^30 products. */
    static final double UNDERFLOW = 0x1p-1000;

    private Rounding() {}

    /** An upper bound of {@code gamma_n = n u / (1 - n u)} with room for a few more operations. */
    static double gamma(long n) {
        return (n + 8) * UNIT * 1.001;
    }

    /** Not below {@code x (1 + a few ulp)} for {@code x >= 0}: absorbs the rounding of computing an error bound itself. */
    static double inflate(double x) {
        return x * (1 + 0x1p-40) + UNDERFLOW;
    }
}
