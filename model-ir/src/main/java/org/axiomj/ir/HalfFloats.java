package org.axiomj.ir;

/** The 16-bit float formats; every conversion from them is exact. IEEE 754-2019, 3.6 (binary16). */
public final class HalfFloats {
    private HalfFloats() {}

    /** The exact value of an IEEE binary16 number. */
    public static double fromHalf(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24;
        } else {
            magnitude = Math.scalb(1024.0 + fraction, exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The exact value of a bfloat16 number: the upper half of a float. */
    public static double fromBfloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    static boolean isHalf(double value) {
        double scaled = Math.abs(value);
        if (scaled > 65504) {
            return false;
        }
        // A binary16 number is a multiple of 2^-24 with at most 11 significant bits.
        double unit = scaled < 0x1p-14 ? 0x1p-24 : Math.ulp(scaled) * 0x1p42;
        return scaled / unit == Math.rint(scaled / unit);
    }
}
