package org.axiomj.reference;

import static org.axiomj.reference.Numbers.ONE;
import static org.axiomj.reference.Numbers.ZERO;
import static org.axiomj.reference.Numbers.bits;
import static org.axiomj.reference.Numbers.ceiling;
import static org.axiomj.reference.Numbers.demand;
import static org.axiomj.reference.Numbers.floor;
import static org.axiomj.reference.Numbers.power;
import static org.axiomj.reference.Numbers.productCeiling;
import static org.axiomj.reference.Numbers.productFloor;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.axiomj.kernel.Curve;

/** Section 3, "Planes". */
final class ReferencePlanes {
    /** Slopes of the arguments, in units of 2^-30, and a constant, in units of 2^-(U+10). */
    record Plane(List<BigInteger> slopes, BigInteger constant) {}

    record Pair(Plane below, Plane above) {}

    /** Enclosures of value and derivative in units of 2^-100. */
    record Point(BigInteger low, BigInteger high, BigInteger slopeLow, BigInteger slopeHigh) {}

    private final int unit;

    ReferencePlanes(int unit) {
        this.unit = unit;
    }

    // ---- products

    Optional<Pair> product(BigInteger[] x, BigInteger[] y) {
        BigInteger a = floor(floor(y[0].add(y[1]), 1), unit - 30);
        BigInteger b = floor(floor(x[0].add(x[1]), 1), unit - 30);
        if (bits(a) > 62 || bits(b) > 62) {
            return Optional.empty();
        }
        BigInteger least = null;
        BigInteger greatest = null;
        for (BigInteger p : x) {
            for (BigInteger q : y) {
                BigInteger rest = p.multiply(q).shiftLeft(30);
                rest = rest.subtract(a.multiply(p).add(b.multiply(q)).shiftLeft(unit));
                least = least == null ? rest : least.min(rest);
                greatest = greatest == null ? rest : greatest.max(rest);
            }
        }
        return pair(List.of(a, b), floor(least, unit + 20), List.of(a, b), ceiling(greatest, unit + 20));
    }

    BigInteger[] productRange(BigInteger[] x, BigInteger[] y) {
        BigInteger[] range = {null, null};
        for (BigInteger p : x) {
            for (BigInteger q : y) {
                BigInteger down = productFloor(p, q, unit);
                BigInteger up = productCeiling(p, q, unit);
                range[0] = range[0] == null ? down : range[0].min(down);
                range[1] = range[1] == null ? up : range[1].max(up);
            }
        }
        return range;
    }

    private static Optional<Pair> pair(
            List<BigInteger> slopes, BigInteger below, List<BigInteger> slopesAbove, BigInteger above) {
        boolean fits = slopes.stream().allMatch(s -> s.bitLength() <= 62)
                && slopesAbove.stream().allMatch(s -> s.bitLength() <= 62)
                && below.bitLength() <= 62
                && above.negate().bitLength() <= 62;
        return fits ? Optional.of(new Pair(new Plane(slopes, below), new Plane(slopesAbove, above))) : Optional.empty();
    }

    // ---- curves

    Optional<Pair> smooth(Curve curve, BigInteger l, BigInteger u) {
        boolean reciprocal = curve == Curve.RECIPROCAL && l.signum() <= 0 && u.signum() >= 0;
        boolean exponential = curve == Curve.EXP
                && Numbers.larger(l, u).compareTo(BigInteger.valueOf(64).shiftLeft(unit)) > 0;
        if (reciprocal || exponential) {
            return Optional.empty();
        }
        Point left = point(curve, l);
        Point right = point(curve, u);
        int half = l.signum() >= 0 ? 1 : u.signum() <= 0 ? -1 : 0;
        int convexity = switch (curve) {
            case EXP, SQUARE -> 1;
            case CUBE, RECIPROCAL -> half;
            case SIGMOID -> -half;
        };
        if (convexity == 0) {
            BigInteger a = curve == Curve.CUBE ? ZERO : floor(left.slopeLow.min(right.slopeLow), 70);
            BigInteger below = floor(under(left, a, l), 90 - unit);
            return pair(
                    List.of(a),
                    below,
                    List.of(a),
                    floor(over(right, a, u), 90 - unit).negate());
        }
        BigInteger middle = floor(l.add(u), 1);
        Point at = point(curve, middle);
        BigInteger tangent = floor(at.slopeLow, 70);
        BigInteger reach = middle.subtract(l).max(u.subtract(middle));
        BigInteger lost = floor(at.slopeHigh.subtract(tangent.shiftLeft(70)).multiply(reach), unit)
                .add(ONE);
        BigInteger rise = right.low.subtract(left.low).shiftLeft(unit);
        BigInteger chord = floor(rise.divide(u.subtract(l).max(ONE)), 70);
        if (convexity > 0) {
            BigInteger below = floor(under(at, tangent, middle).subtract(lost), 90 - unit);
            BigInteger above = floor(over(left, chord, l).min(over(right, chord, u)), 90 - unit);
            return pair(List.of(tangent), below, List.of(chord), above.negate());
        }
        BigInteger below = floor(under(left, chord, l).min(under(right, chord, u)), 90 - unit);
        BigInteger above = floor(over(at, tangent, middle).subtract(lost), 90 - unit);
        return pair(List.of(chord), below, List.of(tangent), above.negate());
    }

