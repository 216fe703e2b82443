package org.axiomj.kernel;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The reference: a network evaluated in exact rationals. */
public final class ExactNetwork {
    private final KernelNetwork network;

    public ExactNetwork(KernelNetwork network) {
        this.network = network;
    }

    static Fraction dyadic(long mantissa, int exponent) {
        BigInteger m = BigInteger.valueOf(mantissa);
        return exponent >= 0
                ? new Fraction(m.shiftLeft(exponent), BigInteger.ONE)
                : new Fraction(m, BigInteger.ONE.shiftLeft(-exponent));
    }

    static Fraction times(Fraction a, Fraction b) {
        return new Fraction(
                a.numerator().multiply(b.numerator()), a.denominator().multiply(b.denominator()));
    }

    static boolean less(Fraction a, Fraction b) {
        return a.plus(b.negate()).signum() < 0;
    }

    static Fraction min(Fraction a, Fraction b) {
        return less(a, b) ? a : b;
    }

    /** Every node's vector. */
    public Fraction[][] values(Fraction[] x) {
        return values(x, Optional.empty());
    }

    /** Every node's vector, with errors within the tolerances: often the largest, often of one sign. */
    Fraction[][] perturbed(Fraction[] x, Random random) {
        return values(x, Optional.of(random));
    }

    private Fraction[][] values(Fraction[] x, Optional<Random> errors) {
        Fraction[][] v = new Fraction[network.nodes().size()][];
        v[0] = x;
        for (int k = 1; k < v.length; k++) {
            KernelNetwork.Node node = network.nodes().get(k);
            v[k] = new Fraction[network.sizes()[k]];
            if (node instanceof KernelNetwork.Linear l) {
                for (int o = 0; o < v[k].length; o++) {
                    Fraction sum = dyadic(l.biasMantissa[o], l.biasExponent[o]);
                    Fraction magnitude = magnitude(sum);
                    for (int at = l.rowStart[o]; at < l.rowStart[o + 1]; at++) {
                        Fraction term = times(dyadic(l.mantissa[at], l.exponent[at]), v[l.input][l.column[at]]);
                        sum = sum.plus(term);
                        magnitude = magnitude.plus(magnitude(term));
                    }
                    v[k][o] = sum;
                    if (errors.isPresent()) {
                        int part = errors.get().nextInt(4) == 0 ? errors.get().nextInt(17) - 8 : sign(errors.get());
                        Fraction most = times(dyadic(l.tolerance.relative(), -60), magnitude)
                                .plus(dyadic(l.tolerance.absolute(), -60));
                        v[k][o] = sum.plus(times(most, Fraction.of(part, 8)));
                    }
                }
            } else if (node instanceof KernelNetwork.Relu r) {
                for (int i = 0; i < v[k].length; i++) {
                    Fraction z = v[r.input()][i];
                    v[k][i] = z.signum() > 0 ? z : Fraction.ZERO;
                }
            } else if (node instanceof KernelNetwork.Smooth s) {
                for (int i = 0; i < v[k].length; i++) {
                    v[k][i] = curve(s.curve(), v[s.input()][i]);
                }
            } else if (node instanceof KernelNetwork.Product p) {
                for (int i = 0; i < v[k].length; i++) {
                    v[k][i] = rounded(times(v[p.input()][i], v[p.input()][i + v[k].length]));
                }
            } else if (node instanceof KernelNetwork.Sum s) {
                for (int i = 0; i < v[k].length; i++) {
                    v[k][i] = Fraction.ZERO;
                    for (int in : s.inputs()) {
                        v[k][i] = v[k][i].plus(v[in][i]);
                    }
                }
            } else if (node instanceof KernelNetwork.Concat c) {
                int at = 0;
                for (int in : c.inputs()) {
                    for (Fraction f : v[in]) {
                        v[k][at++] = f;
                    }
                }
            }
        }
        return v;
    }

    /** Kept short: to the nearest multiple of 2^-200. */
    private static Fraction rounded(Fraction f) {
        return new Fraction(f.floorScaled(200), BigInteger.ONE.shiftLeft(200));
    }

    /** Off by less than 2^-150; a reciprocal of 0 is 0, for what it is worth. */
    private static Fraction curve(Curve curve, Fraction z) {
        return switch (curve) {
            case SQUARE -> rounded(times(z, z));
            case CUBE -> rounded(times(z, times(z, z)));
            case RECIPROCAL -> z.signum() == 0 ? z : rounded(new Fraction(z.denominator(), z.numerator()));
            case EXP -> exp(z);
            case SIGMOID -> {
                Fraction e = exp(magnitude(z).negate());
                Fraction s = new Fraction(e.denominator(), e.denominator().add(e.numerator()));
                yield rounded(z.signum() < 0 ? Fraction.of(1, 1).plus(s.negate()) : s);
            }
        };
    }

