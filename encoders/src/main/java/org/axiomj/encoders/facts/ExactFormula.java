package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;

/**
 * The truth of a formula at one point, over the reals: known only where the enclosures of both sides of a comparison decide
 * it. Independent of the translation for solvers.
 */
final class ExactFormula {
    /** One truth value of strong Kleene logic. */
    enum Truth {
        TRUE,
        FALSE,
        UNKNOWN;

        static Truth of(boolean value) {
            return value ? TRUE : FALSE;
        }

        Truth negated() {
            return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
        }
    }

    /** How functions are executed: the elements of each argument and the size of the last dimension to the result. */
    @FunctionalInterface
    interface Execution {
        List<Enclosure> values(Function function, List<List<Enclosure>> arguments, int row);
    }

    private final Map<String, List<Rational>> point;
    private final Map<String, Long> sizes;
    private final Execution execution;
    private String reason = "";

    /**
     * @param point the elements of every variable that is not bound in the formula
     * @param sizes the sizes of the dimensions that the formula leaves open
     */
    ExactFormula(Map<String, List<Rational>> point, Map<String, Long> sizes) {
        this(point, sizes, ExactCall::values);
    }

    /** As above, with functions in another arithmetic; everything else stays exact. */
    ExactFormula(Map<String, List<Rational>> point, Map<String, Long> sizes, Execution execution) {
        this.point = point;
        this.sizes = sizes;
        this.execution = execution;
    }

    /** What the comparison that was last found to be false says, with both sides' values. */
    String reason() {
        return reason;
    }

    static int size(Shape shape, Map<String, Long> sizes) {
        long size = 1;
        for (Shape.Dimension dimension : shape.dimensions()) {
            long length = dimension instanceof Shape.Fixed fixed
                    ? fixed.size()
                    : Optional.ofNullable(sizes.get(((Shape.Any) dimension).name()))
                            .orElseThrow(() -> new Undetermined("no size was chosen for " + dimension));
            size = Math.multiplyExact(size, length);
        }
        return Math.toIntExact(size);
    }

    Truth truth(Formula f) {
        if (f instanceof Formula.Truth t) {
            return Truth.of(t.value());
        } else if (f instanceof Formula.Not n) {
            return truth(n.operand()).negated();
        } else if (f instanceof Formula.And and) {
            return connected(and.operands(), Truth.FALSE);
        } else if (f instanceof Formula.Or or) {
            return connected(or.operands(), Truth.TRUE);
        } else if (f instanceof Formula.Iff iff) {
            Truth left = truth(iff.left());
            Truth right = truth(iff.right());
            return left == Truth.UNKNOWN || right == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.of(left == right);
        } else if (f instanceof Formula.ForAll || f instanceof Formula.Exists) {
            return Truth.UNKNOWN;
        } else if (f instanceof Formula.Compare c) {
            try {
                return comparison(c);
            } catch (Undetermined e) {
                return Truth.UNKNOWN;
            }
        }
        return truth(Violation.core(f));
    }

    private Truth connected(List<Formula> operands, Truth decisive) {
        Truth result = decisive.negated();
        for (Formula operand : operands) {
            Truth truth = truth(operand);
            if (truth == decisive) {
                return truth;
            }
            result = truth == Truth.UNKNOWN ? Truth.UNKNOWN : result;
        }
        return result;
    }

    private Truth comparison(Formula.Compare c) {
        List<Enclosure> left = values(c.left());
        List<Enclosure> right = values(c.right());
        Truth result = Truth.TRUE;
        int size = Math.max(left.size(), right.size());
        for (int i = 0; i < size; i++) {
            Enclosure l = left.get(left.size() == 1 ? 0 : i);
            Enclosure r = right.get(right.size() == 1 ? 0 : i);
            Truth truth = compare(c.relation(), l, r);
            if (truth == Truth.FALSE) {
                reason = "expected " + text(l) + " " + c.relation().text() + " " + text(r)
                        + (size > 1 ? " in element " + i : "");
                return truth;
            }
            result = truth == Truth.UNKNOWN ? truth : result;
        }
        return result;
    }

    private static String text(Enclosure e) {
        return e.isExact() ? e.lower().toText(40) : "about " + e.middle().toDouble();
    }

