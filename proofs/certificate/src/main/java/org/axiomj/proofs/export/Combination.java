package org.axiomj.proofs.export;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A non-negative combination of inequalities and the lower bound that it gives; in the making. */
final class Combination {
    private final Map<Use, Dyadic> multipliers = new LinkedHashMap<>();
    private Dyadic bound = Dyadic.ZERO;

    void add(Use.Kind kind, int node, int element, Dyadic multiplier) {
        if (multiplier.signum() < 0) {
            throw new IllegalStateException("a negative multiplier");
        }
        if (multiplier.signum() > 0) {
            multipliers.merge(new Use(kind, node, element), multiplier, Dyadic::plus);
        }
    }

    void raise(Dyadic by) {
        bound = bound.plus(by);
    }

    /** What the combined expression cannot fall below. */
    Dyadic bound() {
        return bound;
    }

    List<Use> uses() {
        return List.copyOf(multipliers.keySet());
    }

    /**
     * The multipliers as positive integers without a common power of two: first those of what is combined, as given, then of
     * the {@link #uses}.
     */
    List<BigInteger> integers(List<BigInteger> given) {
        int scale = 0;
        for (Dyadic d : multipliers.values()) {
            scale = Math.max(scale, d.scale());
        }
        List<BigInteger> all = new ArrayList<>();
        for (BigInteger g : given) {
            all.add(g.shiftLeft(scale));
        }
        for (Dyadic d : multipliers.values()) {
            all.add(d.at(scale));
        }
        int common = all.stream().mapToInt(BigInteger::getLowestSetBit).min().orElse(0);
        return all.stream().map(n -> n.shiftRight(common)).toList();
    }
}
