package org.axiomj.encoders.facts;

import static org.axiomj.encoders.facts.Symbols.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;

/**
 * Elements of expressions as polynomials in {@link Symbols}. A vector whose size is not known has <em>generic</em>
 * positions, which are negative numbers: one may be any position at all, and what is required of one says nothing of
 * another. A sum over such a vector is a variable of its own, linear in what does not depend on the position.
 */
final class Terms {
    private static final long LARGEST = 1024;
    private static final int LARGEST_EXPONENT = 64;
    /** Order facts about the elements of one softmax are written up to this size. */
    private static final int MOST_ORDERED = 16;

    private static final long FIRST_SUMMED = Long.MIN_VALUE / 2;

    private final Symbols symbols;
    private final FunctionFacts functions;
    private final Positions positions;
    private final Vectors vectors;
    /** Under which the expressions translated since {@link #beginAtom} have no value. */
    private final Set<String> undefined = new LinkedHashSet<>();
    /** By the node itself: what a vector function computes for one element serves the others. */
    private final Map<Expr, Map<Long, Known>> known = new IdentityHashMap<>();

    private final Map<String, Long> summed = new LinkedHashMap<>();

    Terms(Symbols symbols, Positions positions) {
        this.symbols = symbols;
        this.positions = positions;
        this.functions = new FunctionFacts(symbols);
        this.vectors = new Vectors(symbols, positions, this);
    }

    private record Known(Polynomial value, List<String> undefined) {}

    void beginAtom() {
        undefined.clear();
    }

    List<String> undefined() {
        return List.copyOf(undefined);
    }

    /** How many elements a shape of known size has, if that can be written out. */
    static int size(Shape shape) {
        long size = shape.size();
        if (size > LARGEST) {
            throw new UnsupportedPropertyException(
                    "expected tensors of at most " + LARGEST + " elements, found " + shape);
        }
        return (int) size;
    }

    /** The position that stands for the one that a sum over this dimension runs over. */
    long summedPosition(Shape shape) {
        return summed.computeIfAbsent(Positions.dimension(shape), name -> FIRST_SUMMED - summed.size());
    }

    /** All elements of an expression of known size. */
    List<Polynomial> elements(Expr e) {
        List<Polynomial> all = new ArrayList<>();
        int size = size(e.shape());
        for (int i = 0; i < size; i++) {
            all.add(element(e, i));
        }
        return all;
    }

    Polynomial scalar(Expr e) {
        return element(e, 0);
    }

    /** The element at that position; a number stands for every element. */
    Polynomial element(Expr e, long position) {
        long at = e.shape().isScalar() ? 0 : position;
        if (e instanceof Expr.Constant c) {
            return Polynomial.constant(c.elements().get(concrete(at)));
        } else if (e instanceof Expr.Filled f) {
            return Polynomial.constant(f.value());
        } else if (e instanceof Expr.Variable v) {
            return Polynomial.variable(symbols.variable(key(v.name(), v.shape(), at), at < 0 ? Set.of(at) : Set.of()));
        } else if (e instanceof Expr.Sum s) {
            Polynomial sum = Polynomial.ZERO;
            for (Expr term : s.terms()) {
                sum = sum.add(element(term, at));
            }
            return sum;
        } else if (e instanceof Expr.Negate n) {
            return element(n.operand(), at).scale(Rational.of(-1));
        } else if (e instanceof Expr.Product p) {
            return element(p.left(), at).multiply(element(p.right(), at));
        } else if (e instanceof Expr.Power p) {
            return power(element(p.base(), at), p.exponent());
        } else if (e instanceof Expr.Select s) {
            return selected(s, at);
        } else if (e instanceof Expr.Stack s) {
            return scalar(s.elements().get(concrete(at)));
        } else if (e instanceof Expr.Call || e instanceof Expr.Quotient) {
            return remembered(e, at);
        }
        throw unsupported(e);
    }

    private Polynomial remembered(Expr e, long at) {
        Map<Long, Known> elements = known.computeIfAbsent(e, node -> new HashMap<>());
        Known element = elements.get(at);
        if (element == null) {
            List<String> outside = undefined();
            undefined.clear();
            Polynomial value = e instanceof Expr.Quotient q ? quotient(q, at) : call((Expr.Call) e, at);
            element = new Known(value, undefined());
            elements.put(at, element);
            undefined.clear();
            undefined.addAll(outside);
        }
        undefined.addAll(element.undefined());
        return element.value();
    }

