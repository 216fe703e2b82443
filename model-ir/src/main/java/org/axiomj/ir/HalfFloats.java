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

    /** The bits of a number that binary16 holds exactly, of an infinity or a NaN; the inverse of {@link #fromHalf}. */
    public static short toHalf(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
        double magnitude = Math.abs(value);
        if (Double.isNaN(value)) {
            return (short) 0x7e00;
        } else if (Double.isInfinite(value)) {
            return (short) (sign | 0x7c00);
        } else if (magnitude < 0x1p-14) {
            return (short) (sign | (int) (magnitude * 0x1p24));
        }
        int exponent = Math.getExponent(magnitude);
        int fraction = (int) Math.scalb(magnitude, 10 - exponent) - 1024;
        return (short) (sign | exponent + 15 << 10 | fraction);
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
