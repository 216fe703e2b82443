package org.axiomj.proofs;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.statement.Float32Grid;
import org.axiomj.properties.Box;

/** The float32 values inside a box, coordinate by coordinate, and how a candidate is moved onto them. Exact. */
final class FloatBox {
    private final Box box;
    private final float[] lowest;
    private final float[] highest;
    private final boolean allFloat;

    FloatBox(Box box) {
        this.box = box;
        lowest = new float[box.size()];
        highest = new float[box.size()];
        boolean all = true;
        for (int i = 0; i < lowest.length; i++) {
            lowest[i] = Float32Grid.up(box.lower().get(i));
            highest[i] = Float32Grid.down(box.upper().get(i));
            all &= hasFloat(i);
        }
        allFloat = all;
    }

    private boolean hasFloat(int i) {
        return lowest[i] <= highest[i] && Float.isFinite(lowest[i]) && Float.isFinite(highest[i]);
    }

    /** A nearby point as doubles, for a first look; inside the box up to rounding. */
    double[] rough(double[] candidate) {
        double[] x = new double[lowest.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = hasFloat(i)
                    ? clamped(candidate[i], i)
                    : nearest(candidate[i], i).toDouble();
        }
        return x;
    }

    /** The nearest point of the box that is a float32 vector where possible; requires finite coordinates. */
    BoxPoint point(double[] candidate) {
        float[] input32 = new float[lowest.length];
        List<Rational> exact = new ArrayList<>(lowest.length);
        for (int i = 0; i < input32.length; i++) {
            if (hasFloat(i)) {
                input32[i] = clamped(candidate[i], i);
                exact.add(Rational.of(input32[i]));
            } else {
                exact.add(nearest(candidate[i], i));
                input32[i] = nearestFloat(exact.get(i));
            }
        }
        return new BoxPoint(exact, input32, allFloat);
    }

    private float clamped(double candidate, int i) {
        float rounded = Math.max(lowest[i], Math.min(highest[i], (float) candidate));
        return rounded == 0 ? 0f : rounded;
    }

    private Rational nearest(double candidate, int i) {
        Rational x = Rational.of(candidate);
        Rational low = box.lower().get(i);
        Rational high = box.upper().get(i);
        return x.compareTo(low) < 0 ? low : x.compareTo(high) > 0 ? high : x;
    }

    private static float nearestFloat(Rational x) {
        float above = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, Float32Grid.up(x)));
        float below = Math.max(-Float.MAX_VALUE, Math.nextDown(above));
        Rational toAbove = Rational.of(above).subtract(x);
        Rational toBelow = x.subtract(Rational.of(below));
        return toAbove.compareTo(toBelow) <= 0 ? above : below;
    }
}
