package org.axiomj.proofs.statement;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Query;

/** Exact comparisons of rationals with the float32 values around them. */
public final class Float32Grid {
    private Float32Grid() {}

    /**
     * The same query about the float32 vectors in its boxes: every box shrunk to the least one that holds them all.
     *
     * @throws InexpressibleException if a box holds none
     */
    public static Query restrict(Query query) {
        List<Query.Case> cases = new ArrayList<>();
        for (Query.Case c : query.cases()) {
            List<Rational> lower = new ArrayList<>();
            List<Rational> upper = new ArrayList<>();
            for (int i = 0; i < c.box().size(); i++) {
                float low = up(c.box().lower().get(i));
                float high = down(c.box().upper().get(i));
                if (!(low <= high) || !Float.isFinite(low) || !Float.isFinite(high)) {
                    throw new InexpressibleException("no float32 number lies in the range of input " + i + ", from "
                            + c.box().lower().get(i) + " to " + c.box().upper().get(i)
                            + ", so the property says nothing about float32 execution");
                }
                lower.add(Rational.of(low));
                upper.add(Rational.of(high));
            }
            cases.add(new Query.Case(new Box(lower, upper), c.unsafe()));
        }
        return new Query(query.inputSize(), query.outputSize(), cases);
    }

    /** The largest float32 that is not above x; infinite below the smallest. */
    public static float down(Rational x) {
        return -up(x.negate());
    }

    /** The smallest float32 that is not below x; infinite beyond the largest. */
    public static float up(Rational x) {
        float f = (float) x.toDouble();
        while (Float.isFinite(f) && Rational.of(f).compareTo(x) >= 0) {
            f = Math.nextDown(f);
        }
        if (f == Float.POSITIVE_INFINITY) {
            f = Float.MAX_VALUE;
            if (Rational.of(f).compareTo(x) < 0) {
                return Float.POSITIVE_INFINITY;
            }
            return f;
        }
        if (f == Float.NEGATIVE_INFINITY) {
            f = -Float.MAX_VALUE;
        }
        while (Float.isFinite(f) && Rational.of(f).compareTo(x) < 0) {
            f = Math.nextUp(f);
        }
        return f == 0 ? 0f : f;
    }
}