    private Polynomial quotient(Expr.Quotient q, long at) {
        return element(q.dividend(), at).multiply(functions.reciprocal(element(q.divisor(), at), undefined));
    }

    static UnsupportedPropertyException unsupported(Expr e) {
        return new UnsupportedPropertyException("expected arithmetic and the functions of the language, found "
                + (e instanceof Expr.Apply apply
                        ? "the network " + apply.network()
                        : e.getClass().getSimpleName()));
    }

    static String key(String name, Shape shape, long position) {
        return shape.isScalar() ? "variable " + name : "variable " + name + " " + position;
    }

    private static int concrete(long position) {
        if (position < 0) {
            throw new UnsupportedPropertyException(
                    "expected a vector of known size in place of a constant or stacked one of any size");
        }
        return Math.toIntExact(position);
    }

    private static Polynomial power(Polynomial base, int exponent) {
        if (exponent > LARGEST_EXPONENT) {
            throw new UnsupportedPropertyException(
                    "expected exponents of at most " + LARGEST_EXPONENT + ", found " + exponent);
        }
        Polynomial result = Polynomial.ONE;
        for (int i = 0; i < exponent; i++) {
            result = result.multiply(base);
        }
        return result;
    }

    private Polynomial selected(Expr.Select s, long at) {
        long position = s.positions().get(concrete(at));
        if (!s.of().shape().isFixed() && position != 0) {
            throw new UnsupportedPropertyException(
                    "expected position 0 of a vector of any size, which every vector has," + " found " + position
                            + "; give the vector's size, as in x : real[10]");
        }
        return element(s.of(), position);
    }

    private Polynomial call(Expr.Call c, long at) {
        Expr first = c.arguments().get(0);
        switch (c.function()) {
            case SUM -> {
                return sum(first);
            }
            case MEAN -> {
                return sum(first).multiply(functions.reciprocal(vectors.size(first.shape()), undefined));
            }
            case DOT -> {
                return sum(new Expr.Product(first, c.arguments().get(1), first.shape()));
            }
            case NORM_1 -> {
                return sum(new Expr.Call(Function.ABS, List.of(first), first.shape()));
            }
            case NORM_2 -> {
                Polynomial squares = sum(new Expr.Power(first, 2));
                symbols.define(compare(">=", squares, Polynomial.ZERO));
                return functions.value(Function.SQRT, squares, new ArrayList<>());
            }
            case NORM_INF -> {
                return extremum(List.of(new Expr.Call(Function.ABS, List.of(first), first.shape())), at, true);
            }
            case MIN, MAX -> {
                return extremum(c.arguments(), at, c.function() == Function.MAX);
            }
            case ABS -> {
                Polynomial a = element(first, at);
                return functions.largest(List.of(a, a.scale(Rational.of(-1))));
            }
            case RELU -> {
                return functions.largest(List.of(Polynomial.ZERO, element(first, at)));
            }
            case SOFTMAX -> {
                return vectors.softmax(first, at, false, MOST_ORDERED);
            }
            case LOG_SOFTMAX -> {
                return vectors.softmax(first, at, true, MOST_ORDERED);
            }
            default -> {
                return functions.value(c.function(), element(first, at), undefined);
            }
        }
    }

    private Polynomial sum(Expr e) {
        if (!e.shape().isFixed()) {
            return vectors.sum(e);
        }
        Polynomial sum = Polynomial.ZERO;
        for (Polynomial element : elements(e)) {
            sum = sum.add(element);
        }
        return sum;
    }

    private Polynomial extremum(List<Expr> arguments, long at, boolean largest) {
        Rational sign = Rational.of(largest ? 1 : -1);
        List<Polynomial> numbers = new ArrayList<>();
        if (arguments.size() == 1) {
            Expr e = arguments.get(0);
            if (!e.shape().isFixed()) {
                return vectors.largest(e, sign).scale(sign);
            }
            elements(e).forEach(element -> numbers.add(element.scale(sign)));
        } else {
            arguments.forEach(e -> numbers.add(element(e, at).scale(sign)));
        }
        return functions.largest(numbers).scale(sign);
    }
}
