package org.axiomj.properties.language.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.Network;
import org.axiomj.ir.Port;
import org.axiomj.ir.compose.Value;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Function;

/**
 * Lowers expressions: what is linear stays exact arithmetic on coefficients; networks and everything that is not linear
 * become steps of the composition. Equal expressions become one step. Conditionals must be gone.
 */
final class Expressions {
    private final Vectors vectors;
    private final Map<String, Network> networks;
    private final Map<String, Vectors.Free> variables = new HashMap<>();
    private final Map<Expr, Linear[]> known = new HashMap<>();
    private final Map<String, Integer> applications = new HashMap<>();
    private final Map<List<Object>, Linear[]> applied = new HashMap<>();

    Expressions(Vectors vectors, Map<String, Network> networks) {
        this.vectors = vectors;
        this.networks = networks;
    }

    Vectors.Free declare(Expr.Variable variable) {
        Vectors.Free free = vectors.variable(variable.name(), Sizes.dimensions(variable.shape()));
        variables.put(variable.name(), free);
        return free;
    }

    /** The elements, row-major. */
    Linear[] lower(Expr e) {
        Linear[] done = known.get(e);
        if (done == null) {
            done = compute(e);
            known.put(e, done);
        }
        return done;
    }

    /** As many elements as asked for: a number counts for each. */
    Linear[] lower(Expr e, int size) {
        Linear[] elements = lower(e);
        if (elements.length == size) {
            return elements;
        }
        Linear[] repeated = new Linear[size];
        Arrays.fill(repeated, elements[0]);
        return repeated;
    }

    private Linear[] compute(Expr e) {
        if (e instanceof Expr.Constant c) {
            return c.elements().stream().map(Linear::of).toArray(Linear[]::new);
        } else if (e instanceof Expr.Filled f) {
            Linear[] elements = new Linear[Sizes.size(f.shape())];
            Arrays.fill(elements, Linear.of(f.value()));
            return elements;
        } else if (e instanceof Expr.Variable v) {
            Vectors.Free free = variables.get(v.name());
            if (free == null) {
                throw new IllegalStateException("the variable " + v.name() + " is bound by no quantifier");
            }
            return vectors.elements(free.source());
        } else if (e instanceof Expr.Apply a) {
            return apply(a);
        } else if (e instanceof Expr.Call c) {
            return call(c);
        } else if (e instanceof Expr.Select s) {
            Linear[] of = lower(s.of());
            return s.positions().stream().map(p -> of[Math.toIntExact(p)]).toArray(Linear[]::new);
        } else if (e instanceof Expr.Stack s) {
            return s.elements().stream().map(x -> lower(x)[0]).toArray(Linear[]::new);
        }
        return arithmetic(e);
    }

