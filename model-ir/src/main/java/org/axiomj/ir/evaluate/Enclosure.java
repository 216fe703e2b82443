package org.axiomj.ir.evaluate;

import org.axiomj.ir.exact.Rational;

/** A closed interval that holds a real number; {@code lower == upper} where that number is known exactly. */
public record Enclosure(Rational lower, Rational upper) {
    public Enclosure {
        if (lower.compareTo(upper) > 0) {
            throw new IllegalArgumentException("lower " + lower + " is above upper " + upper);
        }
    }

    public boolean isExact() {
        return lower.equals(upper);
    }

    public boolean contains(Rational value) {
        return lower.compareTo(value) <= 0 && value.compareTo(upper) <= 0;
    }

    /** Half the sum of the ends. */
    public Rational middle() {
        return isExact() ? lower : lower.add(upper).divide(Rational.of(2));
    }
}
