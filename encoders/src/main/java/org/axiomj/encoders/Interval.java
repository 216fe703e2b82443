package org.axiomj.encoders;

import org.axiomj.ir.exact.Rational;

/** A closed interval with double ends, possibly infinite, that holds a real quantity for certain. */
record Interval(double lower, double upper) {
    static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Rounded outwards. */
    static Interval around(Rational lower, Rational upper) {
        return new Interval(lower.toDoubleDown(), upper.toDoubleUp());
    }

    boolean isBounded() {
        return Double.isFinite(lower) && Double.isFinite(upper);
    }

    boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    Interval hull(Interval other) {
        return new Interval(Math.min(lower, other.lower), Math.max(upper, other.upper));
    }

    /** Holds every product of one number from each; exact but for the outward rounding. */
    Interval times(Interval other) {
        if (!isBounded() || !other.isBounded()) {
            return ALL;
        }
        Interval product = point(lower, other.lower).hull(point(lower, other.upper));
        return product.hull(point(upper, other.lower)).hull(point(upper, other.upper));
    }

    private static Interval point(double a, double b) {
        Rational product = Rational.of(a).multiply(Rational.of(b));
        return around(product, product);
    }

    /** What lies in both; this interval where they do not meet. */
    Interval and(Interval other) {
        double low = Math.max(lower, other.lower);
        double high = Math.min(upper, other.upper);
        return low <= high ? new Interval(low, high) : this;
    }
}
