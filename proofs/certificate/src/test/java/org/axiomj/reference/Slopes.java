package org.axiomj.reference;

import java.math.BigInteger;

/** Which slope the lower relaxation of an unstable ReLU has. */
enum Slopes {
    STEP,
    CHORD,
    GIVEN;

    /** A change of a multiplier by mantissa * 2^-exponent. */
    record Change(int relu, int element, BigInteger mantissa, int exponent) {}
}
