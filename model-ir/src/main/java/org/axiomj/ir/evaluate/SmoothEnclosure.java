package org.axiomj.ir.evaluate;

import java.util.List;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.exact.Rational;

/** A smooth function of one number that is known exactly or within an interval. Sound over the reals. */
public final class SmoothEnclosure {
    private SmoothEnclosure() {}

    /**
     * Holds the value at every point of {@code x}; to hundreds of bits where {@code x} is exact.
     *
     * @throws UnsupportedOperatorException where the function is not or may not be defined on all of {@code x}, where the
     *     value is too large to write out, and for the functions that are not enclosed (sine, cosine, error function)
     */
    public static Enclosure of(SmoothFunction function, Enclosure x) {
        List<Rational> low = List.of(x.lower());
        ExactVector argument = ExactVector.enclosing(low, x.isExact() ? low : List.of(x.upper()));
        return ExactSmooth.apply(function, argument, function.name()).enclosure(0);
    }
}