    /** Far beyond what a kernel reaches, 0 or a large number. */
    private static Fraction exp(Fraction z) {
        if (magnitude(z).floorScaled(0).bitLength() > 8) {
            return z.signum() < 0 ? Fraction.ZERO : dyadic(1, 800);
        }
        BigInteger x = z.floorScaled(400).shiftRight(16); // z / 2^16 in units of 2^-400
        BigInteger sum = BigInteger.ONE.shiftLeft(400);
        BigInteger term = sum;
        for (int n = 1; n < 40; n++) {
            term = term.multiply(x).shiftRight(400).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        for (int k = 0; k < 16; k++) {
            sum = sum.multiply(sum).shiftRight(400);
        }
        return new Fraction(sum, BigInteger.ONE.shiftLeft(400));
    }

    /** How far from an exact value an element of a node may be if every linear node before it uses up its tolerance. */
    public Fraction[][] radii(Fraction[][] values) {
        Fraction[][] r = new Fraction[values.length][];
        for (int k = 0; k < r.length; k++) {
            KernelNetwork.Node node = network.nodes().get(k);
            r[k] = new Fraction[values[k].length];
            Arrays.fill(r[k], Fraction.ZERO);
            if (node instanceof KernelNetwork.Linear l) {
                for (int o = 0; o < r[k].length; o++) {
                    Fraction size = magnitude(dyadic(l.biasMantissa[o], l.biasExponent[o]));
                    for (int at = l.rowStart[o]; at < l.rowStart[o + 1]; at++) {
                        Fraction w = magnitude(dyadic(l.mantissa[at], l.exponent[at]));
                        Fraction in = r[l.input][l.column[at]];
                        r[k][o] = r[k][o].plus(times(w, in));
                        size = size.plus(times(
                                w, magnitude(values[l.input][l.column[at]]).plus(in)));
                    }
                    Fraction relative = dyadic(l.tolerance.relative(), -KernelNetwork.Tolerance.UNIT);
                    Fraction absolute = dyadic(l.tolerance.absolute(), -KernelNetwork.Tolerance.UNIT);
                    r[k][o] = r[k][o].plus(times(relative, size)).plus(absolute);
                }
            } else if (node instanceof KernelNetwork.Relu relu) {
                r[k] = r[relu.input()];
            } else if (node instanceof KernelNetwork.Sum s) {
                for (int i = 0; i < r[k].length; i++) {
                    for (int in : s.inputs()) {
                        r[k][i] = r[k][i].plus(r[in][i]);
                    }
                }
            } else if (node instanceof KernelNetwork.Concat c) {
                int at = 0;
                for (int in : c.inputs()) {
                    for (Fraction f : r[in]) {
                        r[k][at++] = f;
                    }
                }
            }
        }
        return r;
    }

    private static Fraction magnitude(Fraction a) {
        return a.signum() < 0 ? a.negate() : a;
    }

    private static int sign(Random random) {
        return random.nextBoolean() ? 8 : -8;
    }

    /** A random point of a box, corners often. */
    Fraction[] point(Random random, List<Fraction> low, List<Fraction> high) {
        Fraction[] x = new Fraction[low.size()];
        for (int i = 0; i < x.length; i++) {
            int t = random.nextInt(3) == 0 ? 16 * random.nextInt(2) : random.nextInt(17);
            x[i] = low.get(i).plus(times(high.get(i).plus(low.get(i).negate()), Fraction.of(t, 16)));
        }
        return x;
    }

    static Fraction left(Condition.Atom atom, Fraction[] x, Fraction[] y) {
        Fraction sum = Fraction.ZERO;
        for (Condition.Term t : atom.inputs()) {
            sum = sum.plus(times(t.coefficient(), x[t.index()]));
        }
        for (Condition.Term t : atom.outputs()) {
            sum = sum.plus(times(t.coefficient(), y[t.index()]));
        }
        return sum;
    }

    static boolean holds(Condition condition, Fraction[] x, Fraction[] y) {
        if (condition instanceof Condition.Atom atom) {
            int sign = left(atom, x, y).plus(atom.bound().negate()).signum();
            return atom.strict() ? sign < 0 : sign <= 0;
        } else if (condition instanceof Condition.And and) {
            return and.parts().stream().allMatch(p -> holds(p, x, y));
        }
        return ((Condition.Or) condition).parts().stream().anyMatch(p -> holds(p, x, y));
    }

    /** Whether sampling finds a point and errors within the tolerances that satisfy the condition. */
    public static boolean refuted(Statement statement, Random random, int samples) {
        ExactNetwork exact = new ExactNetwork(statement.network());
        for (Statement.Case c : statement.cases()) {
            for (int s = 0; s < samples; s++) {
                Fraction[] x = exact.point(random, c.lower(), c.upper());
                Fraction[][] v = s % 2 == 0 ? exact.perturbed(x, random) : exact.values(x);
                if (holds(c.unsafe(), x, v[statement.network().output()])) {
                    return true;
                }
            }
        }
        return false;
    }
}
