package org.axiomj.properties.language.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;

/** What formulas without quantifiers mean at a point: read off their definition, for lowering to be compared with. */
final class Meaning {
    private final Map<String, List<Rational>> point;

    Meaning(Map<String, List<Rational>> point) {
        this.point = point;
    }

    boolean of(Formula f) {
        if (f instanceof Formula.Truth t) {
            return t.value();
        } else if (f instanceof Formula.And and) {
            return and.operands().stream().allMatch(this::of);
        } else if (f instanceof Formula.Or or) {
            return or.operands().stream().anyMatch(this::of);
        } else if (f instanceof Formula.Not not) {
            return !of(not.operand());
        } else if (f instanceof Formula.Iff iff) {
            return of(iff.left()) == of(iff.right());
        } else if (f instanceof Formula.Compare c) {
            return compare(c);
        } else if (f instanceof Formula.Close c) {
            return close(c);
        } else if (f instanceof Formula.ClassIs c) {
            return winner(of(c.scores()), c.largest(), c.firstWins())
                    == of(c.index()).get(0).numerator().intValue();
        } else if (f instanceof Formula.SameClass c) {
            int left = winner(of(c.left()), c.largest(), c.firstWins());
            return left >= 0 && left == winner(of(c.right()), c.largest(), c.firstWins());
        } else if (f instanceof Formula.InTop t) {
            List<Rational> scores = of(t.scores());
            int index = of(t.index()).get(0).numerator().intValue();
            long atLeast = 0;
            for (int i = 0; i < scores.size(); i++) {
                atLeast += i != index && scores.get(i).compareTo(scores.get(index)) >= 0 ? 1 : 0;
            }
            return atLeast < t.count();
        }
        throw new IllegalArgumentException("no meaning for " + f);
    }

    private boolean compare(Formula.Compare c) {
        List<Rational> left = of(c.left());
        List<Rational> right = of(c.right());
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int sign = at(left, i).compareTo(at(right, i));
            boolean holds = switch (c.relation()) {
                case LESS -> sign < 0;
                case LESS_EQUAL -> sign <= 0;
                case GREATER -> sign > 0;
                case GREATER_EQUAL -> sign >= 0;
                case EQUAL -> sign == 0;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private boolean close(Formula.Close c) {
        List<Rational> left = of(c.left());
        List<Rational> right = of(c.right());
        List<Rational> tolerance = of(c.tolerance());
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            if (abs(at(left, i).subtract(at(right, i))).compareTo(at(tolerance, i)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** -1 where elements tie and no order breaks the tie. */
    private static int winner(List<Rational> scores, boolean largest, boolean firstWins) {
        int best = 0;
        boolean tie = false;
        for (int i = 1; i < scores.size(); i++) {
            int sign = scores.get(i).compareTo(scores.get(best)) * (largest ? 1 : -1);
            tie = sign == 0 || (sign < 0 && tie);
            best = sign > 0 ? i : best;
        }
        return tie && !firstWins ? -1 : best;
    }

    private static Rational at(List<Rational> elements, int i) {
        return elements.size() == 1 ? elements.get(0) : elements.get(i);
    }

    private static Rational abs(Rational r) {
        return r.signum() < 0 ? r.negate() : r;
    }

    List<Rational> of(Expr e) {
        if (e instanceof Expr.Constant c) {
            return c.elements();
        } else if (e instanceof Expr.Filled f) {
            return java.util.Collections.nCopies((int) f.shape().size(), f.value());
        } else if (e instanceof Expr.Variable v) {
            return point.get(v.name());
        } else if (e instanceof Expr.Sum s) {
            return s.terms().stream()
                    .map(this::of)
                    .reduce((a, b) -> each(a, b, Rational::add))
                    .orElseThrow();
        } else if (e instanceof Expr.Negate n) {
            return of(n.operand()).stream().map(Rational::negate).toList();
        } else if (e instanceof Expr.Product p) {
            return each(of(p.left()), of(p.right()), Rational::multiply);
        } else if (e instanceof Expr.Quotient q) {
            return each(of(q.dividend()), of(q.divisor()), Rational::divide);
        } else if (e instanceof Expr.Power p) {
            List<Rational> power = of(p.base()).stream().map(b -> Rational.ONE).toList();
            for (int k = 0; k < p.exponent(); k++) {
                power = each(power, of(p.base()), Rational::multiply);
            }
            return power;
        } else if (e instanceof Expr.Select s) {
            List<Rational> of = of(s.of());
            return s.positions().stream().map(p -> of.get(p.intValue())).toList();
        } else if (e instanceof Expr.Stack s) {
            return s.elements().stream().map(x -> of(x).get(0)).toList();
        } else if (e instanceof Expr.Conditional c) {
            return of(of(c.condition()) ? c.yes() : c.no());
        }
        return call((Expr.Call) e);
    }

    private List<Rational> call(Expr.Call c) {
        List<Rational> x = of(c.arguments().get(0));
        BinaryOperator<Rational> max = (a, b) -> a.compareTo(b) >= 0 ? a : b;
        BinaryOperator<Rational> min = (a, b) -> a.compareTo(b) <= 0 ? a : b;
        return switch (c.function()) {
            case SUM -> List.of(sum(x));
            case MEAN -> List.of(sum(x).divide(Rational.of((long) x.size())));
            case DOT -> List.of(sum(each(x, of(c.arguments().get(1)), Rational::multiply)));
            case NORM_1 -> List.of(sum(x.stream().map(Meaning::abs).toList()));
            case NORM_INF -> List.of(x.stream().map(Meaning::abs).reduce(max).orElseThrow());
            case ABS -> x.stream().map(Meaning::abs).toList();
            case RELU -> x.stream().map(r -> r.signum() < 0 ? Rational.ZERO : r).toList();
            case MAX -> extremum(c, x, max);
            case MIN -> extremum(c, x, min);
            default -> throw new IllegalArgumentException("no exact meaning for " + c.function());
        };
    }

    private List<Rational> extremum(Expr.Call c, List<Rational> x, BinaryOperator<Rational> better) {
        if (c.arguments().size() == 1) {
            return List.of(x.stream().reduce(better).orElseThrow());
        }
        return c.arguments().stream()
                .map(this::of)
                .reduce((a, b) -> each(a, b, better))
                .orElseThrow();
    }

    private static Rational sum(List<Rational> x) {
        return x.stream().reduce(Rational.ZERO, Rational::add);
    }

    private static List<Rational> each(List<Rational> a, List<Rational> b, BinaryOperator<Rational> op) {
        List<Rational> result = new ArrayList<>();
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            result.add(op.apply(at(a, i), at(b, i)));
        }
        return result;
    }
}