    private Linear[] arithmetic(Expr e) {
        if (e instanceof Expr.Sum s) {
            Linear[] sum = new Linear[Sizes.size(s.shape())];
            Arrays.fill(sum, Linear.of(Rational.ZERO));
            for (Expr term : s.terms()) {
                Linear[] elements = lower(term, sum.length);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] = sum[i].add(elements[i]);
                }
            }
            return sum;
        } else if (e instanceof Expr.Negate n) {
            return scaled(lower(n.operand()), Rational.ONE.negate());
        } else if (e instanceof Expr.Product p) {
            int size = Sizes.size(p.shape());
            return product(lower(p.left(), size), lower(p.right(), size));
        } else if (e instanceof Expr.Quotient q) {
            return quotient(q);
        } else if (e instanceof Expr.Power p) {
            return power(lower(p.base()), p.exponent());
        }
        throw new IllegalStateException("expected an expression that lowering knows, found " + e);
    }

    private static Linear[] scaled(Linear[] elements, Rational factor) {
        Linear[] scaled = new Linear[elements.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = elements[i].scale(factor);
        }
        return scaled;
    }

    private Linear[] product(Linear[] left, Linear[] right) {
        Linear[] product = new Linear[left.length];
        boolean linear = true;
        for (int i = 0; i < product.length; i++) {
            if (left[i].isConstant()) {
                product[i] = right[i].scale(left[i].constant());
            } else if (right[i].isConstant()) {
                product[i] = left[i].scale(right[i].constant());
            } else {
                linear = false;
            }
        }
        if (linear) {
            return product;
        }
        return Arrays.equals(left, right)
                ? smooth(SmoothFunction.SQUARE, left)
                : vectors.elements(
                        vectors.builder().exact(new CoreOp.Product(), vectors.vector(left), vectors.vector(right)));
    }

    private Linear[] quotient(Expr.Quotient q) {
        int size = Sizes.size(q.shape());
        Linear[] dividend = lower(q.dividend(), size);
        Linear[] divisor = lower(q.divisor(), size);
        Linear[] quotient = new Linear[size];
        for (int i = 0; i < size; i++) {
            if (!divisor[i].isConstant()) {
                throw partial("a division by something that depends on the input, which may be 0");
            } else if (divisor[i].constant().signum() == 0) {
                throw new InvalidPropertyException("expected a divisor other than 0, found 0 in element " + i);
            }
            quotient[i] = dividend[i].scale(Rational.ONE.divide(divisor[i].constant()));
        }
        return quotient;
    }

    /** A problem has no word for "undefined", and a property must not hold because its terms have no value. */
    private static UnsupportedPropertyException partial(String found) {
        return new UnsupportedPropertyException(
                "expected operations that are defined everywhere, found " + found + "; multiply it out");
    }

    private Linear[] power(Linear[] base, int exponent) {
        if (exponent == 0) {
            Linear[] ones = new Linear[base.length];
            Arrays.fill(ones, Linear.of(Rational.ONE));
            return ones;
        } else if (exponent == 1) {
            return base;
        } else if (exponent == 2) {
            return product(base, base);
        } else if (exponent == 3 && !areConstant(base)) {
            return smooth(SmoothFunction.POW_3, base);
        }
        Linear[] half = power(base, exponent / 2);
        Linear[] even = product(half, half);
        return exponent % 2 == 0 ? even : product(even, base);
    }

    private static boolean areConstant(Linear[] elements) {
        return Arrays.stream(elements).allMatch(Linear::isConstant);
    }

    private Linear[] smooth(SmoothFunction function, Linear[] of) {
        return vectors.elements(vectors.builder().exact(new CoreOp.Smooth(function), vectors.vector(of)));
    }

    private Linear[] piecewise(PiecewiseLinear function, Linear[] of) {
        return vectors.elements(vectors.builder().exact(new CoreOp.Piecewise(List.of(function)), vectors.vector(of)));
    }

    // ------------------------------------------------------------------------------------------------ applications

    private Linear[] apply(Expr.Apply a) {
        Network network = networks.get(a.network());
        if (network == null) {
            throw new InvalidPropertyException("the network '" + a.network() + "' is not given; expected one of "
                    + networks.keySet() + "; name its file with --model " + a.network() + "=FILE");
        }
        List<Object> key = new ArrayList<>();
        key.add(a.network());
        key.addAll(a.arguments());
        Linear[] elements = applied.get(key);
        if (elements == null) {
            List<Value> arguments = new ArrayList<>();
            for (Expr argument : a.arguments()) {
                arguments.add(vectors.vector(lower(argument)));
            }
            int count = applications.merge(a.network(), 1, Integer::sum);
            String name = count == 1 ? a.network() : a.network() + " (" + count + ")";
            elements = vectors.elements(vectors.builder().apply(name, network, arguments.toArray(new Value[0])));
            applied.put(key, elements);
        }
        int from = 0;
        for (int i = 0; i < a.output(); i++) {
            Port port = network.outputs().get(i);
            from += port.type().shape().size();
        }
        return Arrays.copyOfRange(elements, from, from + Sizes.size(a.shape()));
    }

    // ------------------------------------------------------------------------------------------------ functions

    private Linear[] call(Expr.Call c) {
        Function function = c.function();
        Linear[] first = lower(c.arguments().get(0));
        return switch (function) {
            case SUM -> new Linear[] {sum(first)};
            case MEAN -> scaled(new Linear[] {sum(first)}, Rational.ONE.divide(Rational.of((long) first.length)));
            case DOT -> new Linear[] {sum(product(first, lower(c.arguments().get(1))))};
            case MAX -> extremum(c, Rational.ONE);
            case MIN -> extremum(c, Rational.ONE.negate());
            case NORM_1 -> new Linear[] {sum(piecewise(PiecewiseLinear.ABS, first))};
            case NORM_2 -> smooth(SmoothFunction.SQRT, new Linear[] {sum(product(first, first))});
            case NORM_INF -> maxima(List.<Linear[]>of(piecewise(PiecewiseLinear.ABS, first)), true);
            case ABS -> piecewise(PiecewiseLinear.ABS, first);
            case RELU -> piecewise(PiecewiseLinear.RELU, first);
            case SIGMOID -> smooth(SmoothFunction.SIGMOID, first);
            case TANH -> smooth(SmoothFunction.TANH, first);
            case EXP -> smooth(SmoothFunction.EXP, first);
            case LOG -> throw partial("a logarithm of something that depends on the input, which may be 0 or less");
            case SQRT -> throw partial("a root of something that depends on the input, which may be negative");
            case SOFTPLUS -> smooth(SmoothFunction.SOFTPLUS, first);
            case SIN -> smooth(SmoothFunction.SIN, first);
            case COS -> smooth(SmoothFunction.COS, first);
            case SOFTMAX, LOG_SOFTMAX -> softmax(function, first, c);
        };
    }

    /** The sum of squares, for comparisons that need no root. */
    Linear sumOfSquares(Expr e) {
        Linear[] elements = lower(e);
        return sum(product(elements, elements));
    }

    private static Linear sum(Linear[] elements) {
        Linear sum = Linear.of(Rational.ZERO);
        for (Linear element : elements) {
            sum = sum.add(element);
        }
        return sum;
    }

    private Linear[] extremum(Expr.Call c, Rational sign) {
        int size = Sizes.size(c.shape());
        boolean reduces = c.arguments().size() == 1;
        List<Linear[]> operands = new ArrayList<>();
        for (Expr argument : c.arguments()) {
            operands.add(scaled(reduces ? lower(argument) : lower(argument, size), sign));
        }
        return scaled(maxima(operands, reduces), sign);
    }

    /** Of one vector the largest element, of several elementwise the largest. */
    private Linear[] maxima(List<Linear[]> operands, boolean reduces) {
        List<Linear> all = new ArrayList<>();
        operands.forEach(operand -> all.addAll(Arrays.asList(operand)));
        int groups = reduces ? 1 : operands.get(0).length;
        int members = all.size() / groups;
        int[][] grouped = new int[groups][members];
        for (int g = 0; g < groups; g++) {
            for (int m = 0; m < members; m++) {
                grouped[g][m] = reduces ? m : m * groups + g;
            }
        }
        Value vector = vectors.vector(all.toArray(new Linear[0]));
        return vectors.elements(vectors.builder().exact(new CoreOp.MaxGroups(grouped), vector));
    }

    private Linear[] softmax(Function function, Linear[] of, Expr.Call c) {
        int last = Sizes.lastDimension(c.shape());
        return vectors.elements(vectors.builder()
                .exact(
                        function.text(),
                        Softmaxes.graph(function == Function.LOG_SOFTMAX, of.length / last, last),
                        vectors.vector(of)));
    }
}