    private static Truth compare(Formula.Relation relation, Enclosure l, Enclosure r) {
        return switch (relation) {
            case LESS -> less(l, r);
            case LESS_EQUAL -> less(r, l).negated();
            case GREATER -> less(r, l);
            case GREATER_EQUAL -> less(l, r).negated();
            case EQUAL ->
                less(l, r) == Truth.TRUE || less(r, l) == Truth.TRUE
                        ? Truth.FALSE
                        : l.isExact() && r.isExact() ? Truth.TRUE : Truth.UNKNOWN;
        };
    }

    private static Truth less(Enclosure l, Enclosure r) {
        if (l.upper().compareTo(r.lower()) < 0) {
            return Truth.TRUE;
        }
        return l.lower().compareTo(r.upper()) >= 0 ? Truth.FALSE : Truth.UNKNOWN;
    }

    /** The elements in row-major order. */
    List<Enclosure> values(Expr e) {
        if (e instanceof Expr.Constant c) {
            return c.elements().stream().map(Ranges::exact).toList();
        } else if (e instanceof Expr.Filled f) {
            return all(List.of(Ranges.exact(f.value())), size(f.shape(), sizes));
        } else if (e instanceof Expr.Variable v) {
            List<Rational> elements = Optional.ofNullable(point.get(v.name()))
                    .orElseThrow(() -> new Undetermined("no value was chosen for " + v.name()));
            return elements.stream().map(Ranges::exact).toList();
        } else if (e instanceof Expr.Sum s) {
            List<Enclosure> sum = all(List.of(Ranges.exact(Rational.ZERO)), size(s.shape(), sizes));
            for (Expr term : s.terms()) {
                sum = zip(sum, values(term), sum.size(), Ranges::add);
            }
            return sum;
        } else if (e instanceof Expr.Negate n) {
            return values(n.operand()).stream().map(Ranges::negate).toList();
        } else if (e instanceof Expr.Product p) {
            return zip(values(p.left()), values(p.right()), size(p.shape(), sizes), Ranges::multiply);
        } else if (e instanceof Expr.Quotient q) {
            List<Enclosure> inverse =
                    values(q.divisor()).stream().map(Ranges::reciprocal).toList();
            return zip(values(q.dividend()), inverse, size(q.shape(), sizes), Ranges::multiply);
        } else if (e instanceof Expr.Power p) {
            return values(p.base()).stream()
                    .map(x -> Ranges.power(x, p.exponent()))
                    .toList();
        } else if (e instanceof Expr.Select s) {
            return selected(s);
        } else if (e instanceof Expr.Stack s) {
            return s.elements().stream().map(x -> values(x).get(0)).toList();
        } else if (e instanceof Expr.Call c) {
            return execution.values(
                    c.function(), c.arguments().stream().map(this::values).toList(), lastSize(c));
        } else if (e instanceof Expr.Conditional c) {
            Truth truth = truth(c.condition());
            if (truth == Truth.UNKNOWN) {
                throw new Undetermined("a condition is not decided");
            }
            return all(values(truth == Truth.TRUE ? c.yes() : c.no()), size(c.shape(), sizes));
        }
        throw new Undetermined("networks and labels are not evaluated here");
    }

    private int lastSize(Expr.Call c) {
        Shape shape = c.arguments().get(0).shape();
        return shape.isScalar() || c.function().kind() != Function.Kind.VECTOR
                ? 1
                : size(
                        new Shape(shape.dimensions()
                                .subList(
                                        shape.dimensions().size() - 1,
                                        shape.dimensions().size())),
                        sizes);
    }

    private List<Enclosure> selected(Expr.Select s) {
        List<Enclosure> of = values(s.of());
        List<Enclosure> chosen = new ArrayList<>();
        for (long position : s.positions()) {
            if (position >= of.size()) {
                throw new Undetermined("there is no element " + position);
            }
            chosen.add(of.get((int) position));
        }
        return chosen;
    }

    private static List<Enclosure> all(List<Enclosure> values, int size) {
        return values.size() == size ? values : Collections.nCopies(size, values.get(0));
    }

    static List<Enclosure> zip(List<Enclosure> a, List<Enclosure> b, int size, BinaryOperator<Enclosure> operation) {
        List<Enclosure> result = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            result.add(operation.apply(a.get(a.size() == 1 ? 0 : i), b.get(b.size() == 1 ? 0 : i)));
        }
        return result;
    }
}