    BigInteger[] smoothRange(Curve curve, BigInteger l, BigInteger u) {
        Point left = point(curve, l);
        Point right = point(curve, u);
        BigInteger least = floor(left.low.min(right.low), 100 - unit);
        BigInteger greatest = ceiling(left.high.max(right.high), 100 - unit);
        if (curve == Curve.SQUARE && l.signum() < 0 && u.signum() > 0) {
            least = ZERO;
        }
        return new BigInteger[] {least, greatest};
    }

    /** O. */
    private BigInteger under(Point at, BigInteger a, BigInteger z) {
        return at.low.subtract(a.multiply(z).shiftLeft(70 - unit));
    }

    /** P. */
    private BigInteger over(Point at, BigInteger a, BigInteger z) {
        return a.multiply(z).shiftLeft(70 - unit).subtract(at.high);
    }

    Point point(Curve curve, BigInteger z) {
        BigInteger x = z.shiftLeft(100 - unit);
        BigInteger square = x.multiply(x);
        return switch (curve) {
            case SQUARE -> new Point(floor(square, 100), ceiling(square, 100), x.add(x), x.add(x));
            case CUBE -> {
                BigInteger cube = square.multiply(x);
                BigInteger thrice = square.multiply(BigInteger.valueOf(3));
                yield new Point(floor(cube, 200), ceiling(cube, 200), floor(thrice, 100), ceiling(thrice, 100));
            }
            case RECIPROCAL -> {
                BigInteger q = power(200).divide(x);
                BigInteger t = power(300).divide(square);
                yield new Point(q.subtract(ONE), q.add(ONE), t.negate().subtract(ONE), t.negate());
            }
            case EXP -> {
                BigInteger[] e = exponential(x.abs());
                if (x.signum() < 0) {
                    e = new BigInteger[] {
                        power(200).divide(e[1]), power(200).divide(e[0]).add(ONE)
                    };
                }
                yield new Point(e[0], e[1], e[0], e[1]);
            }
            case SIGMOID -> {
                BigInteger most = BigInteger.valueOf(64).shiftLeft(100);
                BigInteger[] e = exponential(x.abs().min(most));
                BigInteger from =
                        x.abs().compareTo(most) >= 0 ? ZERO : power(200).divide(e[1].add(power(100)));
                BigInteger to = power(200).divide(e[0].add(power(100))).add(ONE);
                BigInteger slopeLow = floor(from.multiply(power(100).subtract(from)), 100);
                BigInteger slopeHigh = ceiling(to.multiply(power(100).subtract(to)), 100);
                yield x.signum() < 0
                        ? new Point(from, to, slopeLow, slopeHigh)
                        : new Point(power(100).subtract(to), power(100).subtract(from), slopeLow, slopeHigh);
            }
        };
    }

    /** E. */
    private static BigInteger[] exponential(BigInteger x) {
        demand(x.compareTo(BigInteger.valueOf(64).shiftLeft(100)) <= 0, "an exponent of at most 64");
        int k = Math.max(0, bits(x) - 96);
        BigInteger r = floor(x, k);
        BigInteger low = ZERO;
        BigInteger term = power(100);
        for (int n = 1; term.signum() != 0; n++) {
            low = low.add(term);
            term = floor(term.multiply(r), 100).divide(BigInteger.valueOf(n));
        }
        BigInteger high = low.add(BigInteger.valueOf(64));
        for (int i = 0; i < k; i++) {
            low = floor(low.multiply(low), 100);
            high = ceiling(high.multiply(high), 100);
        }
        return new BigInteger[] {low, high};
    }
}
