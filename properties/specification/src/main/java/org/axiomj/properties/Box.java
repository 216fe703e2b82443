package org.axiomj.properties;

import java.util.List;
import org.axiomj.ir.exact.Rational;

/** A closed box, exact: {@code lower_i <= x_i <= upper_i}. Never empty. */
public record Box(List<Rational> lower, List<Rational> upper) {
    public Box {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        if (lower.size() != upper.size()) {
            throw new IllegalArgumentException(lower.size() + " lower but " + upper.size() + " upper bounds");
        }
        for (int i = 0; i < lower.size(); i++) {
            if (lower.get(i).compareTo(upper.get(i)) > 0) {
                throw new IllegalArgumentException("empty box: variable " + i + " has lower bound " + lower.get(i)
                        + " above upper bound " + upper.get(i));
            }
        }
    }

    public int size() {
        return lower.size();
    }
}
